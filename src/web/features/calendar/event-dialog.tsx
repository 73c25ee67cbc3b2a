import { useState } from 'react'
import type { Event, Scope } from '#contract/calendar-events.ts'
import { withValue } from '#lib/choices.ts'
import { fieldError, messageOf } from '#lib/form.ts'
import { formatMoment, fromLocalInput, placeOfZone } from '#lib/format-time.ts'
import { ruleWords } from '#lib/rule-words.ts'
import { useSettings } from '#lib/session.ts'
import { ZONES } from '#lib/zones.ts'
import { Checkbox } from '#ui/checkbox.tsx'
import { Combobox } from '#ui/combobox.tsx'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Input } from '#ui/input.tsx'
import { Select } from '#ui/select.tsx'
import { TagInput } from '#ui/tag-input.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { ApplicationField } from './application-field.tsx'
import type { About } from './application-field.tsx'
import type { CalendarLook } from './colours.ts'
import { bodyOf, changedFields, draftOf } from './event-draft.ts'
import type { EventBody, EventDraft } from './event-draft.ts'
import { useAddEvent, useChangeEvent } from './queries.ts'
import { ScopeDialog } from './scope-dialog.tsx'
import { reminderWords } from './words.ts'

interface EventDialogProps {
  readonly draft: EventDraft
  /** Null: a new one. */
  readonly event: Event | null
  /** The application that the draft of a new one is for. */
  readonly about?: About
  readonly looks: readonly CalendarLook[]
  readonly onSaved: (event: Event) => void
  readonly onClose: () => void
}

const REPEATS = [
  { value: '', label: 'Does not repeat' },
  { value: 'FREQ=DAILY', label: 'Every day' },
  { value: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', label: 'Every weekday' },
  { value: 'FREQ=WEEKLY', label: 'Every week' },
  { value: 'FREQ=WEEKLY;INTERVAL=2', label: 'Every 2 weeks' },
  { value: 'FREQ=MONTHLY', label: 'Every month' },
  { value: 'FREQ=YEARLY', label: 'Every year' },
]
const REMINDERS = [0, 5, 15, 30, 60, 120, 1440, 2880]

/** What an event is, when, where, and for which application. */
export function EventDialog({ draft: begun, event, about, looks, onSaved, onClose }: EventDialogProps) {
  const style = useSettings()
  const [draft, setDraft] = useState(begun)
  const [asking, setAsking] = useState<Partial<EventBody> | null>(null)
  const add = useAddEvent()
  const change = useChangeEvent()
  const set = (part: Partial<EventDraft>) => setDraft({ ...draft, ...part })
  const error = add.error ?? change.error
  const errorOf = (field: string) => fieldError(error, field)

  function submit() {
    const body = bodyOf(draft, event)
    if (event === null) return add.mutate({ body }, { onSuccess: onSaved })
    const changes = changedFields(bodyOf(draftOf(event, style.time_zone), event), body)
    if (event.recurrence !== null && event.recurrence_id !== null) return setAsking(changes)
    return save(changes, null)
  }
  function save(changes: Partial<EventBody>, scope: Scope | null) {
    if (event === null) return
    const key = event.recurrence_id === null ? {} : { recurrence_id: event.recurrence_id }
    change.mutate(
      {
        params: { id: event.id },
        query: scope === null ? {} : { ...key, scope },
        body: { ...changes, version: event.version },
      },
      { onSuccess: onSaved, onError: () => setAsking(null) },
    )
  }
  if (asking !== null) {
    return (
      <ScopeDialog
        title="Which dates change?"
        action="Change"
        without_this={'recurrence' in asking}
        onChoose={(scope) => save(asking, scope)}
        onClose={() => setAsking(null)}
      />
    )
  }
  return (
    <FormDialog
      wide
      title={event === null ? 'Add an event' : 'Change the event'}
      action="Keep"
      pending={add.isPending || change.isPending}
      error={error && messageOf(error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Title" error={errorOf('title')}>
        <Input
          value={draft.title}
          required
          maxLength={1000}
          autoFocus
          onChange={({ target }) => set({ title: target.value })}
        />
      </Field>
      <Times draft={draft} set={set} errorOf={errorOf} />
      <div className="form-row is-two">
        <Field label="Repeats" error={errorOf('recurrence')}>
          <Select
            options={withValue(REPEATS, { value: draft.repeats, label: ruleWords(draft.repeats, style) })}
            value={draft.repeats}
            onChange={(repeats) => set({ repeats })}
          />
        </Field>
        <Field label="Reminders" optional>
          <Reminders draft={draft} set={set} />
        </Field>
      </div>
      <Where draft={draft} set={set} errorOf={errorOf} />
      <div className="form-row is-two">
        <ApplicationField
          value={draft.application_id}
          about={about ?? aboutOf(event)}
          error={errorOf('application_id')}
          onChange={(application_id) => set({ application_id })}
        />
        {event === null && looks.some(({ writable }) => writable) && (
          <Field label="Calendar" error={errorOf('calendar_id')}>
            <Select
              options={[
                { value: '', label: 'The usual one' },
                ...looks.filter(({ writable }) => writable).map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={draft.calendar_id}
              onChange={(calendar_id) => set({ calendar_id })}
            />
          </Field>
        )}
      </div>
      <Field label="People" optional error={errorOf('attendees')} help="An e-mail address each, Enter after it">
        <TagInput value={[...draft.people]} max={100} onChange={(people) => set({ people })} />
      </Field>
      {draft.people.length > 0 && (
        <Checkbox
          label="Have the calendar invite them"
          checked={draft.send_invitations}
          onChange={(send_invitations) => set({ send_invitations })}
        />
      )}
      <Field label="Notes" optional>
        <Textarea
          rows={3}
          value={draft.description}
          maxLength={30_000}
          onChange={({ target }) => set({ description: target.value })}
        />
      </Field>
    </FormDialog>
  )
}

function aboutOf(event: Event | null): About | null {
  if (event === null || event.application === null || event.application_id === null) return null
  return { ...event.application, id: event.application_id }
}

interface PartProps {
  readonly draft: EventDraft
  readonly set: (part: Partial<EventDraft>) => void
}
interface FieldsProps extends PartProps {
  readonly errorOf: (field: string) => string | undefined
}

function Times({ draft, set, errorOf }: FieldsProps) {
  const style = useSettings()
  const kind = draft.all_day ? 'date' : 'datetime'
  const shown = (value: string) => (draft.all_day ? value.slice(0, 10) : value)
  const kept = (value: string, before: string) => (draft.all_day ? `${value}${before.slice(10)}` : value)
  const isElsewhere = !draft.all_day && draft.timezone !== style.time_zone && draft.from !== ''
  return (
    <>
      <div className="form-row is-two">
        <Field label="From" error={errorOf('start_time')}>
          <DateTimeInput
            kind={kind}
            value={shown(draft.from)}
            required
            onChange={(value) => set(movedBoth(draft, kept(value, draft.from)))}
          />
        </Field>
        <Field label="To" error={errorOf('end_time')}>
          <DateTimeInput
            kind={kind}
            value={shown(draft.to)}
            required
            onChange={(value) => set({ to: kept(value, draft.to) })}
          />
        </Field>
      </div>
      <div className="row wrap g-4">
        <Checkbox label="All day" checked={draft.all_day} onChange={(all_day) => set({ all_day, busy: !all_day })} />
        <Checkbox label="I am busy then" checked={draft.busy} onChange={(busy) => set({ busy })} />
      </div>
      {!draft.all_day && (
        <Field
          label="On the clock of"
          error={errorOf('timezone')}
          {...(isElsewhere
            ? {
                help: `For you: ${formatMoment(fromLocalInput(draft.from, draft.timezone), style)} in ${placeOfZone(style.time_zone)}`,
              }
            : {})}
        >
          <Combobox
            options={ZONES}
            value={draft.timezone}
            onChange={(zone) => set({ timezone: zone ?? style.time_zone })}
          />
        </Field>
      )}
    </>
  )
}

/** An event that is moved keeps its length. */
function movedBoth(draft: EventDraft, from: string): Partial<EventDraft> {
  const length = Date.parse(`${draft.to}Z`) - Date.parse(`${draft.from}Z`)
  const end = Date.parse(`${from}Z`) + Math.max(0, length)
  return Number.isNaN(end) ? { from } : { from, to: new Date(end).toISOString().slice(0, 16) }
}

function Where({ draft, set, errorOf }: FieldsProps) {
  return (
    <div className="form-row is-two">
      <Field label="Place" optional error={errorOf('location')}>
        <Input value={draft.location} maxLength={1000} onChange={({ target }) => set({ location: target.value })} />
      </Field>
      <Field label="Link" optional error={errorOf('url')}>
        <Input type="url" value={draft.url} maxLength={2048} onChange={({ target }) => set({ url: target.value })} />
      </Field>
    </div>
  )
}

function Reminders({ draft, set }: PartProps) {
  const own = draft.reminders.map(Number).filter((minutes) => !REMINDERS.includes(minutes))
  return (
    <div className="row wrap">
      {[...REMINDERS, ...own].map((minutes) => {
        const value = String(minutes)
        const isSet = draft.reminders.includes(value)
        return (
          <button
            key={value}
            type="button"
            className="chip"
            aria-pressed={isSet}
            onClick={() =>
              set({ reminders: isSet ? draft.reminders.filter((one) => one !== value) : [...draft.reminders, value] })
            }
          >
            {reminderWords(minutes)}
          </button>
        )
      })}
    </div>
  )
}
