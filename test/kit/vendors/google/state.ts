import { createHash } from 'node:crypto'

/** `date` for all-day, otherwise `dateTime` with the zone that it was planned in. */
export interface EventTime {
  date?: string
  dateTime?: string
  timeZone?: string
}

/** An event, a series or one instance that differs from its series, as Google stores it. */
export interface GoogleEvent {
  id: string
  status: string
  etag: string
  updated: string
  created: string
  iCalUID: string
  sequence: number
  start: EventTime
  end: EventTime
  recurrence?: string[]
  recurringEventId?: string
  originalStartTime?: EventTime
  /** Nothing but its id is told of it any more. */
  bare?: boolean
  extendedProperties?: { private?: Record<string, string>; shared?: Record<string, string> }
  [field: string]: unknown
}

export type AccessRole = 'freeBusyReader' | 'reader' | 'writer' | 'owner'

/** What an event was from the change `seq` on. */
export interface Version {
  readonly seq: number
  readonly event: GoogleEvent
}

export interface Calendar {
  readonly id: string
  summary: string
  timeZone: string
  /** Whether it can be watched; the calendars of holidays and birthdays cannot. */
  push: boolean
  readonly events: Map<string, Version[]>
  /** The ids of the instances that differ, by the series that they belong to. */
  readonly exceptions: Map<string, Set<string>>
  /** Ids of events whose tombstones are gone, too. */
  readonly burnt: Set<string>
}

/** A calendar in somebody's list. */
export interface Entry {
  seq: number
  readonly primary: boolean
  accessRole: AccessRole
  backgroundColor: string
  /** It was removed from the list, or is no longer shared. */
  deleted: boolean
}

export interface Account {
  readonly subject: string
  readonly email: string
  readonly name: string
  readonly entries: Map<string, Entry>
}

export interface NewCalendar {
  readonly id?: string
  readonly summary: string
  readonly timeZone?: string
  readonly accessRole?: AccessRole
  readonly backgroundColor?: string
  readonly push?: boolean
  readonly primary?: boolean
}

/** Everything that Google remembers of calendars; grants and channels have places of their own. */
export class GoogleState {
  readonly accounts: Account[] = []
  readonly calendars = new Map<string, Calendar>()
  readonly now: () => number
  /** So many inserts do not notice that their id is taken. */
  undetectedCollisions = 0
  /** What changed is told with the states in between: rows of one id, the newest last. Not documented, but seen. */
  tellsHistory = false
  /** Told of each change, by the path of the collection that it is in. */
  onChange: (collection: string) => void = () => {}
  #seq = 0
  #ids = 0

  constructor(now: () => number) {
    this.now = now
  }

  get seq(): number {
    return this.#seq
  }

  /** An id in Google's alphabet, other each time, and the same in each run of a test. */
  newId(): string {
    this.#ids += 1
    const bytes = createHash('sha256').update(`google ${this.#ids}`).digest()
    return [...bytes.subarray(0, 26)].map((byte) => (byte & 31).toString(32)).join('')
  }

  stamp(): string {
    return new Date(this.now()).toISOString()
  }

  addAccount(person: { subject: string; email: string; name: string }): Account {
    const account: Account = { ...person, entries: new Map() }
    this.accounts.push(account)
    return account
  }

  account(email: string): Account {
    const account = this.accounts.find((one) => one.email === email)
    if (account === undefined) throw new Error(`Nobody has the address ${email}`)
    return account
  }

  calendar(id: string): Calendar {
    const calendar = this.calendars.get(id)
    if (calendar === undefined) throw new Error(`There is no calendar ${id}`)
    return calendar
  }

  addCalendar(account: Account, made: NewCalendar): Calendar {
    const {
      id = `c_${this.newId()}@group.calendar.google.com`,
      summary,
      timeZone = 'Europe/Berlin',
      push = true,
    } = made
    const calendar: Calendar = {
      id,
      summary,
      timeZone,
      push,
      events: new Map(),
      exceptions: new Map(),
      burnt: new Set(),
    }
    this.calendars.set(id, calendar)
    account.entries.set(id, {
      seq: 0,
      primary: made.primary ?? false,
      accessRole: made.accessRole ?? 'owner',
      backgroundColor: made.backgroundColor ?? '#9fe1e7',
      deleted: false,
    })
    this.touchCalendar(id)
    return calendar
  }

  /** The calendar looks different in the lists that it is in, or in one of them. */
  touchCalendar(id: string, lists: readonly Account[] = this.accounts): void {
    this.#seq += 1
    for (const account of lists) {
      const entry = account.entries.get(id)
      if (entry === undefined) continue
      entry.seq = this.#seq
      this.onChange(calendarListOf(account))
    }
  }

  /** Tombstones disappear in time; their ids stay taken. */
  forgetTombstones(): void {
    for (const { events, exceptions, burnt } of this.calendars.values())
      for (const [id, versions] of events) {
        const event = versions.at(-1)?.event
        if (event?.status !== 'cancelled' || event.recurringEventId !== undefined) continue
        burnt.add(id)
        for (const gone of [id, ...(exceptions.get(id) ?? [])]) events.delete(gone)
      }
  }

  /** Stores an event as it is from now on: a new etag, a new `updated`, one more version. */
  put(calendar: Calendar, event: GoogleEvent): GoogleEvent {
    this.#seq += 1
    const stored = { ...event, etag: `"${this.#seq}"`, updated: this.stamp() }
    const versions = calendar.events.get(event.id) ?? []
    calendar.events.set(event.id, [...versions, { seq: this.#seq, event: stored }])
    const { recurringEventId: series } = event
    if (series !== undefined)
      calendar.exceptions.set(series, new Set([...(calendar.exceptions.get(series) ?? []), event.id]))
    this.onChange(eventsOf(calendar))
    return stored
  }
}

/** The collection whose changes a watch of a calendar hears of. */
export function eventsOf(calendar: Calendar): string {
  return `/calendar/v3/calendars/${encodeURIComponent(calendar.id)}/events`
}

/** The lists of two people are two resources at one address. */
export function calendarListOf(account: Account): string {
  return `/calendar/v3/users/me/calendarList#${account.subject}`
}

/** What an event is now, or was when `seq` changes had been made. */
export function eventIn(calendar: Calendar, id: string, seq = Infinity): GoogleEvent | null {
  return calendar.events.get(id)?.findLast((version) => version.seq <= seq)?.event ?? null
}

/** All that a calendar holds now, also what was deleted. */
export function allIn(calendar: Calendar): GoogleEvent[] {
  return [...calendar.events.values()].flatMap((versions) => versions.at(-1)?.event ?? [])
}
