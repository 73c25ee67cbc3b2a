import type { ConnectionStatus } from '#contract/calendar-connections.ts'
import type { CalendarSyncEvent } from '#contract/calendar-sync.ts'
import { sql } from 'kysely'
import { ERROR_WORDS } from '#domain/calendar/sync/errors.ts'
import type { Outcome } from '#domain/calendar/sync/run-step.ts'
import { MOST_UNANSWERED, pollEvery, restAfter } from '#domain/calendar/sync/schedule.ts'
import { isoOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/db.ts'
import { endAttempt } from './attempts.ts'
import type { Tally } from './attempts.ts'
import type { Accounts, LeasedCalendar, SyncCtx, Trigger } from './tables.ts'
import type { Telling } from './telling.ts'

/** How often a calendar is looked at that nobody tells us of. */
const POLL_MS = 5 * 60_000

export interface Ending {
  readonly attempt_id: string
  readonly trigger: Trigger
  readonly outcome: Outcome
  /** It was read to its end: whatever went wrong after that, somebody answers for the account. */
  readonly answered: boolean
  readonly tally: Tally
  readonly cursor: string | null
  /** Open screens were told that it goes on, and wait for its end. */
  readonly told: boolean
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
  const next_run_at = nextRun(ctx, outcome, calendar.is_told)
  const { rows } = await sql`
    UPDATE calendars SET leased_until = NULL, state = ${outcome.state}, because = ${outcome.because}, failures = ${outcome.failures},
      next_run_at = ${next_run_at}, waiting = ${ending.waiting}::text[],
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
  const rests = isHeld && (await noteAnswer(ctx, tx, calendar, ending))
  const retry_at = status === 'failed' || status === 'waiting' ? next_run_at : null
  const end = { because: outcome.because, full: outcome.full, cursor, tally, now, retry_at, rests }
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

/**
 * What a run says of its account, for the other calendars of it and on all nodes: whether it answers, and when it asked to be
 * left alone, which no other calendar takes back. True: nobody answered for it so often that it is left alone now.
 */
async function noteAnswer(
  ctx: SyncCtx,
  tx: Tx,
  { connection_id }: LeasedCalendar,
  { outcome: { state, because, wait_ms }, answered }: Ending,
): Promise<boolean> {
  const at = (ms: number): string => isoOf(ctx.clock.ms() + ms)
  if (because === 'throttle' || because === 'quota')
    await sql`
      UPDATE calendar_connections SET resting_until = greatest(resting_until, ${at(wait_ms ?? 0)})
      WHERE id = ${connection_id}`.execute(tx)
  if (state === 'idle' || answered) {
    await sql`
      UPDATE calendar_connections SET unanswered = 0, silent_until = NULL
      WHERE id = ${connection_id} AND unanswered > 0`.execute(tx)
    return false
  }
  if (because === 'transient' || because === 'protocol') {
    const { rows } = await sql<{ unanswered: number }>`
      UPDATE calendar_connections SET unanswered = unanswered + 1 WHERE id = ${connection_id} RETURNING unanswered`.execute(
      tx,
    )
    const ms = restAfter(rows[0]?.unanswered ?? 0)
    if (ms === 0) return false
    await sql`
      UPDATE calendar_connections SET silent_until = ${at(ms)} WHERE id = ${connection_id}`.execute(tx)
    return true
  }
  // It looked whether the account answers again, and came to nothing that tells: the next one looks.
  await sql`
    UPDATE calendar_connections SET silent_until = ${at(0)}
    WHERE id = ${connection_id} AND unanswered >= ${MOST_UNANSWERED}`.execute(tx)
  return false
}

const WAITING: ReadonlySet<Outcome['state']> = new Set(['needs_confirmation', 'paused'])

/** A look by the clock that found nothing is no news, unless somebody has seen it begin. */
function isWorthTelling({ trigger, outcome, tally, told }: Ending): boolean {
  const { imported, changed, deleted, pushed, conflicts } = tally
  return (
    told || trigger !== 'schedule' || outcome.state !== 'idle' || imported + changed + deleted + pushed + conflicts > 0
  )
}

/** Null: only a person can make it go on. */
function nextRun(ctx: SyncCtx, { state, wait_ms }: Outcome, isTold: boolean): string | null {
  if (wait_ms !== null) return isoOf(ctx.clock.ms() + wait_ms)
  return state === 'idle' ? isoOf(ctx.clock.ms() + pollEvery(POLL_MS, isTold)) : null
}

/** Null: it says nothing of the account. */
function connectionStatus({ state, because }: Outcome): ConnectionStatus | null {
  if (state === 'idle') return 'active'
  return because === null ? null : ERROR_WORDS[because].state
}
