import { notFound, staleVersion } from '#contract/endpoint.ts'
import type { Application } from '#contract/applications.ts'
import type { Consequence } from '#contract/applications.ts'
import { consequence } from '#domain/applications/consequence.ts'
import { isSound } from '#domain/applications/history.ts'
import type { Plan } from '#domain/applications/move.ts'
import { alreadyThere, inFuture, tooLongAgo } from '#contract/applications.ts'
import { creationStays, orderConflict } from '#contract/application-history.ts'
import type { Refusal } from '#contract/endpoint.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import * as store from './store.ts'
import { markTracked } from './postings-link.ts'
import type { ApplicationRow } from './tables.ts'
import { findApplication } from './views.ts'

/** What happened to an application, as open screens hear of it. */
export type ChangeKind = 'created' | 'moved' | 'edited' | 'deleted' | 'undone' | 'bulk'

/** The application, locked; refuses what is not there, and a version that is not the present one. */
export async function lock(
  tx: Tx,
  actor: Actor,
  target: { id: string; version: number | null },
): Promise<ApplicationRow> {
  const row = await store.lockApplication(tx, actor.user_id, target.id)
  if (row === null) return refuse(notFound)
  if (target.version !== null && target.version !== row.version) return refuse(staleVersion)
  return row
}

/** Refuses when a person has no such application (any more). */
export async function requireApplication(tx: Tx, actor: Actor, id: string): Promise<ApplicationRow> {
  return lock(tx, actor, { id, version: null })
}

/** Whether a person has such an application. */
export async function hasApplication(tx: Tx, user_id: string, id: string): Promise<boolean> {
  return (await store.lockApplication(tx, user_id, id)) !== null
}

/** The application as the wire has it. */
export async function present(ctx: Ctx, tx: Tx, actor: Actor, id: string): Promise<Application> {
  const found = await findApplication(tx, { user_id: actor.user_id, now: ctx.clock.iso() }, id)
  return found ?? refuse(notFound)
}

/** The refusal of a plan that cannot be carried out, or null. */
export function refusalOf(plan: Plan): { refusal: Refusal; details: Record<string, unknown> } | null {
  if (plan.kind === 'out_of_order') return { refusal: orderConflict, details: { ...plan.bounds } }
  if (plan.kind !== 'refused') return null
  switch (plan.code) {
    case 'in_future':
      return { refusal: inFuture, details: {} }
    case 'too_long_ago':
      return { refusal: tooLongAgo, details: {} }
    case 'already_there':
      return { refusal: alreadyThere, details: {} }
    case 'creation_stays':
      return { refusal: creationStays, details: {} }
  }
}

/** The steps of a plan, or its refusal thrown; no steps where nothing is to do. */
export function stepsOf(plan: Plan): Pick<Extract<Plan, { kind: 'change' }>, 'steps' | 'consequences'> {
  const refused = refusalOf(plan)
  if (refused !== null) return refuse(refused.refusal, { details: refused.details })
  return plan.kind === 'change' ? plan : { steps: [], consequences: [] }
}

export function consequencesOf(plan: Plan): Consequence[] {
  return plan.kind === 'change' ? plan.consequences.map(consequence) : []
}

/** Writes what follows from the history into the application, and tells the posting. Answers with the new row's status. */
export async function rederive(
  ctx: Ctx,
  tx: Tx,
  row: ApplicationRow,
  fields: Partial<ApplicationRow> = {},
): Promise<ApplicationRow> {
  const history = await store.historyOf(tx, row.user_id, row.id)
  const next = { ...row, ...fields, ...store.derivedColumns(history) }
  await store.updateApplication(tx, row, { ...fields, ...store.derivedColumns(history) }, ctx.clock.iso())
  if (row.applied_at !== next.applied_at) await markPosting(ctx, tx, next)
  return next
}

/** Tells the posting what its application says of it. */
export async function markPosting(
  ctx: Ctx,
  tx: Tx,
  row: Pick<ApplicationRow, 'user_id' | 'posting_id' | 'applied_at' | 'deleted_at'>,
): Promise<void> {
  const { user_id, posting_id, applied_at } = row
  if (posting_id !== null)
    await markTracked(ctx, tx, { user_id, posting_id, applied_at, tracked: row.deleted_at === null })
}

/** Tells the person's open screens. */
export async function announce(
  ctx: Ctx,
  tx: Tx,
  user_id: string,
  change: { kind: ChangeKind; application_ids: readonly string[]; status?: string; previous_status?: string | null },
): Promise<void> {
  const { kind, application_ids, status = null, previous_status = null } = change
  await ctx.live.publish(tx, {
    user_id,
    type: 'application_status_update',
    data: {
      change: kind,
      application_id: application_ids.length === 1 ? application_ids[0] : null,
      application_ids,
      status,
      previous_status,
    },
  })
}

/** Which of these applications have a history that can be true. */
export async function soundHistories(
  tx: Tx,
  user_id: string,
  application_ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const histories = await store.historiesOf(tx, user_id, application_ids)
  return new Set([...histories].flatMap(([id, history]) => (isSound(history) ? [id] : [])))
}

/** What has to happen after rows of applications were put back: the truth is derived again, and screens hear of it. */
export async function settleUndone(ctx: Ctx, tx: Tx, actor: Actor, application_ids: readonly string[]): Promise<void> {
  await announce(ctx, tx, actor.user_id, { kind: 'undone', application_ids })
  if (application_ids.length === 0) return
  const rows = await store.lockApplications(tx, actor.user_id, application_ids)
  for (const row of rows.values()) {
    const history = await store.historyOf(tx, row.user_id, row.id)
    await store.updateApplication(tx, row, store.derivedColumns(history), ctx.clock.iso())
  }
  // An undone creation is gone by now; its posting is told as well.
  for (const row of await store.standings(tx, actor.user_id, application_ids)) await markPosting(ctx, tx, row)
}
