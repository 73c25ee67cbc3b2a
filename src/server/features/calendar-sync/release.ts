import type { ConnectionStatus } from '#contract/calendar-connections.ts'
import type { CalendarSyncEvent } from '#contract/calendar-sync.ts'
import { sql } from 'kysely'
import { ERROR_WORDS } from '#domain/calendar/sync/errors.ts'
import type { ErrorClass } from '#domain/calendar/sync/errors.ts'
import type { Outcome } from '#domain/calendar/sync/run-step.ts'
import { pollEvery } from '#domain/calendar/sync/schedule.ts'
import { isoOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/db.ts'
import { endAttempt } from './attempts.ts'
import type { Tally } from './attempts.ts'
import type { Accounts, SyncCtx, Trigger } from './tables.ts'
import type { Telling } from './telling.ts'

/** How often a calendar is looked at that nobody tells us of. */
const POLL_MS = 5 * 60_000
/** What says something of the account and not only of one calendar. */
const OF_THE_ACCOUNT: ReadonlySet<ErrorClass> = new Set(['reauth', 'scope', 'operator', 'quota'])

export interface Ending {
  readonly attempt_id: string
  readonly trigger: Trigger
  readonly outcome: Outcome
  readonly tally: Tally
  readonly cursor: string | null
  /** What a person is asked to confirm, by the ids of the calendar. */
  readonly waiting: readonly string[]
}

/** Lets go of a calendar, and says where it stands until the next run. False: the lease was gone already. */
export async function release(
  ctx: SyncCtx,
  tx: Tx,
  { lease, calendar }: Telling,
  ending: Ending,
  accounts: Accounts,
): Promise<boolean> {
  const { outcome } = ending
  const now = ctx.clock.iso()
  const { rows } = await sql`
    UPDATE calendars SET leased_until = NULL, state = ${outcome.state}, because = ${outcome.because}, failures = ${outcome.failures},
      next_run_at = ${nextRun(ctx, outcome, calendar.is_told)}, waiting = ${ending.waiting}::text[],
      clock_offset_ms = ${calendar.clock_offset_ms}, last_ok_at = CASE WHEN ${outcome.state === 'idle'} THEN ${now} ELSE last_ok_at END
    WHERE id = ${lease.calendar_id} AND fence = ${lease.fence} RETURNING 1`.execute(tx)
  const isHeld = rows.length > 0
  const status = !isHeld
    ? 'lost'
    : outcome.state === 'idle'
      ? 'done'
      : WAITING.has(outcome.state)
        ? 'waiting'
        : 'failed'
  const { tally, cursor } = ending
  const end = { because: outcome.because, full: outcome.full, cursor, tally, now }
  await endAttempt(tx, ending.attempt_id, { status, ...end })
  if (!isHeld) return false
  const stands = connectionStatus(outcome)
  if (stands !== null && stands !== calendar.status)
    await accounts.mark(ctx, tx, { id: calendar.connection_id, status: stands, because: outcome.because })
  if (isWorthTelling(ending)) {
    const data: CalendarSyncEvent = {
      ...{ calendar_id: calendar.id, connection_id: calendar.connection_id, attempt_id: ending.attempt_id },
      ...{ phase: 'ended', done: tally.pushed, total: tally.pushed },
      ...{ state: outcome.state, because: outcome.because },
      pulled: tally.imported + tally.changed + tally.deleted,
      pushed: tally.pushed,
      conflicts: tally.conflicts,
    }
    await ctx.live.publish(tx, { user_id: calendar.user_id, type: 'calendar_sync', data })
  }
  return true
}

const WAITING: ReadonlySet<Outcome['state']> = new Set(['needs_confirmation', 'paused'])

/** A look by the clock that found nothing is no news. */
function isWorthTelling({ trigger, outcome, tally }: Ending): boolean {
  const { imported, changed, deleted, pushed, conflicts } = tally
  return trigger !== 'schedule' || outcome.state !== 'idle' || imported + changed + deleted + pushed + conflicts > 0
}

/** Null: only a person can make it go on. */
function nextRun(ctx: SyncCtx, { state, wait_ms }: Outcome, isTold: boolean): string | null {
  if (wait_ms !== null) return isoOf(ctx.clock.ms() + wait_ms)
  return state === 'idle' ? isoOf(ctx.clock.ms() + pollEvery(POLL_MS, isTold)) : null
}

/** Null: it says nothing of the account. */
function connectionStatus({ state, because }: Outcome): ConnectionStatus | null {
  if (state === 'idle') return 'active'
  return because !== null && OF_THE_ACCOUNT.has(because) ? ERROR_WORDS[because].state : null
}
