import { CalendarPlus, Copy } from 'lucide-react'
import { useState } from 'react'
import { copyText } from '#lib/copy.ts'
import { reasonOf } from '#lib/form.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Input } from '#ui/input.tsx'
import { useCreateFeed } from './queries.ts'

/** Asks what the address is for; then shows it, once. */
export function FeedDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateFeed()
  const [name, setName] = useState('')
  if (create.data !== undefined) return <Made url={create.data.url} onClose={onClose} />
  return (
    <FormDialog
      title="New address"
      action="Make the address"
      noValidate
      pending={create.isPending}
      onSubmit={() => create.mutate(name)}
      onClose={onClose}
    >
      <Field
        label="Name"
        help="Which program reads it, so that you know which to close."
        error={create.error === null ? undefined : reasonOf(create.error)}
      >
        <Input autoFocus value={name} placeholder="Phone" onChange={(event) => setName(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

function Made({ url, onClose }: { url: string; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Copy the address now"
      description="It is shown only this once. Whoever has it reads your events: keep it like a password."
      foot={
        <>
          <a className="btn" href={url.replace(/^https?:/, 'webcal:')}>
            <CalendarPlus aria-hidden="true" />
            Open in a calendar program
          </a>
          <Button onClick={() => copyText(url)}>
            <Copy aria-hidden="true" />
            Copy
          </Button>
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <Field label="Address" help="In the program, choose “subscribe” or “from a web address”, and paste it.">
        <Input className="mono" readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
      </Field>
    </Dialog>
  )
}
