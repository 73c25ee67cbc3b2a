import { UNDO_DAYS } from '#contract/undo.ts'
import { changesBetween } from '#domain/undo/undo.ts'
import type { RowChange } from '#domain/undo/undo.ts'
import type { Actor } from '#platform/actor.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { insertEntry, snapshot } from './store.ts'
import type { Scope } from './store.ts'

/** A change as it is written down: what it is called, and which rows it may touch. */
export interface Recorded {
  readonly kind: string
  /** In words, as "Undo: …" would name it. */
  readonly label: string
  readonly scope: readonly Scope[]
}

/** Does `work`, and writes down what it altered so that it can be undone. `undo_id` is null when nothing was altered. */
export async function recorded<Result>(
  ctx: Ctx,
  tx: Tx,
  change: Recorded & { readonly user_id: Actor['user_id'] },
  work: () => Promise<Result>,
): Promise<{ result: Result; undo_id: string | null }> {
  const before = await snapshot(tx, change.user_id, change.scope)
  const result = await work()
  const after = await snapshot(tx, change.user_id, change.scope)
  const changes = changesBetween(before, after).map(keepCreation)
  if (changes.length === 0) return { result, undo_id: null }
  const id = ctx.id()
  const entry = {
    id,
    user_id: change.user_id,
    kind: change.kind,
    label: change.label,
    application_ids: applicationsOf(changes),
    created_at: ctx.clock.iso(),
    expires_at: isoOf(ctx.clock.ms() + UNDO_DAYS * 86_400_000),
  }
  await insertEntry(tx, entry, changes)
  return { result, undo_id: id }
}

// What can be deleted and come back is deleted as if by hand: what was added to an application since is not lost, nor are
// the links to an appointment type, and the calendars that an event lies in are told of its going.
function keepCreation(change: RowChange): RowChange {
  if (change.before !== null || change.after === null) return change
  const deleted_at = change.after['created_at']
  if (change.table === 'applications' || change.table === 'appointment_types')
    return { ...change, before: { deleted_at }, after: { deleted_at: null } }
  if (change.table !== 'calendar_events') return change
  return {
    ...change,
    before: { deleted_at, deleted_by: 'person' },
    after: { deleted_at: null, deleted_by: null },
  }
}

function applicationsOf(changes: readonly RowChange[]): string[] {
  const ids = changes.flatMap(({ table, id, before, after }) => {
    if (table === 'applications') return [id]
    const application_id = after?.['application_id'] ?? before?.['application_id']
    return typeof application_id === 'string' ? [application_id] : []
  })
  return [...new Set(ids)]
}
