import { useQuery } from '@tanstack/react-query'
import { Bell, CalendarDays, ExternalLink, Hourglass, Pencil, Timer, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Application, Reminder } from '#contract/applications.ts'
import { now, useNow } from '#lib/clock.ts'
import { CONTACT_ROLES } from '#lib/contact-words.ts'
import { formatSalary } from '#lib/format-money.ts'
import { formatMoment, fromLocalInput, toLocalInput } from '#lib/format-time.ts'
import { nextOf } from '#lib/next-action.ts'
import { useSettings } from '#lib/session.ts'
import { sourcesQuery, whereSeen } from '#lib/sources.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import { Field } from '#ui/field.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Input } from '#ui/input.tsx'
import { HistoryList } from './history-list.tsx'
import { PostingMark } from './posting-mark.tsx'
import {
  peopleQuery,
  remindersQuery,
  useAddReminder,
  useChange,
  useChangeReminder,
  useDeleteReminder,
} from './queries.ts'
import { WriteLink } from './write-link.tsx'

/** What comes next, what is known of the job, who is involved, what happened. */
export function OverviewTab({ application }: { application: Application }) {
  return (
    <div className="col g-6">
      <NextAction application={application} />
      {application.job_id !== null && <PostingMark job_id={application.job_id} />}
      <Facts application={application} />
      <Reminders id={application.id} />
      <People id={application.id} />
      <HistoryList application={application} />
    </div>
  )
}

const ICONS = { interview: CalendarDays, deadline: Hourglass, action: Timer, none: Timer } as const

function NextAction({ application }: { application: Application }) {
  const style = useSettings()
  const at = useNow()
  const [editing, setEditing] = useState(false)
  const next = nextOf(application, style, at)
  const Icon = ICONS[next.kind]
  const own = application.next_action ?? application.next_action_at
  if (editing) return <NextActionForm application={application} onDone={() => setEditing(false)} />
  return (
    <div className="nexta">
      <span className={`q-ico ${next.late ? 'warn' : ''}`}>
        <Icon aria-hidden="true" />
      </span>
      <div className="grow">
        <div className="t-12 c-3">Next action</div>
        <b>{next.text}</b>
        {next.kind === 'interview' && application.next_action !== null && (
          <div className="t-13 c-2">{application.next_action}</div>
        )}
      </div>
      <Button size="sm" onClick={() => setEditing(true)}>
        <Pencil aria-hidden="true" />
        {own === null ? 'Plan' : 'Change'}
      </Button>
    </div>
  )
}

function NextActionForm({ application, onDone }: { application: Application; onDone: () => void }) {
  const { time_zone } = useSettings()
  const [text, setText] = useState(application.next_action ?? '')
  const [when, setWhen] = useState(
    application.next_action_at === null ? '' : toLocalInput(application.next_action_at, time_zone),
  )
  const change = useChange(application.id)
  const save = (next_action: string | null, next_action_at: string | null) =>
    change.mutate({ next_action, next_action_at }, { onSuccess: onDone })
  return (
    <form
      className="well col g-3 p-3"
      onSubmit={(event) => {
        event.preventDefault()
        save(
          text.trim() === '' ? null : text.trim(),
          when === '' ? null : fromLocalInput(when, time_zone, application.next_action_at),
        )
      }}
    >
      <Field label="Next action">
        <Input value={text} maxLength={300} autoFocus onChange={(event) => setText(event.target.value)} />
      </Field>
      <Field label="When" optional>
        <DateTimeInput kind="datetime" value={when} onChange={setWhen} />
      </Field>
      <div className="row">
        <Button variant="primary" size="sm" type="submit" loading={change.isPending}>
          Keep
        </Button>
        <Button size="sm" onClick={onDone}>
          Cancel
        </Button>
        <span className="push" />
        <Button size="sm" variant="ghost" onClick={() => save(null, null)}>
          Done, clear it
        </Button>
      </div>
    </form>
  )
}

function Facts({ application }: { application: Application }) {
  const { data } = useQuery({ ...sourcesQuery, enabled: application.source !== null })
  const seen = whereSeen(data?.items ?? [], application.source)
  const salary = formatSalary({
    min: application.salary_min,
    max: application.salary_max,
    currency: application.salary_currency,
    period: application.salary_period,
  })
  return (
    <dl className="facts">
      <div>
        <dt>Salary</dt>
        <dd>
          <b className="tn">{salary ?? 'Not stated'}</b>
          {seen !== null && data !== undefined && <span>{seen}</span>}
        </dd>
      </div>
      <div>
        <dt>Place</dt>
        <dd>
          <b>{application.location ?? 'Not stated'}</b>
          {application.url !== null && (
            <a className="link" href={application.url} target="_blank" rel="noreferrer">
              Posting <ExternalLink className="i-12" aria-label="(opens in a new tab)" />
            </a>
          )}
        </dd>
      </div>
    </dl>
  )
}

function Reminders({ id }: { id: string }) {
  const style = useSettings()
  const { data } = useQuery(remindersQuery(id))
  const [adding, setAdding] = useState(false)
  const change = useChangeReminder()
  const remove = useDeleteReminder()
  const items = data?.items ?? []
  const done = (reminder: Reminder, is: boolean) =>
    change.mutate({ params: { id, reminder_id: reminder.id }, body: { done: is } })
  return (
    <section>
      <header className="sec">
        <h3 className="h2">Reminders</h3>
        {items.length > 0 && <span className="n">{items.length}</span>}
        <Button variant="ghost" size="sm" className="push" onClick={() => setAdding(true)}>
          <Bell aria-hidden="true" />
          Remind me
        </Button>
      </header>
      {adding && <ReminderForm id={id} onDone={() => setAdding(false)} />}
      <ul className={items.length === 0 ? undefined : 'people'}>
        {items.map((reminder) => (
          <li className="row" key={reminder.id}>
            <Checkbox
              checked={reminder.done_at !== null}
              onChange={(is) => done(reminder, is)}
              aria-label={`${reminder.text} is done`}
            />
            <span className="grow">
              <b className={reminder.done_at === null ? 'm' : 'm c-3 line-through'}>{reminder.text}</b>
              <span className="t-12 c-3 block">{formatMoment(reminder.remind_at, style)}</span>
            </span>
            <IconButton
              icon={Trash2}
              size="sm"
              label={`Delete the reminder ${reminder.text}`}
              onClick={() => remove.mutate({ params: { id, reminder_id: reminder.id } })}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function ReminderForm({ id, onDone }: { id: string; onDone: () => void }) {
  const { time_zone } = useSettings()
  const [text, setText] = useState('Follow up')
  const [when, setWhen] = useState(
    () => `${toLocalInput(new Date(now().getTime() + 7 * 86_400_000).toISOString(), time_zone).slice(0, 10)}T09:00`,
  )
  const add = useAddReminder()
  return (
    <form
      className="well col g-3 p-3 mb-3"
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate(
          { params: { id }, body: { text, remind_at: fromLocalInput(when, time_zone) } },
          { onSuccess: onDone },
        )
      }}
    >
      <Field label="Of what">
        <Input value={text} required maxLength={300} autoFocus onChange={(event) => setText(event.target.value)} />
      </Field>
      <Field label="When">
        <DateTimeInput kind="datetime" value={when} required onChange={setWhen} />
      </Field>
      <div className="row">
        <Button variant="primary" size="sm" type="submit" loading={add.isPending}>
          Set reminder
        </Button>
        <Button size="sm" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

function People({ id }: { id: string }) {
  const { data } = useQuery(peopleQuery(id))
  const people = data?.items ?? []
  if (people.length === 0) return null
  return (
    <section>
      <header className="sec">
        <h3 className="h2">People</h3>
      </header>
      <ul className="people">
        {people.map((person) => (
          <li className="row" key={person.id}>
            <Avatar name={person.name} />
            <span className="grow">
              <b className="m">{person.name}</b>
              <span className="t-12 c-3 block">{CONTACT_ROLES[person.role]}</span>
            </span>
            <WriteLink email={person.email} />
          </li>
        ))}
      </ul>
    </section>
  )
}
