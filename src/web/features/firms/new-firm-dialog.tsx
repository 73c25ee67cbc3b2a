import { useState } from 'react'
import { messageOf } from '#lib/form.ts'
import { useEnter } from '#lib/session.ts'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
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
    <FormDialog
      title="New practice"
      description="For coaches, careers services and outplacement: people join by invitation, and seekers decide what to open to whom."
      action="Create it"
      noValidate
      pending={create.isPending || activate.isPending}
      onSubmit={submit}
      onClose={onClose}
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
    </FormDialog>
  )
}
