import type { CalendarEvent } from '#domain/calendar/event.ts'
import type { Decision } from '#domain/calendar/sync/decide.ts'
import { newLink } from '#domain/calendar/sync/link.ts'
import type { Link, ListedRow, LocalSide, RemoteItem, SyncPolicy } from '#domain/calendar/sync/link.ts'
import { inProviderTime } from '#domain/calendar/sync/newest.ts'
import type { Projection } from '#domain/calendar/sync/projection.ts'
import { sameValue } from '#domain/calendar/sync/value.ts'
import type { Outcome } from '#domain/calendar/sync/run-step.ts'
import { RemoteCalendar } from './remote-calendar.ts'
import type { Traits } from './remote-calendar.ts'

export interface LocalEvent {
  event: CalendarEvent
  /** When a person last changed it here, by our clock. */
  edited: string | null
  deleted: null | 'person' | 'sync' | 'filter'
}

/** One calendar as our store knows it, and the calendar itself. */
export interface SyncedCalendar {
  readonly remote: RemoteCalendar
  policy: SyncPolicy
  links: Link[]
  cursor: string | null
  failures: number
  outcome: Outcome | null
  fence: number
  staged: ListedRow[]
  confirmed: Set<string>
  /** How often it was read whole, and the cursors that it had. */
  wholes: number
  readonly former: string[]
  /** The calendar's clock less ours, as the last answer told. */
  offset_ms: number | null
}

export interface WorldSetup {
  readonly calendars: readonly { readonly traits: Traits; readonly policy: Omit<SyncPolicy, 'capability' | 'occurs'> }[]
  /** How far our clock is off. */
  readonly skew_ms: number
}

/** Our store and one or two calendars. */
export class SyncWorld {
  readonly events = new Map<string, LocalEvent>()
  readonly calendars: SyncedCalendar[]
  now = Date.UTC(2026, 5, 1)
  writes = 0
  #ids = 0
  #skew: number

  constructor({ calendars, skew_ms }: WorldSetup) {
    this.#skew = skew_ms
    this.calendars = calendars.map(({ traits, policy }) => ({
      remote: new RemoteCalendar(traits, () => this.now),
      policy: { ...policy, capability: traits.capability, occurs: dailyOccurs },
      ...{
        links: [],
        cursor: null,
        failures: 0,
        outcome: null,
        fence: 0,
        staged: [],
        confirmed: new Set(),
        wholes: 0,
        former: [],
        offset_ms: null,
      },
    }))
  }

  ourNow(): number {
    return this.now + this.#skew
  }

  /** An answer tells the time of the calendar. */
  heard(calendar: SyncedCalendar): void {
    calendar.offset_ms = this.now - this.ourNow()
  }

  local(calendar: SyncedCalendar, id: string): LocalSide | null {
    const known = this.events.get(id)
    if (known === undefined) return null
    if (known.deleted !== null) return { kind: 'deleted', by: known.deleted, event: known.event }
    const edited = known.edited === null ? null : inProviderTime(known.edited, calendar.offset_ms)
    const elsewhere = this.calendars.some(
      (other) =>
        other !== calendar &&
        other.links.some((one) => one.event_id === id && one.state === 'live' && one.origin !== 'made'),
    )
    return { kind: 'event', event: known.event, edited, elsewhere }
  }

  twin(calendar: SyncedCalendar, row: RemoteItem): string | null {
    const free = (id: string): boolean =>
      this.events.has(id) && !calendar.links.some((one) => one.event_id === id && one.state === 'live')
    if (row.mark !== null && free(row.mark.event_id)) return row.mark.event_id
    const same = [...this.events].filter(([id, { event }]) => event.uid === row.event.uid && free(id))
    return (same.find(([, { deleted }]) => deleted === null) ?? same[0])?.[0] ?? null
  }

  /** A person's new event, to be in that calendar. */
  add(event: CalendarEvent, calendar: SyncedCalendar): string {
    const id = this.#newId()
    this.events.set(id, { event, edited: new Date(this.ourNow()).toISOString(), deleted: null })
    calendar.links.push(newLink(id, calendar.policy.capability))
    return id
  }

  /** What a decision changes in the store, as one part of a transaction. */
  carryOut(calendar: SyncedCalendar, was: Link | null, { event, link, burnt }: Decision): boolean {
    let id = link?.event_id ?? was?.event_id ?? ''
    if (event.do === 'make') {
      if (id === '') id = this.#newId()
      this.events.set(id, { event: event.event, edited: null, deleted: null })
    }
    const known = this.events.get(id)
    if (event.do === 'put' && known !== undefined) known.event = event.event
    if (event.do === 'delete' && known !== undefined) known.deleted = event.by
    const named = link === null || event.do !== 'make' ? link : { ...link, event_id: id }
    calendar.links = calendar.links.filter((one) => one !== was)
    for (const one of [named, burnt]) if (one !== null) calendar.links.push(one)
    const changed = event.do !== 'keep' || !sameLink(was, named)
    if (changed) this.writes += 1
    return event.do !== 'keep'
  }

  #newId(): string {
    this.#ids += 1
    return `ev${this.#ids}`
  }
}

const sameLink = (one: Link | null, other: Link | null): boolean => sameValue(one, other)

/** Whether a series of `tenOn` (FREQ=DAILY;COUNT=n, all on one clock) has an instance with that start. */
function dailyOccurs(series: Projection, key: string): boolean {
  const [rrule, when] = [String(series['rrule'] ?? ''), series['when']]
  if (typeof when !== 'object' || when === null || !('start' in when) || !('kind' in when) || when.kind !== 'timed')
    return false
  const first = Number(String(when.start).slice(8, 10))
  const count = Number(/COUNT=(\d+)/.exec(rrule)?.[1] ?? 0)
  const day = Number(key.slice(8, 10))
  return String(when.start).endsWith('T10:00:00') && key.endsWith('T08:00:00Z') && day >= first && day < first + count
}
