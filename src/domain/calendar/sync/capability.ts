import type { CalendarEvent, EventDetails } from '#domain/calendar/event.ts'

type DetailField = keyof EventDetails

/** What a kind of calendar can say of an event, and how it behaves as the other side of a sync (calendar.md §4). */
export interface Capability {
  /** The fields that come back as they were written. What is not here stays as it is on our side. */
  readonly fields: ReadonlySet<DetailField>
  readonly floating: boolean
  /** Zones that match no IANA zone (an own VTIMEZONE). */
  readonly custom_zones: boolean
  readonly rdates: boolean
  /** How many reminders one event can have. */
  readonly reminders: number
  readonly reminder_methods: ReadonlySet<'popup' | 'email'>
  /** An event without length is refused (Google `timeRangeEmpty`), so it is written with this length. */
  readonly shortest: string | null
  readonly rule: 'any' | 'graph' | 'sub_daily_refused'
  readonly writes: boolean
  /** What a listing leaves out may lie outside its window, or is really gone. */
  readonly windowed: boolean
}

const EVERYWHERE: readonly DetailField[] = [
  'title',
  'description',
  'location',
  'status',
  'transparency',
  'visibility',
  'reminders',
  'organizer',
  'attendees',
]
const BOTH = new Set<'popup' | 'email'>(['popup', 'email'])

/** The kinds of calendars that are connected. */
export type Provider = 'google' | 'microsoft' | 'caldav' | 'ics'

const CALDAV: Capability = {
  fields: new Set([...EVERYWHERE, 'url', 'categories', 'colour']),
  floating: true,
  custom_zones: true,
  rdates: true,
  reminders: 20,
  reminder_methods: BOTH,
  shortest: null,
  rule: 'any',
  writes: true,
  windowed: false,
}

/** calendar.md §4.1 (Google), §4.2 (Graph), §4.3 (CalDAV and .ics feeds, RFC 5545 and 7986). */
export const CAPABILITIES: Readonly<Record<Provider, Capability>> = {
  google: {
    fields: new Set([...EVERYWHERE, 'colour']),
    floating: false,
    custom_zones: false,
    rdates: true,
    reminders: 5,
    reminder_methods: BOTH,
    shortest: 'PT1M',
    rule: 'sub_daily_refused',
    writes: true,
    windowed: false,
  },
  microsoft: {
    fields: new Set([...EVERYWHERE.filter((field) => field !== 'status'), 'categories']),
    floating: false,
    custom_zones: false,
    rdates: false,
    reminders: 1,
    reminder_methods: new Set<'popup' | 'email'>(['popup']),
    shortest: null,
    rule: 'graph',
    writes: true,
    windowed: true,
  },
  caldav: CALDAV,
  // The same files, which nobody writes back.
  ics: { ...CALDAV, writes: false },
}

/** Why an event cannot be written to a calendar as it is. It is shown and never approximated (calendar.md §6.4.18). */
export type Unsupported = 'floating_time' | 'unknown_zone' | 'recurrence_rule' | 'extra_dates'

/** What keeps an event from being said there without changing its meaning; null: nothing does. */
export function unsupported(event: CalendarEvent, capability: Capability): Unsupported | null {
  const times = [event.when, ...event.overrides.flatMap(({ when }) => (when === null ? [] : [when]))]
  if (!capability.floating && times.some(({ kind }) => kind === 'floating')) return 'floating_time'
  const own = new Set(event.custom_zones.map(({ tzid }) => tzid))
  if (!capability.custom_zones && times.some((when) => when.kind === 'timed' && own.has(when.zone)))
    return 'unknown_zone'
  if (event.recurrence === null) return null
  if (!capability.rdates && event.recurrence.rdates.length > 0) return 'extra_dates'
  return event.recurrence.rrule === null || canSayRule(event.recurrence.rrule, capability.rule)
    ? null
    : 'recurrence_rule'
}

const GRAPH_PARTS = new Set([
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'BYDAY',
  'BYMONTHDAY',
  'BYMONTH',
  'BYSETPOS',
  'WKST',
])

function canSayRule(rrule: string, dialect: Capability['rule']): boolean {
  if (dialect === 'any') return true
  const parts = new Map(rrule.split(';').map((part) => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']))
  if (!['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(parts.get('FREQ') ?? '')) return false
  if (dialect === 'sub_daily_refused') return true
  return [...parts.keys()].every((part) => GRAPH_PARTS.has(part)) && canGraphSay(parts)
}

/**
 * `recurrencePattern` has one month day, one index from first to last, and no day 31 that some months skip
 * (calendar.md §4.2, §4.4.12).
 */
function canGraphSay(parts: ReadonlyMap<string, string>): boolean {
  const [freq, days] = [parts.get('FREQ'), parts.get('BYDAY')?.split(',') ?? []]
  const monthDay = parts.get('BYMONTHDAY')
  if (monthDay !== undefined && !/^([1-9]|1\d|2[0-8])$/.test(monthDay)) return false
  if (parts.get('BYMONTH')?.includes(',') === true || (parts.has('BYMONTH') && freq !== 'YEARLY')) return false
  const setPos = parts.get('BYSETPOS')
  if (setPos !== undefined && !/^(-1|[1-4])$/.test(setPos)) return false
  const numbered = days.filter((day) => /\d/.test(day))
  if (numbered.length === 0) return freq !== 'DAILY' || days.length === 0
  return (freq === 'MONTHLY' || freq === 'YEARLY') && days.length === 1 && setPos === undefined && indexOfDay(days[0])
}

const indexOfDay = (day = ''): boolean => /^(-1|[1-4])[A-Z]{2}$/.test(day)
