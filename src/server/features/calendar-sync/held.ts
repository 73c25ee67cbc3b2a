import type { CalendarSyncEvent } from '#contract/calendar-sync.ts'
import type { SyncPolicy } from '#domain/calendar/sync/link.ts'
import type { Tx } from '#platform/db/db.ts'
import type { Asking } from './asking.ts'
import { endAttempt } from './attempts.ts'
import type { Tally } from './attempts.ts'
import { LEASE_MS, freeLease, holdLease } from './lease.ts'
import type { Lease } from './lease.ts'
import type { CalendarRules } from './policy.ts'
import { Overtaken } from './tables.ts'
import type { LeasedCalendar, SyncCtx } from './tables.ts'
import type { Telling } from './telling.ts'

const NO_FIRM = '00000000-0000-0000-0000-000000000000'
const MOST_TURNS = 5

interface Parts {
  readonly calendar: LeasedCalendar
  readonly rules: CalendarRules
  readonly asking: Asking
  readonly attempt_id: string
  readonly tally: Tally
}

/** A calendar under the lease of one run, and all that is done to the database for it. */
export class Held implements Telling {
  readonly lease: Lease
  readonly rules: CalendarRules
  readonly policy: SyncPolicy
  readonly asking: Asking
  readonly attempt_id: string
  readonly #ctx: SyncCtx
  readonly #calendar: LeasedCalendar
  readonly #tally: Tally
  #told_ms: number
  #told = false

  constructor(ctx: SyncCtx, { calendar, rules, asking, attempt_id, tally }: Parts) {
    this.lease = { calendar_id: calendar.id, fence: calendar.fence }
    this.rules = rules
    this.policy = rules.policy
    this.asking = asking
    this.attempt_id = attempt_id
    this.#ctx = ctx
    this.#calendar = calendar
    this.#tally = tally
    this.#told_ms = ctx.clock.ms()
  }

  /** With the difference of the clocks as the last answer showed it. */
  get calendar(): LeasedCalendar {
    return { ...this.#calendar, clock_offset_ms: this.asking.offset_ms }
  }

  /** A transaction as its owner; once more where somebody came between its reading and its writing. */
  async inTurn<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    for (let turn = 1; ; turn += 1) {
      try {
        return await this.#asOwner(work)
      } catch (error) {
        if (!(error instanceof Overtaken) || turn === MOST_TURNS) throw error
      }
    }
  }

  /** Tells open screens how far it is, once a second: one that takes less than that only says how it ended. */
  async progress(phase: 'reading' | 'telling', done: number): Promise<void> {
    const now = this.#ctx.clock.ms()
    if (now - this.#told_ms < 1_000) return
    this.#told_ms = now
    this.#told = true
    await this.#asOwner((tx) => this.#tell(tx, { phase, done }))
  }

  /** Whether open screens were told that the run goes on. */
  get told(): boolean {
    return this.#told
  }

  async #tell(tx: Tx, at: Pick<CalendarSyncEvent, 'phase' | 'done'>): Promise<void> {
    const { id: calendar_id, connection_id, user_id } = this.#calendar
    const { imported, changed, deleted, pushed, conflicts } = this.#tally
    const data: CalendarSyncEvent = {
      ...{
        calendar_id,
        connection_id,
        attempt_id: this.attempt_id,
        ...at,
        total: null,
        state: null,
        because: null,
      },
      ...{ pulled: imported + changed + deleted, pushed, conflicts },
    }
    await this.#ctx.live.publish(tx, { user_id, type: 'calendar_sync', data })
  }

  /** Prolongs the lease while a request takes its time, until the function that it gives is called. */
  keep(): () => void {
    // Where it cannot be prolonged, the next transaction of the run says so.
    const beat = () => void this.#asOwner((tx) => holdLease(this.#ctx, tx, this.lease)).catch(() => {})
    const timer = setInterval(beat, LEASE_MS / 4)
    return () => clearInterval(timer)
  }

  /** Lets go in the middle of a run, so that another one may begin at once. */
  async giveUp(): Promise<void> {
    await this.#asOwner((tx) => freeLease(tx, this.lease))
    await this.endAsLost()
  }

  /** Somebody else has it by now: what this run would have stored is refused, and its attempt says so. */
  async endAsLost(): Promise<void> {
    const end = { status: 'lost', because: null, full: null, cursor: null } as const
    const now = this.#ctx.clock.iso()
    await this.#asOwner(async (tx) => {
      await endAttempt(tx, this.attempt_id, { ...end, tally: this.#tally, now })
      if (this.#told) await this.#tell(tx, { phase: 'ended', done: this.#tally.pushed })
    })
  }

  async #asOwner<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const from = this.#ctx.clock.ms()
    const result = await this.#ctx.db.as({ user_id: this.#calendar.user_id, firm_id: NO_FIRM }, work)
    this.#tally.database += this.#ctx.clock.ms() - from
    return result
  }
}
