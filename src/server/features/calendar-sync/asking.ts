import { createHash } from 'node:crypto'
import { CalendarEvent } from '#domain/calendar/event.ts'
import { maskedBy } from '#domain/calendar/sync/filters.ts'
import type { ListedRow, RemoteItem } from '#domain/calendar/sync/link.ts'
import type { Account, Answer, CalendarFailure, CalendarPort, Listing } from '#domain/calendar/sync/port.ts'
import { remoteIdOf } from '#domain/calendar/sync/remote-id.ts'
import type { Effect } from '#domain/calendar/sync/run-step.ts'
import type { WriteAnswer } from '#domain/calendar/sync/write.ts'
import { storable } from '#features/postings/index.ts'
import type { Tally } from './attempts.ts'
import type { CalendarRules } from './policy.ts'
import type { Accounts, LeasedCalendar, SyncCtx } from './tables.ts'
import type { Chosen } from './telling.ts'

type Opened = Awaited<ReturnType<Accounts['open']>>

/** What one run asks of its calendar, and what it is told: as it may be known here, and can be stored. */
export class Asking {
  /** The provider's clock less ours, as the last answer showed it. */
  offset_ms: number | null
  readonly #ctx: SyncCtx
  readonly #port: CalendarPort
  readonly #calendar: LeasedCalendar
  readonly #rules: CalendarRules
  readonly #tally: Tally
  #account: Account | null = null

  constructor(
    ctx: SyncCtx,
    port: CalendarPort,
    of: { readonly calendar: LeasedCalendar; readonly rules: CalendarRules; readonly tally: Tally },
  ) {
    this.#ctx = ctx
    this.#port = port
    this.#calendar = of.calendar
    this.#rules = of.rules
    this.#tally = of.tally
    this.offset_ms = of.calendar.clock_offset_ms
  }

  /** `again`: a person asks, so that an account that was refused is tried once more. */
  async open(accounts: Accounts, how: { readonly refresh: boolean; readonly again: boolean }): Promise<Opened> {
    const used = this.#account === null ? {} : { used: this.#account }
    const opened = await accounts.open(this.#ctx, this.#calendar.connection_id, { ...how, ...used })
    if (opened.kind === 'ready') this.#account = opened.account
    return opened
  }

  async list({ cursor, page, size }: Effect & { do: 'fetch' }): Promise<CalendarFailure | Listing> {
    const question = { calendar: this.#at(), cursor, page, size, window: this.#rules.window }
    const listed = await this.#ask((account) => this.#port.list(account, question))
    if (listed.kind === 'failed') return listed
    return { ...listed.value, rows: listed.value.rows.map((row) => this.#kept(row)) }
  }

  /** What lies there under these ids, of each one row. */
  async readAll(remote_ids: readonly string[]): Promise<CalendarFailure | readonly ListedRow[]> {
    const rows: ListedRow[] = []
    for (const remote_id of remote_ids) {
      const read = await this.#read({ remote_id, wanted_id: '', event_id: '', uid: '' })
      // It is there, and nobody can read it: that is no reason to read nothing else.
      if (read?.kind === 'failed' && read.is === 'poison') rows.push({ kind: 'unreadable', remote_id })
      else if (read?.kind === 'failed') return read
      else rows.push(read ?? { kind: 'gone', remote_id, certain: true })
    }
    return rows
  }

  /** Reads what a write was about; null: there is nothing. */
  readBack(chosen: Chosen): Promise<CalendarFailure | RemoteItem | null> {
    const { remote_id, event_id } = chosen.stored.link
    return this.#read({ remote_id, wanted_id: this.#wantedId(chosen), event_id: event_id ?? '', uid: chosen.uid })
  }

  async send(chosen: Chosen): Promise<CalendarFailure | WriteAnswer> {
    const { write, invites } = chosen
    if (write === null) throw new Error('What is read first is not sent.')
    const question = { calendar: this.#at(), write, wanted_id: this.#wantedId(chosen), invites }
    const answer = await this.#ask((account) => this.#port.write(account, question))
    if (answer.kind === 'failed') return answer
    const { value } = answer
    if (value.kind !== 'done') return value
    const echo = this.#received(value.echo)
    return echo === null || !isId(value.remote_id) ? UNREADABLE : { ...storable(value), echo }
  }

  async #read(
    what: Omit<Parameters<CalendarPort['read']>[1], 'calendar'>,
  ): Promise<CalendarFailure | RemoteItem | null> {
    const answer = await this.#ask((account) => this.#port.read(account, { calendar: this.#at(), ...what }))
    if (answer.kind === 'failed') return answer
    if (answer.value === null) return null
    const row = this.#kept(answer.value)
    return row.kind === 'item' ? row : UNREADABLE
  }

  /** One question; the clock of who answers is compared with ours. */
  async #ask<Value>(ask: (account: Account) => Promise<Answer<Value>>): Promise<Answer<Value>> {
    if (this.#account === null) throw new Error('Nothing is asked without an account.')
    const from = this.#ctx.clock.ms()
    const answer = await inTime(ask(this.#account))
    const now = this.#ctx.clock.ms()
    this.#tally.http += now - from
    this.#tally.requests += answer.requests
    if (answer.kind === 'ok' && answer.clock_ms !== null) this.offset_ms = answer.clock_ms - now
    return answer
  }

  /** A row as it can be kept. By an id that cannot be stored it would never be found again. */
  #kept(row: ListedRow): ListedRow {
    const unreadable = { kind: 'unreadable', remote_id: storable(row.remote_id) } as const
    if (!isId(row.remote_id)) return unreadable
    if (row.kind !== 'item') return row
    const event = this.#received(row.event)
    return event === null ? unreadable : { ...storable(row), event }
  }

  /** An event as it may be known here; null: it is more, or something else, than an event can be. */
  #received(event: CalendarEvent): CalendarEvent | null {
    return CalendarEvent.safeParse(storable(maskedBy(this.#rules.filters, event))).data ?? null
  }

  /** The same each time that it is tried, and another one in each calendar: those of one account share their ids. */
  #wantedId({ stored: { link } }: Chosen): string {
    const { user_id: tenant_id, id: connection_id } = this.#calendar
    return remoteIdOf({ tenant_id, connection_id, event_id: link.event_id ?? '', generation: link.generation }, sha256)
  }

  #at(): { remote_id: string; time_zone: string } {
    return { remote_id: this.#calendar.remote_id, time_zone: this.#rules.zone }
  }
}

/** As long as the table allows (calendar_links). */
const isId = (id: string): boolean => id.length <= 2_000 && storable(id) === id

const failed = { kind: 'failed', status: null, retry_after_ms: null, requests: 0 } as const
const UNREADABLE: CalendarFailure = { ...failed, is: 'poison', code: 'unreadable' }
const NO_ANSWER: CalendarFailure = { ...failed, is: 'transient', code: 'timeout' }

/** What one question may take, also where it is many requests: a run that waits keeps its calendar from every other one. */
const PATIENCE_MS = 10 * 60_000

async function inTime<Value>(answer: Promise<Answer<Value>>): Promise<Answer<Value>> {
  const late = Promise.withResolvers<Answer<Value>>()
  const timer = setTimeout(() => late.resolve(NO_ANSWER), PATIENCE_MS)
  try {
    return await Promise.race([answer, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest()
