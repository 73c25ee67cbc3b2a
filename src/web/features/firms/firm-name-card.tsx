import { useState } from 'react'
import type { Firm } from '#contract/firms.ts'
import { messageOf } from '#lib/form.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Field } from '#ui/field.tsx'
import { submitOnModEnter } from '#ui/form-keys.ts'
import { Input } from '#ui/input.tsx'
import { toast } from '#ui/toast.tsx'
import { useRenameFirm } from './queries.ts'

export function FirmNameCard({ firm }: { firm: Firm }) {
  const [name, setName] = useState(firm.name)
  const rename = useRenameFirm()
  return (
    <Card title="Practice">
      <form
        className="row items-end! wrap"
        noValidate
        onKeyDown={submitOnModEnter}
        onSubmit={(event) => {
          event.preventDefault()
          rename.mutate({ id: firm.id, name, version: firm.version }, { onSuccess: () => toast('Practice renamed') })
        }}
      >
        <Field label="Name" className="grow" error={rename.error === null ? undefined : messageOf(rename.error)}>
          <Input value={name} onChange={(event) => setName(event.target.value)} autoComplete="organization" />
        </Field>
        <Button type="submit" loading={rename.isPending} disabled={name.trim() === '' || name.trim() === firm.name}>
          Rename
        </Button>
      </form>
    </Card>
  )
}
