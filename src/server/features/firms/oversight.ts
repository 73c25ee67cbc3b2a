import { forbidden } from '#contract/endpoint.ts'
import type { Area } from '#contract/grants.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { ADMINS } from './firms.ts'
import { insertAccess } from './grant-store.ts'
import { firmOf, nameOf } from './store.ts'

/** A practice, for those who run it. */
interface Practice {
  readonly firm_id: string
  /** Writes into the log that a member reads what was done about something of theirs, in words. */
  readonly note: (of: { readonly member_id: string; readonly area: Area; readonly what: string }) => Promise<void>
}

/**
 * Work over the rows of every member of the active firm. Refuses whoever does not run it (any more), and in a personal
 * workspace. Row-level security shows all there is: each statement names the firm, and tells nothing personal.
 */
export async function inPracticeRunBy<Result>(
  ctx: Ctx,
  actor: Actor,
  reason: string,
  work: (tx: Tx, practice: Practice) => Promise<Result>,
): Promise<Result> {
  const { user_id, firm_id } = actor
  return ctx.db.asSystem(reason, async (tx) => {
    const firm = await firmOf(tx, user_id, firm_id)
    if (firm === null || firm.kind !== 'practice' || !ADMINS.includes(firm.role)) return refuse(forbidden)
    const note: Practice['note'] = async ({ member_id, area, what }) => {
      const by = { coach_id: user_id, coach_name: await nameOf(tx, user_id), firm_name: firm.name, grant_id: null }
      await insertAccess(tx, { id: ctx.id(), seeker_id: member_id, ...by, area, what, at: ctx.clock.iso() })
    }
    return work(tx, { firm_id, note })
  })
}
