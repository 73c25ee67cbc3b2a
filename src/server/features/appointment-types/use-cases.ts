import { MOST_TYPES, slugTaken, tooManyTypes } from '#contract/appointment-types.ts'
import type { AppointmentType, TypeInput, TypePatch } from '#contract/appointment-types.ts'
import { notFound, staleVersion } from '#contract/endpoint.ts'
import { slugOf } from '#domain/appointments/answers.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse, refuseField } from '#platform/errors.ts'
import { recorded } from '#features/undo/index.ts'
import * as store from './store.ts'
import type { TypeRow } from './store.ts'

type WithUndo<T> = T & { undo_id: string | null }

export async function list(ctx: Ctx, actor: Actor): Promise<{ items: AppointmentType[] }> {
  return { items: await ctx.db.as(actor, (tx) => store.typesOf(tx, actor)) }
}

export async function get(ctx: Ctx, actor: Actor, id: string): Promise<AppointmentType> {
  return ctx.db.as(actor, async (tx) => (await store.findType(tx, actor, id)) ?? refuse(notFound))
}

export async function create(ctx: Ctx, actor: Actor, input: TypeInput): Promise<WithUndo<AppointmentType>> {
  return ctx.db.as(actor, async (tx) => {
    await store.takeTurn(tx, actor.user_id)
    const others = await store.typesOf(tx, actor)
    if (others.length >= MOST_TYPES) return refuse(tooManyTypes)
    const now = ctx.clock.iso()
    const row: TypeRow = {
      ...input,
      ...{ id: ctx.id(), user_id: actor.user_id, firm_id: actor.firm_id },
      slug: input.slug === undefined ? freeSlug(others, slugOf(input.title)) : takenRefused(others, input.slug),
      ...{ created_at: now, updated_at: now, version: 1 },
    }
    const change = written(actor, row, 'appointment_type_created', 'added')
    const { undo_id } = await recorded(ctx, tx, change, () => store.insertType(tx, row))
    return { ...row, undo_id }
  })
}

interface Target {
  readonly id: string
  readonly version: number | null
}

export async function update(
  ctx: Ctx,
  actor: Actor,
  target: Target,
  { version: _, ...patch }: TypePatch,
): Promise<WithUndo<AppointmentType>> {
  return ctx.db.as(actor, async (tx) => {
    await store.takeTurn(tx, actor.user_id)
    const row = await lock(tx, actor, target)
    const named = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
    if (Object.keys(named).length === 0) return { ...row, undo_id: null }
    if (patch.slug !== undefined) {
      const others = await store.typesOf(tx, actor)
      takenRefused(
        others.filter(({ id }) => id !== row.id),
        patch.slug,
      )
    }
    const next: TypeRow = { ...row, ...named, updated_at: ctx.clock.iso(), version: row.version + 1 }
    const change = written(actor, row, 'appointment_type_changed', 'changed')
    const { undo_id } = await recorded(ctx, tx, change, () => store.replaceType(tx, next))
    return { ...next, undo_id }
  })
}

export async function remove(ctx: Ctx, actor: Actor, target: Target): Promise<WithUndo<{ id: string }>> {
  return ctx.db.as(actor, async (tx) => {
    const row = await lock(tx, actor, target)
    const change = written(actor, row, 'appointment_type_deleted', 'deleted')
    const { undo_id } = await recorded(ctx, tx, change, () => store.markDeleted(tx, row, ctx.clock.iso()))
    return { id: row.id, undo_id }
  })
}

async function lock(tx: Tx, actor: Actor, { id, version }: Target): Promise<TypeRow> {
  const row = (await store.lockType(tx, actor, id)) ?? refuse(notFound)
  return version !== null && version !== row.version ? refuse(staleVersion) : row
}

function takenRefused(others: readonly TypeRow[], slug: string): string {
  return others.some((one) => one.slug === slug) ? refuseField(slugTaken, 'slug') : slug
}

/** The name itself, or with the first number behind it that nobody has. */
function freeSlug(others: readonly TypeRow[], slug: string): string {
  const taken = new Set(others.map((one) => one.slug))
  const names = [slug, ...Array.from({ length: MOST_TYPES }, (_, at) => `${slug.slice(0, 57)}-${at + 2}`)]
  return names.find((name) => !taken.has(name)) ?? refuseField(slugTaken, 'slug')
}

const written = (actor: Actor, row: TypeRow, kind: string, how: string) => ({
  ...{ user_id: actor.user_id, kind, label: `“${row.title}” ${how}` },
  scope: [{ table: 'appointment_types', column: 'id', ids: [row.id] }] as const,
})
