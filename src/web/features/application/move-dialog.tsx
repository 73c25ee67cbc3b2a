import { useState } from 'react'
import type { Application } from '#contract/applications.ts'
import { now } from '#lib/clock.ts'
import { fromLocalInput, placeOfZone, toLocalInput } from '#lib/format-time.ts'
import { messageOf } from '#lib/form.ts'
import type { Target } from '#lib/move.ts'
import { useMove } from '#lib/move.ts'
import { useSettings } from '#lib/session.ts'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Select } from '#ui/select.tsx'
import { StatusWord } from '#ui/status-badge.tsx'
import { Textarea } from '#ui/textarea.tsx'

/** A move on another day, or with a note: put in its place in the history. */
export function MoveDialog({
  application,
  targets,
  onClose,
}: {
  application: Application
  targets: readonly Target[]
  onClose: () => void
}) {
  const { time_zone } = useSettings()
  const [key, setKey] = useState(nextKey(application, targets))
  const [when, setWhen] = useState(() => toLocalInput(now().toISOString(), time_zone))
  const [note, setNote] = useState('')
  const move = useMove()
  const to = targets.find((target) => target.key === key)
  function submit() {
    if (to === undefined) return
    move.mutate({ application, to, at: fromLocalInput(when, time_zone), note: note.trim() }, { onSuccess: onClose })
  }
  return (
    <FormDialog
      title={`Move ${application.company}`}
      description="A day in the past is put in its place in the history; the status stays what the latest entry says."
      action="Move"
      pending={move.isPending}
      error={move.error && messageOf(move.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="To">
        <Select
          value={key}
          onChange={setKey}
          options={targets.map((target) => ({
            value: target.key,
            label: target.name,
            face: <StatusWord status={target.status} label={target.name} />,
          }))}
        />
      </Field>
      <Field label="When it happened" help={`${placeOfZone(time_zone)} time`}>
        <DateTimeInput kind="datetime" value={when} onChange={setWhen} required />
      </Field>
      <Field label="Note" optional>
        <Textarea rows={3} value={note} maxLength={10_000} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

function nextKey(application: Application, targets: readonly Target[]): string {
  const at = targets.findIndex((target) => target.key === (application.stage_id ?? application.status))
  return targets[at + 1]?.key ?? targets[0]?.key ?? 'interested'
}
