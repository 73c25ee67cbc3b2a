import { useState } from 'react'
import type { Appointment } from '#contract/appointments.ts'
import { messageOf } from '#lib/form.ts'
import { useSettings } from '#lib/session.ts'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { useCancel } from './queries.ts'
import { readersOf, whenWords, withWhom } from './words.ts'

interface CancelDialogProps {
  appointment: Appointment
  /** It is a request that is turned down. */
  declines: boolean
  onClose: () => void
}

/** Calls an appointment off, with the reason that the others read. */
export function CancelDialog({ appointment: given, declines, onClose }: CancelDialogProps) {
  // As it was when the dialog opened: what changed elsewhere since is not overwritten unseen.
  const [appointment] = useState(given)
  const [reason, setReason] = useState('')
  const style = useSettings()
  const cancel = useCancel()
  const readers = readersOf(appointment)
  return (
    <FormDialog
      title={declines ? `Decline the request of ${appointment.guest.name}?` : 'Cancel this appointment?'}
      description={`${withWhom(appointment)}, ${whenWords(appointment, style)}. This cannot be taken back.`}
      action={declines ? 'Decline' : 'Cancel the appointment'}
      back="Keep it"
      danger
      pending={cancel.isPending}
      error={cancel.error && messageOf(cancel.error)}
      onSubmit={() =>
        cancel.mutate(
          { params: { id: appointment.id }, body: { reason }, version: appointment.version },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <Field label="Why" optional help={readers === null ? undefined : `For ${readers}, in the mail about it.`}>
        <Textarea
          rows={3}
          maxLength={1000}
          autoFocus
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </FormDialog>
  )
}
