import type { Application } from '#contract/applications.ts'
import type { createEvent, Event } from '#contract/calendar-events.ts'
import type { RequestOf } from '#contract/endpoint.ts'
import { addDays, fromLocalInput, toLocalInput } from '#lib/format-time.ts'

/** What the API takes for an event. */
export type EventBody = RequestOf<typeof createEvent>['body']

/** What stands in the form of an event: local times without a zone, and texts. */
export interface EventDraft {
  readonly title: string
  readonly all_day: boolean
  readonly from: string
  readonly to: string
  readonly timezone: string
  readonly repeats: string
  readonly location: string
  readonly url: string
  readonly description: string
  readonly calendar_id: string
  readonly application_id: string
  readonly reminders: readonly string[]
  readonly busy: boolean
  readonly people: readonly string[]
  readonly send_invitations: boolean
}

/** A new event at a place in the calendar. Whole days end with their last day in the form, and with the day after on the wire. */
export function newDraft(placed: { start_time: string; end_time: string; all_day: boolean }, zone: string): EventDraft {
  const { start_time, end_time, all_day } = placed
  return {
    ...{ title: '', all_day, timezone: zone, repeats: '', location: '', url: '', description: '' },
    from: all_day ? `${start_time}T09:00` : toLocalInput(start_time, zone),
    to: all_day ? `${addDays(end_time, -1)}T10:00` : toLocalInput(end_time, zone),
    ...{ calendar_id: '', application_id: '', reminders: ['15'], busy: !all_day, people: [], send_invitations: false },
  }
}

/** What an application says for an event of its own. */
type ForEvent = Pick<
  Application,
  'id' | 'company' | 'title' | 'location' | 'url' | 'status' | 'next_action' | 'next_action_at'
>

/**
 * A new event for an application: named by its next action, at its time where that is still to come, else on the next
 * working day at ten; with its place and posting, and the way back to it.
 */
export function draftForApplication(
  application: ForEvent,
  at: { readonly now: Date; readonly zone: string; readonly origin: string },
): EventDraft {
  const { id, company, title, location, url, status, next_action, next_action_at } = application
  const planned = next_action_at !== null && Date.parse(next_action_at) > at.now.getTime() ? next_action_at : null
  const start = planned ?? nextMorning(at.now, at.zone)
  const end = new Date(Date.parse(start) + 3_600_000).toISOString()
  const what = next_action ?? (status === 'interview' ? 'Interview' : title)
  const page = `${at.origin}/applications/${id}`
  return {
    ...newDraft({ start_time: start, end_time: end, all_day: false }, at.zone),
    title: `${what}, ${company}`,
    location: location ?? '',
    url: url ?? page,
    description: [...(what === title ? [] : [title]), page].join('\n'),
    application_id: id,
  }
}

/** Ten o'clock on the working day after this one. */
function nextMorning(now: Date, zone: string): string {
  const today = toLocalInput(now.toISOString(), zone).slice(0, 10)
  const next = [1, 2, 3].map((days) => addDays(today, days)).find((day) => !isWeekend(day)) ?? addDays(today, 1)
  return fromLocalInput(`${next}T10:00`, zone)
}

const isWeekend = (date: string): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())

/** An event as it stands, to be changed. */
export function draftOf(event: Event, zone: string): EventDraft {
  const clock = event.timezone ?? zone
  return {
    ...newDraft(event, clock),
    timezone: clock,
    title: event.title,
    repeats: event.recurrence ?? '',
    location: event.location ?? '',
    url: event.url ?? '',
    description: event.description ?? '',
    application_id: event.application_id ?? '',
    reminders: event.reminders.map(({ minutes_before }) => String(minutes_before)),
    busy: event.busy,
    people: event.attendees.map(({ email }) => email),
  }
}

/** What is sent: everything that the form holds; the fields that the form does not show stay. */
export function bodyOf(draft: EventDraft, before: Event | null): EventBody {
  const { all_day, timezone } = draft
  const start = all_day ? draft.from.slice(0, 10) : fromLocalInput(draft.from, timezone, before?.start_time)
  const end = all_day ? addDays(draft.to.slice(0, 10), 1) : fromLocalInput(draft.to, timezone, before?.end_time)
  const known = new Map(before?.attendees.map((one) => [one.email, one]))
  return {
    title: draft.title.trim(),
    ...{ all_day, start_time: start, end_time: end },
    ...(all_day ? {} : { timezone }),
    recurrence: draft.repeats === '' ? null : draft.repeats,
    location: emptied(draft.location),
    url: emptied(draft.url),
    description: emptied(draft.description),
    application_id: emptied(draft.application_id),
    busy: draft.busy,
    reminders: draft.reminders.map((minutes) => ({ minutes_before: Number(minutes), method: 'popup' as const })),
    attendees: draft.people.map((email) => known.get(email) ?? { email }),
    ...(draft.people.length === 0 ? {} : { send_invitations: draft.send_invitations }),
    ...(draft.calendar_id === '' ? {} : { calendar_id: draft.calendar_id }),
  }
}

const emptied = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** The fields in which a body says something else than another one: what a change of one date names. */
export function changedFields(before: EventBody, after: EventBody): Partial<EventBody> {
  const was = new Map<string, unknown>(Object.entries(before))
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(was.get(name))),
  )
}
