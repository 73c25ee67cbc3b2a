import { Temporal } from 'temporal-polyfill'
import type { Channels } from './channels.ts'
import { EventBody } from './event-body.ts'
import { instantOf } from './event-time.ts'
import { cancelled, changed, created, moved } from './events.ts'
import type { Place } from './events.ts'
import { countBefore, findEvent } from './instances.ts'
import type { Account, AccessRole, Calendar, Entry, EventTime, GoogleEvent, GoogleState, NewCalendar } from './state.ts'

type Fields = Readonly<Record<string, unknown>>

/** The person in Google's own interface, where nobody asks for tokens. Watchers hear of it. */
export class Person {
  readonly #state: GoogleState
  readonly #channels: Channels

  constructor(state: GoogleState, channels: Channels) {
    this.#state = state
    this.#channels = channels
  }

  createEvent(calendarId: string, fields: Fields): GoogleEvent {
    const body = EventBody.parse(fields)
    return this.#act(() => created(this.#place(calendarId), body.id ?? this.#state.newId(), body))
  }

  patchEvent(calendarId: string, id: string, fields: Fields): GoogleEvent {
    const calendar = this.#state.calendar(calendarId)
    const change = { how: 'patch' as const, body: EventBody.parse(fields) }
    return this.#act(() => changed(this.#state, calendar, found(calendar, id), change))
  }

  deleteEvent(calendarId: string, id: string): void {
    const calendar = this.#state.calendar(calendarId)
    this.#act(() => cancelled(this.#state, calendar, found(calendar, id)))
  }

  /** From the bin, as it was. */
  restoreEvent(calendarId: string, id: string): GoogleEvent {
    return this.patchEvent(calendarId, id, { status: 'confirmed' })
  }

  moveEvent(calendarId: string, id: string, destination: string): GoogleEvent {
    const { account, calendar: from } = this.#place(calendarId)
    const to = this.#state.calendar(destination)
    return this.#act(() => moved(this.#state, found(from, id), { from, to, account }))
  }

  /**
   * "This and following": the series ends before the instance, and another one goes on from there. Its id looks like that
   * of an instance and is none.
   */
  splitSeries(calendarId: string, id: string, at: EventTime, fields: Fields = {}): GoogleEvent {
    const place = this.#place(calendarId)
    const { calendar } = place
    const series = found(calendar, id)
    const before = countBefore(calendar, series, at)
    const [rules, others] = [/^RRULE/, /^(?!RRULE)/].map((kind) =>
      (series.recurrence ?? []).filter((line) => kind.test(line)),
    )
    const ended = rules?.map((rule) => `${withoutEnd(rule)};UNTIL=${untilBefore(at, calendar.timeZone)}`) ?? []
    const goingOn = rules?.map((rule) => rule.replace(/COUNT=(\d+)/, (_, n) => `COUNT=${Number(n) - before}`)) ?? []
    const newId = `${series.id}_R${localText(at, series, calendar.timeZone)}`
    const { etag: _etag, iCalUID: _uid, sequence: _sequence, ...copied } = series
    const body = EventBody.parse({
      ...copied,
      id: newId,
      start: at,
      end: endFrom(series, at, calendar),
      recurrence: goingOn,
      ...fields,
    })
    return this.#act(() => {
      changed(this.#state, calendar, series, { how: 'patch', body: { recurrence: [...ended, ...(others ?? [])] } })
      return created(place, newId, body)
    })
  }

  createCalendar(email: string, made: NewCalendar): Calendar {
    return this.#act(() => this.#state.addCalendar(this.#state.account(email), made))
  }

  renameCalendar(id: string, summary: string): void {
    this.#act(() => {
      this.#state.calendar(id).summary = summary
      this.#state.touchCalendar(id)
    })
  }

  recolourCalendar(email: string, id: string, backgroundColor: string): void {
    this.#changeEntry(email, id, { backgroundColor })
  }

  /** Somebody may use it from now on, or in another way than before. */
  shareCalendar(email: string, id: string, accessRole: AccessRole): void {
    const { entries } = this.#state.account(email)
    if (!entries.has(id))
      entries.set(id, { seq: 0, primary: false, accessRole, backgroundColor: '#9fe1e7', deleted: false })
    this.#changeEntry(email, id, { accessRole, deleted: false })
  }

  unshareCalendar(email: string, id: string): void {
    this.#changeEntry(email, id, { deleted: true })
  }

  deleteCalendar(id: string): void {
    this.#act(() => {
      for (const { entries } of this.#state.accounts) {
        const entry = entries.get(id)
        if (entry !== undefined) entry.deleted = true
      }
      this.#state.touchCalendar(id)
      this.#state.calendars.delete(id)
    })
  }

  #changeEntry(email: string, id: string, change: Partial<Entry>): void {
    const account = this.#state.account(email)
    this.#act(() => {
      Object.assign(entryOf(account, id), change)
      this.#state.touchCalendar(id, [account])
    })
  }

  #place(calendarId: string): Place {
    const calendar = this.#state.calendar(calendarId)
    const owner = this.#state.accounts.find(({ entries }) => entries.get(calendarId)?.accessRole === 'owner')
    const account = owner ?? this.#state.accounts.find(({ entries }) => entries.has(calendarId))
    if (account === undefined) throw new Error(`Nobody has the calendar ${calendarId}`)
    return { state: this.#state, account, calendar }
  }

  #act<T>(action: () => T): T {
    const result = action()
    this.#channels.flush()
    return result
  }
}

function entryOf(account: Account, id: string): Entry {
  const entry = account.entries.get(id)
  if (entry === undefined) throw new Error(`${account.email} has no calendar ${id}`)
  return entry
}

function found(calendar: Calendar, id: string): GoogleEvent {
  const event = findEvent(calendar, id)
  if (event === null) throw new Error(`There is no event ${id} in ${calendar.id}`)
  return event
}

function withoutEnd(rule: string): string {
  return rule.replaceAll(/;(COUNT|UNTIL)=[^;]*/g, '').replace(/(?<=:)(COUNT|UNTIL)=[^;]*;/, '')
}

/** RFC 5545 §3.3.10: a date for all-day, otherwise in UTC; both ends are within it. */
function untilBefore(at: EventTime, zone: string): string {
  if (at.date !== undefined)
    return Temporal.PlainDate.from(at.date).subtract({ days: 1 }).toString().replaceAll('-', '')
  return instantOf(at, zone).subtract({ seconds: 1 }).toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
}

function localText(at: EventTime, series: GoogleEvent, calendarZone: string): string {
  if (at.date !== undefined) return at.date.replaceAll('-', '')
  const wall = instantOf(at, calendarZone)
    .toZonedDateTimeISO(series.start.timeZone ?? calendarZone)
    .toPlainDateTime()
  return wall.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
}

function endFrom(series: GoogleEvent, at: EventTime, { timeZone }: Calendar): EventTime {
  if (at.date !== undefined && series.start.date !== undefined && series.end.date !== undefined) {
    const days = Temporal.PlainDate.from(series.start.date).until(series.end.date)
    return { date: Temporal.PlainDate.from(at.date).add(days).toString() }
  }
  const length = instantOf(series.start, timeZone).until(instantOf(series.end, timeZone))
  return { dateTime: instantOf(at, timeZone).add(length).toString(), timeZone: series.end.timeZone ?? timeZone }
}
