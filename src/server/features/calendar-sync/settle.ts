import { sql } from 'kysely'
import type { Decision } from '#domain/calendar/sync/decide.ts'
import type { Link, LocalSide, SyncPolicy } from '#domain/calendar/sync/link.ts'
import type { Reader, Tx } from '#platform/db/db.ts'
import { carryOut } from './carry-out.ts'
import type { Sync } from './jobs.ts'
import { findCalendar } from './lease.ts'
import { findLink } from './links.ts'
import { rulesOf } from './policy.ts'
import { loadSides } from './sides.ts'
import { Overtaken } from './tables.ts'
import type { SyncCtx } from './tables.ts'

/** What a person decides about a link, from how it stands now. Null: there is nothing to decide any more. */
export type SettleNow = (link: Link, local: LocalSide, policy: SyncPolicy) => Decision | null

const MOST_TURNS = 5

/**
 * Carries out what a person decides about one link, and has the calendar told soon. A run that is under way meanwhile finds
 * that it was overtaken, and decides again. Null: there is no such link; else whether there was something to decide.
 */
export async function settle(
  ctx: SyncCtx,
  sync: Pick<Sync, 'soon'>,
  actor: Reader,
  link_id: string,
  decide: SettleNow,
): Promise<boolean | null> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await ctx.db.as(actor, (tx) => settleIn(ctx, tx, { sync, user_id: actor.user_id, link_id, decide }))
    } catch (error) {
      if (!(error instanceof Overtaken) || turn === MOST_TURNS) throw error
    }
  }
}

interface Settling {
  readonly sync: Pick<Sync, 'soon'>
  readonly user_id: string
  readonly link_id: string
  readonly decide: SettleNow
}

async function settleIn(ctx: SyncCtx, tx: Tx, { sync, user_id, link_id, decide }: Settling): Promise<boolean | null> {
  const was = await findLink(tx, link_id)
  const calendar = was === null ? null : await findCalendar(tx, user_id, was.calendar_id)
  if (was === null || calendar === null) return null
  const { policy } = rulesOf(calendar, calendar.time_zone ?? 'UTC', ctx.clock)
  const sides = await loadSides(tx, calendar, [was.link])
  const known = sides.of(was.link.event_id)
  const decision = known === null ? null : decide(was.link, known.side, policy)
  if (decision === null) return false
  const happened = await carryOut(ctx, tx, { calendar, policy, attempt_id: null }, [{ was, decision }], sides)
  // Its own version, so that a run that has read the event before is overtaken also where only the link changed.
  await sql`
    UPDATE calendar_events SET edited_at = ${ctx.clock.iso()}, version = version + 1 WHERE id = ${was.link.event_id}`.execute(
    tx,
  )
  await sync.soon(ctx, tx, [calendar.id, ...happened.to_tell], 'change')
  return true
}
