import type { z } from 'zod'
import type { bulkChange } from '#contract/application-board.ts'
import { notFound } from '#contract/endpoint.ts'
import type { Refusal } from '#contract/endpoint.ts'
import type { Place } from '#domain/applications/history.ts'
import { planMove } from '#domain/applications/move.ts'
import type { Actor } from '#platform/actor.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { placeOf } from '#features/stages/index.ts'
import { recorded } from '#features/undo/index.ts'
import { movedOf, placeIn, recordOf } from './change.ts'
import { markPosting, announce, rederive, refusalOf } from './settle.ts'
import * as store from './store.ts'
import type { ApplicationRow } from './tables.ts'

type Body = z.output<typeof bulkChange.body>
type Result = z.input<typeof bulkChange.response>['results'][number]

const LABELS: Readonly<Record<Body['action'], string>> = {
  move: 'moved',
  delete: 'deleted',
  archive: 'archived',
  unarchive: 'taken out of the archive',
}

/** Changes many applications in one transaction; each item is changed or says why not. */
export async function bulk(ctx: Ctx, actor: Actor, body: Body): Promise<z.input<typeof bulkChange.response>> {
  return ctx.db.as(actor, async (tx) => {
    const ids = [...new Set(body.ids)]
    const named = body.action === 'move' ? await placeOf(tx, actor.user_id, body) : null
    const rows = await store.lockApplications(tx, actor.user_id, ids)
    const change = {
      user_id: actor.user_id,
      kind: `bulk_${body.action}`,
      label: `${rows.size} applications ${LABELS[body.action]}`,
      scope: [
        { table: 'applications', column: 'id', ids },
        { table: 'application_history', column: 'application_id', ids },
      ] as const,
    }
    const { result: results, undo_id } = await recorded(ctx, tx, change, async () => {
      const done: Result[] = []
      for (const id of ids) done.push(await changeOne(ctx, tx, actor, { id, row: rows.get(id), body, named }))
      return done
    })
    const changed = results.filter((one) => one.ok)
    if (changed.length > 0)
      await announce(ctx, tx, actor.user_id, { kind: 'bulk', application_ids: changed.map((one) => one.id) })
    return { results, changed: changed.length, failed: results.length - changed.length, undo_id }
  })
}

async function changeOne(
  ctx: Ctx,
  tx: Tx,
  actor: Actor,
  one: { id: string; row: ApplicationRow | undefined; body: Body; named: Place | null },
): Promise<Result> {
  const { id, row, body, named } = one
  if (row === undefined) return failed(id, notFound)
  const now = ctx.clock.iso()
  switch (body.action) {
    case 'delete':
      await store.updateApplication(tx, row, { deleted_at: now }, now)
      await markPosting(ctx, tx, { ...row, deleted_at: now })
      return succeeded(id)
    case 'archive':
      await store.updateApplication(tx, row, { archived_at: row.archived_at ?? now }, now)
      return succeeded(id)
    case 'unarchive':
      await store.updateApplication(tx, row, { archived_at: null }, now)
      return succeeded(id)
    case 'move': {
      const place = placeIn(row, named, body)
      return place === null ? succeeded(id) : moveOne(ctx, tx, actor, { row, body, place })
    }
  }
}

async function moveOne(
  ctx: Ctx,
  tx: Tx,
  actor: Actor,
  one: { row: ApplicationRow; body: Extract<Body, { action: 'move' }>; place: Place },
): Promise<Result> {
  const { row, body, place } = one
  const history = await store.historyOf(tx, row.user_id, row.id)
  const at = body.status_at === undefined ? null : isoOf(Date.parse(body.status_at))
  const plan = planMove(history, place, { at, now: ctx.clock.iso() }, movedOf(row))
  const refused = refusalOf(plan)
  if (refused !== null) return failed(row.id, refused.refusal)
  if (plan.kind !== 'change') return succeeded(row.id)
  await store.carryOutSteps(tx, plan.steps, { ...recordOf(ctx, actor, row), note: body.note ?? null })
  const cleared = plan.consequences.includes('next_action_cleared') ? { next_action: null, next_action_at: null } : {}
  await rederive(ctx, tx, row, cleared)
  return succeeded(row.id)
}

function succeeded(id: string): Result {
  return { id, ok: true, code: null, message: null }
}

function failed(id: string, refusal: Refusal): Result {
  return { id, ok: false, code: refusal.code, message: refusal.message }
}
