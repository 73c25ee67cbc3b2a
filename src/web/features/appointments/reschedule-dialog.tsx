import { useState } from 'react'
import { z } from 'zod'
import type { Appointment } from '#contract/appointments.ts'
import { Slot } from '#contract/booking.ts'
import { ApiError } from '#lib/client.ts'
import { fieldError, messageOf } from '#lib/form.ts'
import { formatMoment, fromLocalInput, placeOfZone, toLocalInput } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { useForgetSlots, useSlots } from '#lib/use-slots.ts'
import { Button } from '#ui/button.tsx'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Note } from '#ui/note.tsx'
import { SlotPicker } from '#ui/slot-picker.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { slotsOfAppointment, useReschedule } from './queries.ts'
import { whenWords } from './words.ts'

/** Moves an appointment to a time that is free; its host to any other one as well. */
export function RescheduleDialog({ appointment: given, onClose }: { appointment: Appointment; onClose: () => void }) {
  // As it was when the dialog opened: what changed elsewhere since is not overwritten unseen.
  const [appointment] = useState(given)
  const style = useSettings()
  const [time, setTime] = useState<string | null>(null)
  const [isFree, setFree] = useState(false)
  const [reason, setReason] = useState('')
  const move = useReschedule()
  const forget = useForgetSlots()
  const name = ['appointments', 'move', appointment.id]
  const isHost = appointment.you_are === 'host'
  const other = isHost ? appointment.guest.name : appointment.host.name
  const next = nextOf(move.error)
  const choose = (start_time: string) => {
    move.reset()
    setTime(start_time)
  }
  const submit = () => {
    if (time === null) return
    move.mutate(
      { params: { id: appointment.id }, body: { start_time: time, reason }, version: appointment.version },
      { onSuccess: onClose, onSettled: () => forget(name) },
    )
  }
  return (
    <FormDialog
      title={`Move the appointment with ${other}`}
      description={`Now: ${whenWords(appointment, style)} (${placeOfZone(style.time_zone)}). ${other} is told by mail.`}
      wide
      action={time === null ? 'Move it' : `Move it to ${formatMoment(time, style)}`}
      ready={time !== null}
      pending={move.isPending}
      error={move.error && next === null ? messageOf(move.error) : null}
      onSubmit={submit}
      onClose={onClose}
    >
      {isFree ? (
        <Field
          label="Starts"
          help="Your hours do not bind you here; other appointments do."
          error={fieldError(move.error, 'start_time', 'body.start_time')}
        >
          <DateTimeInput
            kind="datetime"
            value={time === null ? '' : toLocalInput(time, style.time_zone)}
            onChange={(value) => value !== '' && choose(fromLocalInput(value, style.time_zone))}
          />
        </Field>
      ) : (
        <Times id={appointment.id} around={appointment.start_time} name={name} time={time} onTime={choose} />
      )}
      {isHost && (
        <div>
          <Button variant="ghost" size="sm" onClick={() => setFree(!isFree)}>
            {isFree ? 'Choose from your free hours' : 'Another time than these'}
          </Button>
        </div>
      )}
      {next !== null && (
        <Note tone="bad" title="This time is not free">
          <span className="row wrap mt-2">
            {next.slice(0, 4).map(({ start_time }) => (
              <Button key={start_time} size="sm" onClick={() => choose(start_time)}>
                {formatMoment(start_time, style)}
              </Button>
            ))}
          </span>
        </Note>
      )}
      <Field label="Why" optional help={`${other} reads it in a mail.`}>
        <Textarea rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

interface TimesProps {
  id: string
  /** When it is now. */
  around: string
  name: readonly string[]
  time: string | null
  onTime: (start_time: string) => void
}

function Times({ id, around, name, time, onTime }: TimesProps) {
  const style = useSettings()
  const { picker, error } = useSlots({ name, ask: slotsOfAppointment(id), style, around })
  return (
    <>
      {error !== null && <Note tone="bad" title={messageOf(error)} />}
      <SlotPicker {...picker} time={time} onTime={onTime} />
    </>
  )
}

const NotFree = z.object({ next: z.array(Slot) })

/** What is free instead; null: it was not refused for that. */
function nextOf(error: unknown): readonly Slot[] | null {
  if (!(error instanceof ApiError) || error.code !== 'slot_not_free') return null
  return NotFree.safeParse(error.details).data?.next ?? []
}
