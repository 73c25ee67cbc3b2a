import { useState } from 'react'
import { InterviewKind, InterviewOutcome } from '#contract/interviews.ts'
import type { Interview } from '#contract/interviews.ts'
import { withValue } from '#lib/choices.ts'
import { now } from '#lib/clock.ts'
import { fieldError, messageOf } from '#lib/form.ts'
import { clockChange, formatMoment, fromLocalInput, placeOfZone, toLocalInput } from '#lib/format-time.ts'
import { INTERVIEW_KINDS } from '#lib/interview-words.ts'
import { useSettings } from '#lib/session.ts'
import { ZONES } from '#lib/zones.ts'
import { Combobox } from '#ui/combobox.tsx'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Input } from '#ui/input.tsx'
import { Select } from '#ui/select.tsx'
import { TagInput } from '#ui/tag-input.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { useAddInterview, useChangeInterview } from './queries.ts'
import { OUTCOMES } from './words.ts'

interface InterviewDialogProps {
  application_id: string
  interview: Interview | null
  onClose: () => void
}

interface Draft {
  kind: InterviewKind
  when: string
  time_zone: string
  duration: string
  people: string[]
  location: string
  link: string
  outcome: InterviewOutcome
  notes: string
}

const DURATIONS = ['15', '30', '45', '60', '75', '90', '120', '180', '240'].map(minutes)

/** A round: when (on the clock of which place), with whom, where. */
export function InterviewDialog({ application_id, interview, onClose }: InterviewDialogProps) {
  const style = useSettings()
  const [draft, setDraft] = useState(() => draftOf(interview, style.time_zone))
  const add = useAddInterview()
  const change = useChangeInterview()
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const error = add.error ?? change.error
  const errorOf = (field: string) => fieldError(error, field)
  const start = draft.when === '' ? null : fromLocalInput(draft.when, draft.time_zone, interview?.start_time)
  function submit() {
    if (start === null) return
    const body = {
      kind: draft.kind,
      start_time: start,
      time_zone: draft.time_zone,
      duration_min: Number(draft.duration),
      people: draft.people.map((name) => ({
        name,
        contact_id: interview?.people.find((one) => one.name === name)?.contact_id ?? null,
      })),
      location: draft.location,
      link: draft.link.trim() === '' ? null : draft.link.trim(),
      outcome: draft.outcome,
      notes: draft.notes,
    }
    const params = { id: application_id }
    if (interview === null) add.mutate({ params, body }, { onSuccess: onClose })
    else {
      change.mutate(
        { params: { ...params, interview_id: interview.id }, body: { ...body, version: interview.version } },
        { onSuccess: onClose },
      )
    }
  }
  return (
    <FormDialog
      wide
      title={interview === null ? 'Add an interview' : 'Change the interview'}
      action="Keep"
      pending={add.isPending || change.isPending}
      error={error && messageOf(error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="form-row is-two">
        <Field label="Kind">
          <Select
            value={draft.kind}
            onChange={(kind) => set({ kind })}
            options={optionsOf(InterviewKind.options, INTERVIEW_KINDS)}
          />
        </Field>
        <Field label="Outcome">
          <Select
            value={draft.outcome}
            onChange={(outcome) => set({ outcome })}
            options={optionsOf(InterviewOutcome.options, OUTCOMES)}
          />
        </Field>
      </div>
      <div className="form-row is-two">
        <Field label="When" error={errorOf('start_time')} help={clockWords(draft, start)}>
          <DateTimeInput kind="datetime" value={draft.when} required onChange={(when) => set({ when })} />
        </Field>
        <Field label="How long">
          <Select
            options={withValue(DURATIONS, minutes(draft.duration))}
            value={draft.duration}
            onChange={(duration) => set({ duration })}
          />
        </Field>
      </div>
      <Field
        label="On the clock of"
        error={errorOf('time_zone')}
        {...(start === null || draft.time_zone === style.time_zone
          ? {}
          : { help: `For you: ${formatMoment(start, style)} in ${placeOfZone(style.time_zone)}` })}
      >
        <Combobox
          options={ZONES}
          value={draft.time_zone}
          onChange={(zone) => set({ time_zone: zone ?? style.time_zone })}
        />
      </Field>
      <Field label="With whom" optional help="Enter after each name">
        <TagInput value={draft.people} max={30} onChange={(people) => set({ people })} />
      </Field>
      <Field label="Place" optional>
        <Input value={draft.location} maxLength={500} onChange={(event) => set({ location: event.target.value })} />
      </Field>
      <Field label="Link" optional error={errorOf('link')}>
        <Input type="url" value={draft.link} maxLength={2048} onChange={(event) => set({ link: event.target.value })} />
      </Field>
      <Field label="Notes" optional>
        <Textarea
          rows={3}
          value={draft.notes}
          maxLength={20_000}
          onChange={(event) => set({ notes: event.target.value })}
        />
      </Field>
    </FormDialog>
  )
}

function draftOf(interview: Interview | null, zone: string): Draft {
  const tomorrow = `${toLocalInput(new Date(now().getTime() + 86_400_000).toISOString(), zone).slice(0, 10)}T10:00`
  return {
    kind: interview?.kind ?? 'video',
    when: interview === null ? tomorrow : toLocalInput(interview.start_time, interview.time_zone),
    time_zone: interview?.time_zone ?? zone,
    duration: String(interview?.duration_min ?? 60),
    people: interview?.people.map((person) => person.name) ?? [],
    location: interview?.location ?? '',
    link: interview?.link ?? '',
    outcome: interview?.outcome ?? 'pending',
    notes: interview?.notes ?? '',
  }
}

// On the two nights of the year on which the clocks change.
function clockWords({ when, time_zone }: Draft, start: string | null): string | undefined {
  if (start === null) return undefined
  switch (clockChange(when, time_zone)) {
    case 'skipped':
      return `The clocks skip this hour: it is ${toLocalInput(start, time_zone).slice(11)} then.`
    case 'twice':
      return `This hour comes twice: ${ordinal(when, time_zone, start)} is meant.`
    case null:
      return undefined
  }
}

function ordinal(when: string, time_zone: string, start: string): string {
  return fromLocalInput(when, time_zone) === start ? 'the first' : 'the second'
}

function minutes(value: string) {
  return { value, label: `${value} min` }
}

function optionsOf<Value extends string>(values: readonly Value[], words: Readonly<Record<Value, string>>) {
  return values.map((value) => ({ value, label: words[value] }))
}
