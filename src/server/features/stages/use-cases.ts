import type { z } from 'zod'
import { notFound, staleVersion } from '#contract/endpoint.ts'
import {
  STATUSES,
  stageInUse,
  stageNameTaken,
  stageOfOtherStatus,
  tooManyStages,
  unknownStage,
} from '#contract/stages.ts'
import type { Stage, createStage, updateStage } from '#contract/stages.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse, refuseField } from '#platform/errors.ts'
import { recorded } from '#features/undo/index.ts'
import { columnsOf } from './places.ts'
import type { StageRow } from './store.ts'
import * as store from './store.ts'

/** What the stages need from the applications that stand in them. */
export interface Standing {
  /** Applications on the board, by column key. */
  counts(tx: Tx, user_id: string): Promise<ReadonlyMap<string, number>>
  /** Whether any application stands in a stage, in the archive too. */
  inUse(tx: Tx, user_id: string, stage_id: string): Promise<boolean>
  /** Moves applications and history rows from one stage to another (null: the status itself); gives the applications. */
  restage(tx: Tx, user_id: string, from: string, to: string | null): Promise<string[]>
  /** Everything that `restage` may alter. */
  touched(tx: Tx, user_id: string, stage_id: string): Promise<string[]>
  /** Tells open screens that the columns changed, and which applications with them. */
  announce(ctx: Ctx, tx: Tx, user_id: string, application_ids: readonly string[]): Promise<void>
}

const MOST = 30

export async function list(ctx: Ctx, actor: Actor, standing: Standing): Promise<{ items: Stage[] }> {
  return ctx.db.as(actor, async (tx) => {
    const counts = await standing.counts(tx, actor.user_id)
    const columns = columnsOf(await store.ownStages(tx, actor.user_id))
    return { items: columns.map((column) => ({ ...column, count: counts.get(column.key) ?? 0 })) }
  })
}

export async function create(
  ctx: Ctx,
  actor: Actor,
  body: z.output<typeof createStage.body>,
  standing: Standing,
): Promise<Stage> {
  return ctx.db.as(actor, async (tx) => {
    await store.takeTurn(tx, actor.user_id)
    const own = await store.ownStages(tx, actor.user_id)
    if (own.length >= MOST) return refuse(tooManyStages)
    if (await store.nameTaken(tx, actor.user_id, body.name, null)) return refuse(stageNameTaken)
    const last = own.filter((row) => row.status === body.status).reduce((most, row) => Math.max(most, row.position), 0)
    const row = { id: ctx.id(), name: body.name, status: body.status, position: body.position ?? last + 1 }
    await store.insertStage(tx, actor.user_id, row, ctx.clock.iso())
    await standing.announce(ctx, tx, actor.user_id, [])
    return { ...row, key: row.id, version: 1, count: 0 }
  })
}

export async function update(
  ctx: Ctx,
  actor: Actor,
  change: { id: string; body: z.output<typeof updateStage.body>; version: number | null },
  standing: Standing,
): Promise<Stage> {
  return ctx.db.as(actor, async (tx) => {
    await store.takeTurn(tx, actor.user_id)
    const stage = (await store.lockStage(tx, actor.user_id, change.id)) ?? refuse(notFound)
    const { body } = change
    if ((change.version ?? stage.version) !== stage.version) return refuse(staleVersion)
    if (body.name !== undefined && (await store.nameTaken(tx, actor.user_id, body.name, stage.id)))
      return refuse(stageNameTaken)
    const next: StageRow = { ...stage, name: body.name ?? stage.name, position: body.position ?? stage.position }
    if (!(await store.updateStage(tx, actor.user_id, next, ctx.clock.iso()))) return refuse(staleVersion)
    await standing.announce(ctx, tx, actor.user_id, [])
    const counts = await standing.counts(tx, actor.user_id)
    return { ...next, key: next.id, version: next.version + 1, count: counts.get(next.id) ?? 0 }
  })
}

/** Deletes a stage. What stands or stood in it moves to another stage of the same status, or to the status itself. */
export async function remove(
  ctx: Ctx,
  actor: Actor,
  input: { id: string; move_to: string | undefined; version: number | null },
  standing: Standing,
): Promise<{ id: string; moved: number; undo_id: string | null }> {
  return ctx.db.as(actor, async (tx) => {
    const stage = (await store.lockStage(tx, actor.user_id, input.id)) ?? refuse(notFound)
    if ((input.version ?? stage.version) !== stage.version) return refuse(staleVersion)
    const inUse = await standing.inUse(tx, actor.user_id, stage.id)
    if (inUse && input.move_to === undefined) return refuse(stageInUse)
    const target = await targetOf(tx, actor.user_id, stage, input.move_to)
    const ids = await standing.touched(tx, actor.user_id, stage.id)
    const change = {
      user_id: actor.user_id,
      kind: 'stage_deleted',
      label: `Stage ${stage.name} deleted`,
      scope: [
        { table: 'stages', column: 'id', ids: [stage.id] },
        { table: 'applications', column: 'id', ids },
        { table: 'application_history', column: 'application_id', ids },
      ] as const,
    }
    const { result, undo_id } = await recorded(ctx, tx, change, async () => {
      const moved = await standing.restage(tx, actor.user_id, stage.id, target)
      await store.deleteStage(tx, actor.user_id, stage.id)
      return moved
    })
    await standing.announce(ctx, tx, actor.user_id, result)
    return { id: stage.id, moved: result.length, undo_id }
  })
}

async function targetOf(tx: Tx, user_id: string, stage: StageRow, move_to: string | undefined): Promise<string | null> {
  if (move_to === undefined || move_to === stage.status) return null
  if (STATUSES.some((status) => status === move_to)) return refuseField(stageOfOtherStatus, 'move_to')
  const own = await store.ownStages(tx, user_id)
  const target = own.find((row) => row.id === move_to && row.id !== stage.id) ?? refuseField(unknownStage, 'move_to')
  return target.status === stage.status ? target.id : refuseField(stageOfOtherStatus, 'move_to')
}
