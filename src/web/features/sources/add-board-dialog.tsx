import { useState } from 'react'
import { reasonOf } from '#lib/form.ts'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Input } from '#ui/input.tsx'
import { toast } from '#ui/toast.tsx'
import { useAddSource } from './queries.ts'

/** The address of a careers page; its host tells which board it is. */
export function AddBoardDialog({ onClose }: { onClose: () => void }) {
  const [url, setUrl] = useState('')
  const add = useAddSource()
  const error = add.error === null ? undefined : reasonOf(add.error)
  const submit = () =>
    add.mutate(url.trim(), {
      onSuccess: (source) => {
        toast(`${source.name} is followed; its postings arrive in a moment`)
        onClose()
      },
    })
  return (
    <FormDialog
      title="Follow an employer"
      description="Its openings come straight from the company's own board, as soon as they are published."
      action="Follow"
      pending={add.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label="Address of the careers page"
        error={error}
        help="At Greenhouse, Lever, Ashby or Personio, for example https://boards.greenhouse.io/acme"
      >
        <Input
          type="url"
          required
          autoFocus
          value={url}
          placeholder="https://"
          onChange={(event) => setUrl(event.target.value)}
        />
      </Field>
    </FormDialog>
  )
}
