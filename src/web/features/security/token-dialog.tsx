import { Copy } from 'lucide-react'
import { useState } from 'react'
import { now } from '#lib/clock.ts'
import { reasonOf } from '#lib/form.ts'
import { useCreateToken } from '#lib/tokens.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Field, FieldGroup } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Input } from '#ui/input.tsx'
import { RadioGroup } from '#ui/radio.tsx'
import { Select } from '#ui/select.tsx'
import { toast } from '#ui/toast.tsx'

const LIVES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: 'none', label: 'No end' },
] as const
type Life = (typeof LIVES)[number]['value']

/** Asks for a name, what it may do and how long; then shows the token, once. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateToken()
  if (create.data !== undefined) return <Made token={create.data.token} onClose={onClose} />
  return <Ask create={create} onClose={onClose} />
}

function Ask({ create, onClose }: { create: ReturnType<typeof useCreateToken>; onClose: () => void }) {
  const [name, setName] = useState('')
  const [scope, setScope] = useState<'read' | 'write' | 'import'>('read')
  const [life, setLife] = useState<Life>('90')
  const error = create.error === null ? undefined : reasonOf(create.error)
  const submit = () =>
    create.mutate({
      name,
      scopes: scope === 'write' ? ['read', 'write'] : [scope],
      expires_at: life === 'none' ? null : endIn(Number(life)),
    })
  return (
    <FormDialog
      title="New token"
      action="Make the token"
      noValidate
      pending={create.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Name" help="What it is for, so that you know it again." error={error}>
        <Input autoFocus value={name} placeholder="Spreadsheet" onChange={(event) => setName(event.target.value)} />
      </Field>
      <FieldGroup label="It may">
        <RadioGroup
          aria-label="What it may do"
          value={scope}
          onChange={setScope}
          options={[
            { value: 'read', label: 'Read', help: 'See what you see.' },
            { value: 'write', label: 'Read and write', help: 'Also add and change; never passwords or tokens.' },
            { value: 'import', label: 'Import postings', help: 'Bring postings in, and see nothing else.' },
          ]}
        />
      </FieldGroup>
      <Field label="Works for">
        <Select value={life} onChange={setLife} options={LIVES} />
      </Field>
    </FormDialog>
  )
}

function Made({ token, onClose }: { token: string; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Copy your token now"
      description="It is shown only this once. Keep it like a password."
      foot={
        <>
          <Button onClick={() => void navigator.clipboard.writeText(token).then(() => toast('Token copied'))}>
            <Copy aria-hidden="true" />
            Copy
          </Button>
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <Field label="Token">
        <Input className="mono" readOnly value={token} onFocus={(event) => event.currentTarget.select()} />
      </Field>
    </Dialog>
  )
}

function endIn(days: number): string {
  return new Date(now().getTime() + days * 86_400_000).toISOString()
}
