import { blankEvent } from '#domain/calendar/event.ts'
import type { CalendarEvent, Override, When } from '#domain/calendar/event.ts'
import { keyOn, tenOn } from './events.ts'

/** What a person does to one event, in our screens or in the calendar's own. */
export const EDITS = [
  ...['title', 'text', 'place', 'move', 'all_day', 'remind', 'cut_reminders', 'repeat', 'shorten', 'split'],
  ...['instance', 'instance_place', 'instance_move', 'cancel', 'uncancel', 'hide', 'person'],
] as const
export type Edit =
  | 'title'
  | 'text'
  | 'place'
  | 'move'
  | 'all_day'
  | 'remind'
  | 'cut_reminders'
  | 'repeat'
  | 'shorten'
  | 'split'
  | 'instance'
  | 'instance_place'
  | 'instance_move'
  | 'cancel'
  | 'uncancel'
  | 'hide'
  | 'person'
  | 'hourly'

/** Words and times of which each is used once, so that one sees where each edit went. */
export interface Stamp {
  readonly word: string
  readonly when: When
  readonly date: When
  readonly minutes: number
}

export function stampOf(n: number): Stamp {
  const time = new Date(Date.UTC(2027, 0, 1, 0, n * 7)).toISOString().slice(0, 19)
  const date = new Date(Date.UTC(2028, 0, 1 + n)).toISOString().slice(0, 10)
  return {
    word: `~${n}~`,
    when: { kind: 'timed', start: time, zone: 'Europe/Berlin', duration: 'PT1H' },
    date: { kind: 'all_day', date, days: 1 },
    minutes: 10_000 + n,
  }
}

/** The texts by which the edits of a stamp are found again. */
export const tracesOf = (n: number): string[] => {
  const { word, when, date, minutes } = stampOf(n)
  const [start, day] = [when.kind === 'timed' ? when.start : '', date.kind === 'all_day' ? date.date : '']
  return [word, `"${start}"`, `"${day}"`, `"minutes_before":${minutes}`]
}

export function newEvent(uid: string, stamp: Stamp, series: boolean): CalendarEvent {
  const event = { ...blankEvent(uid, tenOn(1)), title: `New ${stamp.word}` }
  return series ? { ...event, recurrence: { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: [] } } : event
}

/** The event after the edit, and a second one where it was split. Null: there is nothing to do that to. */
export function edited(event: CalendarEvent, edit: Edit, stamp: Stamp, day: number): CalendarEvent[] | null {
  switch (edit) {
    case 'title':
      return [{ ...event, title: `Title ${stamp.word}` }]
    case 'text':
      return [{ ...event, description: `<b>Text</b> ${stamp.word}` }]
    case 'place':
      return [{ ...event, location: `Room ${stamp.word}` }]
    case 'hide':
      return [{ ...event, visibility: event.visibility === 'private' ? 'public' : 'private' }]
    case 'move':
      return [moved(event, stamp.when)]
    case 'all_day':
      return event.recurrence === null ? [moved(event, stamp.date)] : null
    case 'remind':
      if (event.reminders.length >= 3) return null
      return [{ ...event, reminders: [...event.reminders, { minutes_before: stamp.minutes, method: 'popup' }] }]
    case 'cut_reminders':
      return event.reminders.length === 0 ? null : [{ ...event, reminders: event.reminders.slice(1) }]
    case 'person':
      return [{ ...event, attendees: [...event.attendees, guest(stamp)] }]
    case 'hourly':
      if (event.when.kind !== 'timed' || event.overrides.length > 0 || (event.recurrence?.exdates.length ?? 0) > 0)
        return null
      return [{ ...event, recurrence: { rrule: 'FREQ=HOURLY;COUNT=3', rdates: [], exdates: [] } }]
    case 'repeat':
      if (event.recurrence !== null || event.when.kind !== 'timed') return null
      return [{ ...event, when: tenOn(1), recurrence: { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: [] } }]
    default:
      return event.recurrence === null ? null : inSeries(event, edit, stamp, day)
  }
}

const guest = (stamp: Stamp): CalendarEvent['attendees'][number] => ({
  // No trace of an edit: whom a person adds here is not written to a calendar.
  ...{ email: `guest${stamp.minutes}@x.example`, name: null, role: 'required', answer: 'needs_action', kind: 'person' },
})

/** A series that is moved as a whole begins anew: its instances have other original starts. */
function moved(event: CalendarEvent, when: When): CalendarEvent {
  const recurrence = event.recurrence === null ? null : { ...event.recurrence, exdates: [] }
  return { ...event, when, recurrence, overrides: [] }
}

function inSeries(event: CalendarEvent, edit: Edit, stamp: Stamp, day: number): CalendarEvent[] | null {
  const { recurrence } = event
  if (recurrence === null || event.when.kind !== 'timed' || !event.when.start.endsWith('T10:00:00')) return null
  const count = Number(/COUNT=(\d+)/.exec(recurrence.rrule ?? '')?.[1] ?? 0)
  const first = Number(event.when.start.slice(8, 10))
  const key = keyOn(first + (day % Math.max(count, 1)))
  const cancelled = recurrence.exdates.includes(key)
  switch (edit) {
    case 'cancel': {
      if (cancelled) return null
      const overrides = event.overrides.filter(({ recurrence_id }) => recurrence_id !== key)
      return [{ ...event, overrides, recurrence: { ...recurrence, exdates: [...recurrence.exdates, key].sort() } }]
    }
    case 'uncancel':
      if (!cancelled) return null
      return [{ ...event, recurrence: { ...recurrence, exdates: recurrence.exdates.filter((one) => one !== key) } }]
    case 'instance':
      return cancelled ? null : [withOverride(event, key, { details: { title: `One ${stamp.word}` } })]
    case 'instance_place':
      return cancelled ? null : [withOverride(event, key, { details: { location: `There ${stamp.word}` } })]
    case 'instance_move':
      return cancelled ? null : [withOverride(event, key, { when: stamp.when })]
    case 'shorten':
    case 'split':
      return cut(event, edit, { count, first, at: first + 1 + (day % Math.max(count - 1, 1)), stamp })
    default:
      return null
  }
}

function withOverride(event: CalendarEvent, key: string, change: Partial<Override>): CalendarEvent {
  const before = event.overrides.find(({ recurrence_id }) => recurrence_id === key)
  const details = { ...before?.details, ...change.details }
  const override: Override = { recurrence_id: key, when: change.when ?? before?.when ?? null, details }
  const others = event.overrides.filter(({ recurrence_id }) => recurrence_id !== key)
  return { ...event, overrides: [...others, override].sort((a, b) => (a.recurrence_id < b.recurrence_id ? -1 : 1)) }
}

interface Cut {
  readonly count: number
  readonly first: number
  readonly at: number
  readonly stamp: Stamp
}

/** "This and following": the series ends before the day, and on a split another one goes on from there. */
function cut(
  event: CalendarEvent,
  edit: 'shorten' | 'split',
  { count, first, at, stamp }: Cut,
): CalendarEvent[] | null {
  const { recurrence } = event
  if (recurrence === null || count < 2) return null
  const part = (from: number, days: number, uid: string): CalendarEvent => {
    const has = (key: string): boolean => key >= keyOn(from) && key < keyOn(from + days)
    return {
      ...event,
      uid,
      when: tenOn(from),
      recurrence: { rrule: `FREQ=DAILY;COUNT=${days}`, rdates: [], exdates: recurrence.exdates.filter(has) },
      overrides: event.overrides.filter(({ recurrence_id }) => has(recurrence_id)),
    }
  }
  const head = part(first, at - first, event.uid)
  return edit === 'shorten'
    ? [head]
    : [head, { ...part(at, count - (at - first), `split${stamp.word}`), split_from: event.uid }]
}
