import { notFound } from '#contract/endpoint.ts'
import { alreadyUndone, changedSince, undoBlocked, undoExpired } from '#contract/undo.ts'
import type { UndoEntry } from '#contract/undo.ts'
import { planUndo } from '#domain/undo/undo.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { recorded } from './record.ts'
import { UNDOABLE, carryOut, lockEntry, lockRows, markUndone, snapshot } from './store.ts'
import type { Scope } from './store.ts'

/** What the undoing needs from the applications whose rows it puts back. */
export interface Histories {
  /** Which of them have a history that can be true. */
  sound(tx: Tx, user_id: string, application_ids: readonly string[]): Promise<ReadonlySet<string>>
  /** What has to happen to them before the transaction ends. */
  settle(ctx: Ctx, tx: Tx, actor: Actor, application_ids: readonly string[]): Promise<void>
}

/** Takes a change back, wholly or not at all. */
export async function undo(
  ctx: Ctx,
  actor: Actor,
  id: string,
  histories: Histories,
): Promise<{ undone: UndoEntry; undo_id: string | null }> {
  return ctx.db.as(actor, async (tx) => {
    const found = await lockEntry(tx, actor.user_id, id)
    if (found === null) return refuse(notFound)
    const { entry, changes } = found
    if (entry.undone_at !== null) return refuse(alreadyUndone)
    const now = ctx.clock.iso()
    if (Date.parse(entry.expires_at) <= ctx.clock.ms()) return refuse(undoExpired)
    const scope: Scope[] = UNDOABLE.map((table) => ({
      table,
      column: 'id',
      ids: changes.filter((change) => change.table === table).map((change) => change.id),
    }))
    await lockRows(tx, actor.user_id, scope)
    const plan = planUndo(changes, await snapshot(tx, actor.user_id, scope))
    if (plan.kind === 'changed_since') return refuse(changedSince, { details: { table: plan.table, id: plan.id } })
    const sound = await histories.sound(tx, actor.user_id, entry.application_ids)
    const change = { user_id: actor.user_id, kind: 'undo', label: `Undone: ${entry.label}`, scope }
    const { undo_id } = await recorded(ctx, tx, change, () =>
      carryOut(tx, actor.user_id, plan.steps, now).catch(refuseClash),
    )
    const still = await histories.sound(tx, actor.user_id, [...sound])
    if (still.size < sound.size) return refuse(changedSince)
    await markUndone(tx, actor.user_id, id, now)
    await histories.settle(ctx, tx, actor, entry.application_ids)
    return { undone: { ...entry, undone_at: now }, undo_id }
  })
}

// The place of what would come back is taken (the posting is tracked again), or what it hangs on is gone.
function refuseClash(error: unknown): never {
  const clash = error instanceof Error && 'code' in error && (error.code === '23505' || error.code === '23503')
  if (clash) return refuse(undoBlocked)
  throw error
}
