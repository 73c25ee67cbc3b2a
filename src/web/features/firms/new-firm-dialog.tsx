import { useState } from 'react'
import { messageOf, submitOnModEnter } from '#lib/form.ts'
import { useEnter } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Field } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { useActivate, useCreateFirm } from './queries.ts'

/** A new practice becomes the active workspace at once. */
export function NewFirmDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('')
  const create = useCreateFirm()
  const activate = useActivate()
  const enter = useEnter()
  const submit = () =>
    create.mutate(name, {
      onSuccess: async (firm) => {
        await activate.mutateAsync(firm.id)
        onClose()
        await enter('/settings/workspace')
      },
    })
  const error =
    name.trim() === '' && create.error !== null ? 'Give it a name.' : create.error && messageOf(create.error)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="New practice"
      description="For coaches, careers services and outplacement: people join by invitation, and seekers decide what to open to whom."
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="new-firm" loading={create.isPending || activate.isPending}>
            Create it
          </Button>
        </>
      }
    >
      <form
        id="new-firm"
        noValidate
        onKeyDown={submitOnModEnter}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Field label="Name" error={error ?? undefined}>
          <Input
            autoFocus
            autoComplete="organization"
            value={name}
            onChange={(event) => setName(event.target.value)}
            placeholder="Nordlicht Karriereberatung"
          />
        </Field>
      </form>
    </Dialog>
  )
}
