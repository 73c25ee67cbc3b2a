import { z } from 'zod'
import { addDays, formatDay, formatMoment, fromLocalInput, knowsZone, placeOfZone } from '#lib/format-time.ts'
import type { TimeStyle } from '#lib/format-time.ts'
import { ruleWords } from '#lib/rule-words.ts'

const FIELDS: Readonly<Record<string, string>> = {
  ...{ title: 'Title', when: 'Time', location: 'Place', description: 'Description', url: 'Link', status: 'Status' },
  ...{ transparency: 'Takes up time', visibility: 'Who sees it', reminders: 'Reminders', organizer: 'Organizer' },
  ...{ attendees: 'Attendees', categories: 'Categories', colour: 'Colour', rrule: 'Repeats', rdates: 'Extra dates' },
  ...{ recurrence: 'Repeats', overrides: 'Single dates', exdates: 'Dates left out', cancelled: 'Takes place' },
}

const VALUES: Readonly<Record<string, string>> = {
  ...{ confirmed: 'confirmed', tentative: 'not sure yet', cancelled: 'cancelled', opaque: 'busy', transparent: 'free' },
  ...{ public: 'everybody who sees the calendar', private: 'only you', confidential: 'only you' },
}

const ORDER = Object.keys(FIELDS)

/** Fields as a person thinks of an event: its title first, then when and where; of a series, date by date. */
export function inOrder<Of extends { field: string; key: string }>(fields: readonly Of[]): Of[] {
  const place = ({ field }: Of) => (ORDER.includes(field) ? ORDER.indexOf(field) : ORDER.length)
  return fields.toSorted((a, b) => a.key.localeCompare(b.key) || place(a) - place(b))
}

/** A field in words; of a series, with the date that it is about. */
export function fieldWords(field: string, key: string, style: TimeStyle): string {
  const name = FIELDS[field] ?? field
  return key === '' ? name : `${name} on ${formatDay(key, style)}`
}

const Timed = z.object({ start: z.string(), zone: z.string().optional(), duration: z.string() })
const AllDay = z.object({ date: z.string(), days: z.int() })
const Reminder = z.object({ minutes_before: z.int() })
const Somebody = z.object({ email: z.string(), name: z.string().nullable() })

/** What a field says, in words. */
export function valueWords(field: string, value: unknown, style: TimeStyle): string {
  if (field === 'cancelled') return value === true ? 'no, it was cancelled' : 'yes'
  if (value === null || value === undefined || value === '') return 'nothing'
  if (Array.isArray(value))
    return value.length === 0 ? 'nothing' : value.map((one) => valueWords(field, one, style)).join(', ')
  if (typeof value === 'string') return field === 'rrule' ? ruleWords(value, style) : (VALUES[value] ?? value)
  const [timed, allDay] = [Timed.safeParse(value).data, AllDay.safeParse(value).data]
  if (timed !== undefined) return timedWords(timed, style)
  if (allDay !== undefined) return `${formatDay(allDay.date, style)}, ${plural(allDay.days, 'whole day')}`
  const [reminder, somebody] = [Reminder.safeParse(value).data, Somebody.safeParse(value).data]
  if (reminder !== undefined) return `${reminder.minutes_before} min before`
  if (somebody !== undefined) return somebody.name ?? somebody.email
  return JSON.stringify(value)
}

/** When an event begins, by the reader's clock: `Tue 25 Nov, 14:00`, or its days. Null: it does not say. */
export function startWords(when: unknown, style: TimeStyle): string | null {
  const [timed, allDay] = [Timed.safeParse(when).data, AllDay.safeParse(when).data]
  if (timed !== undefined) return clockWords(timed, style)
  if (allDay === undefined) return null
  const first = formatDay(allDay.date, style)
  return allDay.days === 1 ? first : `${first} to ${formatDay(addDays(allDay.date, allDay.days - 1), style)}`
}

function clockWords({ start, zone }: z.infer<typeof Timed>, style: TimeStyle): string {
  if (zone !== undefined && knowsZone(zone)) return formatMoment(fromLocalInput(start, zone), style)
  const there = wallWords(start, style)
  return zone === undefined ? there : `${there} in ${zone}`
}

const wallWords = (start: string, style: TimeStyle): string =>
  `${formatDay(start.slice(0, 10), style)}, ${start.slice(11, 16)}`

function timedWords({ start, zone, duration }: z.infer<typeof Timed>, style: TimeStyle): string {
  const there = wallWords(start, style)
  const length = lengthWords(duration)
  if (zone === undefined || zone === style.time_zone) return `${there}, ${length}`
  // A zone that came with the event has a name that nobody else knows.
  if (!Intl.supportedValuesOf('timeZone').includes(zone) && zone !== 'UTC') return `${there} in ${zone}, ${length}`
  const here = formatMoment(fromLocalInput(start, zone), style)
  return here === there ? `${here}, ${length}` : `${here} (${start.slice(11, 16)} in ${placeOfZone(zone)}), ${length}`
}

function lengthWords(duration: string): string {
  const [, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?/.exec(duration) ?? []
  const words = [
    ...(days === undefined ? [] : [plural(Number(days), 'day')]),
    ...(hours === undefined ? [] : [`${hours} h`]),
    ...(minutes === undefined ? [] : [`${minutes} min`]),
  ]
  return words.length === 0 ? 'no length' : words.join(' ')
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

type Said = Readonly<Record<string, unknown>> | null

/** The fields that say something else than before. */
export function changedFields(before: Said, after: Said): string[] {
  if (before === null || after === null) return []
  const changed = Object.keys(FIELDS).filter(
    (field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null),
  )
  return [...new Set(changed.map((field) => FIELDS[field] ?? field))]
}

const VERDICTS: Readonly<Record<string, string>> = {
  ...{ import: 'Came in', adopt: 'Found on both sides', pull: 'Changed there', merge: 'Changed on both sides' },
  ...{ deleted_there: 'Deleted there', cancel_marked: 'Cancelled there', unlinked: 'Deleted there, kept here' },
  ...{
    conflict: 'Merged, but for what both sides changed',
    withdrawn: 'Left out by a filter',
    restored: 'Came back',
    made_again: 'Made again there',
  },
}

const DECIDED: Readonly<Record<string, string>> = {
  ...{ deleted_there: 'Deleted, as you decided', restored: 'Brought back, as you decided' },
}

/** Why an event changed here: by a sync, or, outside of one, by what a person decided about a conflict. */
export function verdictWords({ verdict, attempt_id }: { verdict: string; attempt_id: string | null }): string {
  if (attempt_id === null) return DECIDED[verdict] ?? 'As you decided'
  return VERDICTS[verdict] ?? 'Changed'
}
