import type { Attendee, CalendarEvent, EventDetails } from '#domain/calendar/event.ts'
import { windowsZoneOf } from '#domain/calendar/tzid.ts'
import { GOOGLE_COLOURS } from './google-colours.ts'
import { refusedByGraph } from './graph-series.ts'
import type { GraphRefusal } from './graph-series.ts'

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
  /** The minutes before the start that a reminder can have; what lies outside is not said there. */
  readonly reminder_minutes: { readonly least: number; readonly most: number }
  /** Days on the clock, or only a start and an end, between which there are hours. */
  readonly lengths: 'nominal' | 'exact'
  /** An event without length is refused (Google `timeRangeEmpty`), so it is written with this length. */
  readonly shortest: string | null
  /** The colours that an event can have, `#rrggbb`; another one is the nearest of them there. Null: any. */
  readonly palette: readonly string[] | null
  /** An attendee as it can be said there. */
  readonly attendee: (one: Attendee) => Attendee
  readonly rule: 'any' | 'graph' | 'sub_daily_refused'
  readonly writes: boolean
  /** How many writes are handed over at once; whoever sends them keeps to what a server bears. */
  readonly writes_at_once: number
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
const ANY_MINUTES = { least: -40_320, most: 525_600 }
const asIs = (one: Attendee): Attendee => one
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
  reminder_minutes: ANY_MINUTES,
  lengths: 'nominal',
  shortest: null,
  palette: null,
  attendee: asIs,
  rule: 'any',
  writes: true,
  writes_at_once: 100,
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
    // reference/events#reminders.overrides[].minutes
    reminder_minutes: { least: 0, most: 40_320 },
    lengths: 'exact',
    shortest: 'PT1M',
    palette: Object.values(GOOGLE_COLOURS),
    attendee: asGoogleSays,
    rule: 'sub_daily_refused',
    writes: true,
    writes_at_once: 1,
    windowed: false,
  },
  microsoft: {
    fields: new Set([...EVERYWHERE.filter((field) => field !== 'status'), 'categories']),
    floating: false,
    custom_zones: false,
    rdates: false,
    reminders: 1,
    reminder_methods: new Set<'popup' | 'email'>(['popup']),
    reminder_minutes: { ...ANY_MINUTES, least: 0 },
    lengths: 'exact',
    shortest: null,
    palette: null,
    attendee: asIs,
    rule: 'graph',
    writes: true,
    // At most four requests at once in a mailbox, and several of its calendars may be synced (calendar.md §4.2).
    writes_at_once: 1,
    windowed: true,
  },
  caldav: CALDAV,
  // The same files, which nobody writes back.
  ics: { ...CALDAV, writes: false },
}

/**
 * Why an event cannot be written to a calendar as it is. It is shown and never approximated (calendar.md §6.4.18).
 * `too_large`: what both sides say together is more than an event holds.
 */
export type Unsupported = 'floating_time' | 'unknown_zone' | 'too_large' | GraphRefusal

/** What keeps an event from being said there without changing its meaning; null: nothing does. */
export function unsupported(event: CalendarEvent, capability: Capability): Unsupported | null {
  const times = [event.when, ...event.overrides.flatMap(({ when }) => (when === null ? [] : [when]))]
  if (!capability.floating && times.some(({ kind }) => kind === 'floating')) return 'floating_time'
  const own = new Set(event.custom_zones.map(({ tzid }) => tzid))
  const zones = times.flatMap((when) => (when.kind === 'timed' ? [when.zone] : []))
  if (!capability.custom_zones && zones.some((zone) => own.has(zone))) return 'unknown_zone'
  if (capability.rule === 'graph') {
    return zones.some((zone) => windowsZoneOf(zone) === null) ? 'unknown_zone' : refusedByGraph(event)
  }
  if (event.recurrence === null) return null
  if (!capability.rdates && event.recurrence.rdates.length > 0) return 'extra_dates'
  const { rrule } = event.recurrence
  return capability.rule === 'any' || rrule === null || BY_THE_DAY.test(rrule) ? null : 'recurrence_rule'
}

const BY_THE_DAY = /(^|;)FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;|$)/

/** reference/events#attendees: optional or not, a resource or not, and four answers. */
function asGoogleSays(one: Attendee): Attendee {
  return {
    ...one,
    role: one.role === 'optional' ? 'optional' : 'required',
    answer: one.answer === 'delegated' ? 'needs_action' : one.answer,
    kind: one.kind === 'room' || one.kind === 'resource' ? 'resource' : 'person',
  }
}
