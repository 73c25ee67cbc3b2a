import { storable } from '#domain/postings/storable.ts'
import { createHash } from 'node:crypto'
import { CalendarEvent } from '#domain/calendar/event.ts'
import type { ErrorClass } from '#domain/calendar/sync/errors.ts'
import { maskedBy } from '#domain/calendar/sync/filters.ts'
import type { ListedRow, RemoteItem } from '#domain/calendar/sync/link.ts'
import type { Account, Answer, CalendarFailure, CalendarPort, Listing } from '#domain/calendar/sync/port.ts'
import { remoteIdOf } from '#domain/calendar/sync/remote-id.ts'
import type { Effect } from '#domain/calendar/sync/run-step.ts'
import type { WriteAnswer } from '#domain/calendar/sync/write.ts'
import type { Tally } from './attempts.ts'
import type { CalendarRules } from './policy.ts'
import type { Accounts, LeasedCalendar, SyncCtx } from './tables.ts'
import type { Answered, Chosen } from './telling.ts'

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
  /** How many questions are open, and since when there is one: time counts once. */
  #open = 0
  #since = 0

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
    const together = this.#port.readTogether
    if (together !== undefined && remote_ids.length > 1) {
      const answer = await this.#ask((account) => together(account, { calendar: this.#at(), remote_ids }))
      return answer.kind === 'failed' ? answer : answer.value.map((row) => this.#kept(row))
    }
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
    if (this.#open === 0) this.#since = this.#ctx.clock.ms()
    this.#open += 1
    const answer = await inTime(ask(this.#account)).finally(() => (this.#open -= 1))
    const now = this.#ctx.clock.ms()
    if (this.#open === 0) this.#tally.http += now - this.#since
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

/** How many are under way at once. */
const AT_ONCE = 4

/** What is said of the account or its server and not of one event: nothing more is sent after it. */
const STOPS: ReadonlySet<ErrorClass> = new Set<ErrorClass>([
  ...(['throttle', 'quota', 'transient', 'protocol', 'token'] as const),
  ...(['reauth', 'scope', 'operator', 'config'] as const),
])

/** What is sent, some at once: what was answered, what went wrong, which is gone into one by one, and what was never sent. */
export class Sending {
  answered: readonly Answered[] = []
  #unsent: readonly Chosen[] = []
  #batch: readonly Chosen[] = []
  #failed: readonly { readonly chosen: Chosen; readonly failure: CalendarFailure | null }[] = []
  /** How the first of the batch went wrong already; null: it is still to be sent. */
  #failure: CalendarFailure | null = null
  #thrown: { readonly error: unknown } | null = null

  /** The first of those that are sent next. */
  begin(batch: readonly Chosen[]): Chosen | null {
    this.#batch = batch
    return batch[0] ?? null
  }

  /** The next one that went wrong; null: there is none. Throws what was thrown while others were answered. */
  nextFailed(): Chosen | null {
    if (this.#thrown !== null) throw this.#thrown.error
    const [next, ...failed] = this.#failed
    this.#failed = failed
    this.#failure = next?.failure ?? null
    return next === undefined ? null : this.begin([next.chosen])
  }

  /** What was refused for its token is sent once more. */
  renewed(): void {
    this.#failed = this.#failed.map((one) => (one.failure?.is === 'token' ? { ...one, failure: null } : one))
  }

  /** What was begun and is not sent, for whoever takes it back: once. */
  unsent(): readonly Chosen[] {
    const unsent = this.#unsent
    this.#unsent = []
    return unsent
  }

  /** How many were done; where none was, how the first went wrong. */
  async send(asking: Asking): Promise<number | CalendarFailure> {
    const known = this.#failure
    this.#failure = null
    if (known !== null) return known
    const failed = await this.#together(asking)
    // What is sent once more is sent by itself.
    this.#batch = this.#batch.slice(0, 1)
    if (this.answered.length > 0) {
      this.#failed = [...failed, ...this.#failed]
      return this.answered.length
    }
    if (this.#thrown !== null) throw this.#thrown.error
    const [first, ...others] = failed
    if (first === undefined) throw new Error('Nothing was sent.')
    this.#failed = [...others, ...this.#failed]
    return first.failure
  }

  /** Whatever is thrown, the others are waited for: their answers are stored. */
  async #together(asking: Asking): Promise<readonly { chosen: Chosen; failure: CalendarFailure }[]> {
    const failed: { chosen: Chosen; failure: CalendarFailure }[] = []
    const answered: Answered[] = []
    const left = [...this.#batch]
    let goesOn = true
    const oneByOne = async () => {
      for (let chosen = left.shift(); chosen !== undefined; chosen = goesOn ? left.shift() : undefined) {
        const sent = await asking.send(chosen)
        if (sent.kind !== 'failed') answered.push({ chosen, answer: sent })
        else failed.push({ chosen, failure: sent })
        goesOn &&= sent.kind !== 'failed' || !STOPS.has(sent.is)
      }
    }
    const lanes = Array.from({ length: AT_ONCE }, () =>
      oneByOne().catch((error: unknown) => {
        this.#thrown ??= { error }
        goesOn = false
      }),
    )
    await Promise.all(lanes)
    this.answered = answered
    this.#unsent = left
    return failed
  }
}
