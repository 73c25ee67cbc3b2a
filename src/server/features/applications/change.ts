import type { z } from 'zod'
import type { ApplicationChange, updateApplication } from '#contract/applications.ts'
import type { correctHistory } from '#contract/application-history.ts'
import { notFound } from '#contract/endpoint.ts'
import type { Place } from '#domain/applications/history.ts'
import { planCorrection, planMove, planRemoval } from '#domain/applications/move.ts'
import type { Moved, Plan } from '#domain/applications/move.ts'
import { companyKey } from '#domain/applications/similar.ts'
import type { Actor } from '#platform/actor.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { nameOf, ownStages, placeOf } from '#features/stages/index.ts'
import { recorded } from '#features/undo/index.ts'
import type { Scope } from '#features/undo/index.ts'
import { appliedBefore, checkSalary } from './create.ts'
import { markPosting, announce, consequencesOf, lock, present, rederive, stepsOf } from './settle.ts'
import * as store from './store.ts'
import type { ApplicationRow } from './tables.ts'

type Changed = z.input<typeof updateApplication.response>
type Corrected = z.input<typeof correctHistory.response>

/** Changes an application's fields, moves it, or both: one change, one undo. */
export async function change(
  ctx: Ctx,
  actor: Actor,
  target: { id: string; version: number | null },
  body: ApplicationChange,
): Promise<Changed> {
  return ctx.db.as(actor, async (tx) => {
    // The stage is held before the application, in the order in which deleting a stage takes them.
    const named = await placeOf(tx, actor.user_id, body)
    const row = await lock(tx, actor, target)
    const place = placeIn(row, named, body)
    const plan = place === null ? { kind: 'nothing' as const } : await moveOf(ctx, tx, row, place, body.status_at)
    const { steps, consequences } = stepsOf(plan)
    const cleared = consequences.includes('next_action_cleared') ? { next_action: null, next_action_at: null } : {}
    const fields = { ...cleared, ...fieldsOf(body, ctx.clock.iso()) }
    checkSalary({ ...row, ...fields })
    const note = body.note ?? null
    const nothing = steps.length === 0 && note === null && Object.keys(fields).length === 0
    if (nothing) return { ...(await present(ctx, tx, actor, row.id)), undo_id: null, consequences: [], warnings: [] }
    const label = await labelOf(tx, row, steps.length > 0 ? place : null)
    const kind = steps.length > 0 ? 'application_moved' : 'application_changed'
    const { result: next, undo_id } = await recorded(ctx, tx, { ...about(row), kind, label }, async () => {
      const inserts = steps.some((step) => step.step === 'insert')
      await store.carryOutSteps(tx, steps, { ...recordOf(ctx, actor, row), note })
      if (note !== null && !inserts) await addNote(ctx, tx, row, note)
      return rederive(ctx, tx, row, fields)
    })
    await tell(ctx, tx, row, next)
    const warnings = consequences.includes('applied_recorded') ? await appliedBefore(tx, next) : []
    return { ...(await present(ctx, tx, actor, row.id)), undo_id, consequences: consequencesOf(plan), warnings }
  })
}

/** Deletes an application: out of every list at once, out of the database after 30 days. */
export async function remove(
  ctx: Ctx,
  actor: Actor,
  target: { id: string; version: number | null },
): Promise<{ id: string; undo_id: string | null }> {
  return ctx.db.as(actor, async (tx) => {
    const row = await lock(tx, actor, target)
    const change = { ...about(row), kind: 'application_deleted', label: `${row.company} deleted` }
    const deleted_at = ctx.clock.iso()
    const { undo_id } = await recorded(ctx, tx, change, () =>
      store.updateApplication(tx, row, { deleted_at }, deleted_at),
    )
    await markPosting(ctx, tx, { ...row, deleted_at })
    await announce(ctx, tx, actor.user_id, { kind: 'deleted', application_ids: [row.id] })
    return { id: row.id, undo_id }
  })
}

/** Corrects the date or the note of a history entry. */
export async function correct(
  ctx: Ctx,
  actor: Actor,
  target: { id: string; entry_id: string },
  body: z.output<typeof correctHistory.body>,
): Promise<Corrected> {
  return revise(ctx, actor, target, { label: 'history corrected', note: body.note }, (history, moved) =>
    body.at === undefined
      ? { kind: 'nothing' }
      : planCorrection(history, target.entry_id, { at: isoOf(Date.parse(body.at)), now: ctx.clock.iso() }, moved),
  )
}

/** Removes a history entry that never happened. */
export async function removeEntry(
  ctx: Ctx,
  actor: Actor,
  target: { id: string; entry_id: string },
): Promise<Corrected> {
  return revise(ctx, actor, target, { label: 'history entry removed', note: undefined }, (history, moved) =>
    planRemoval(history, target.entry_id, moved),
  )
}

async function revise(
  ctx: Ctx,
  actor: Actor,
  target: { id: string; entry_id: string },
  what: { label: string; note: string | null | undefined },
  planOf: (history: Awaited<ReturnType<typeof store.historyOf>>, moved: Moved) => Plan | null,
): Promise<Corrected> {
  return ctx.db.as(actor, async (tx) => {
    const row = await lock(tx, actor, { id: target.id, version: null })
    const history = await store.historyOf(tx, actor.user_id, row.id)
    if (!history.some((entry) => entry.id === target.entry_id)) return refuse(notFound)
    const plan = planOf(history, movedOf(row)) ?? refuse(notFound)
    const { steps } = stepsOf(plan)
    const change = { ...about(row), kind: 'history_corrected', label: `${row.company}: ${what.label}` }
    const { undo_id, result: next } = await recorded(ctx, tx, change, async () => {
      await store.carryOutSteps(tx, steps, { ...recordOf(ctx, actor, row), note: null })
      const entry = { user_id: actor.user_id, id: target.entry_id }
      if (what.note !== undefined)
        await store.updateHistory(tx, entry, { note: what.note, corrected_at: ctx.clock.iso() })
      return rederive(ctx, tx, row)
    })
    await tell(ctx, tx, row, next)
    const items = store.presentHistory(await store.historyOf(tx, actor.user_id, row.id))
    const application = await present(ctx, tx, actor, row.id)
    return { items, application, undo_id, consequences: consequencesOf(plan) }
  })
}

/**
 * Where a request moves an application: to the place that it names; with `stage_id` null out of its own stage; with
 * a date alone to where it stands, so that the date is corrected. Null: it is no move.
 */
export function placeIn(
  row: ApplicationRow,
  named: Place | null,
  body: { stage_id?: string | null | undefined; status_at?: string | undefined },
): Place | null {
  if (named !== null) return named
  if (body.stage_id === null) return { status: row.status, stage_id: null }
  return body.status_at === undefined ? null : { status: row.status, stage_id: row.stage_id }
}

/** The plan of a move of an application that is locked. */
export async function moveOf(
  ctx: Ctx,
  tx: Tx,
  row: ApplicationRow,
  place: Place,
  status_at: string | undefined,
): Promise<Plan> {
  const history = await store.historyOf(tx, row.user_id, row.id)
  const at = status_at === undefined ? null : isoOf(Date.parse(status_at))
  return planMove(history, place, { at, now: ctx.clock.iso() }, movedOf(row))
}

/** What a new history row of this change says of itself. */
export function recordOf(ctx: Ctx, actor: Actor, row: ApplicationRow) {
  return {
    id: ctx.id(),
    user_id: row.user_id,
    application_id: row.id,
    recorded_at: ctx.clock.iso(),
    by_user_id: actor.user_id,
  }
}

export function movedOf(row: ApplicationRow): Moved {
  return {
    has_posting: row.posting_id !== null,
    has_next_action: row.next_action !== null || row.next_action_at !== null,
  }
}

function about(row: ApplicationRow): { user_id: string; scope: Scope[] } {
  return {
    user_id: row.user_id,
    scope: [
      { table: 'applications', column: 'id', ids: [row.id] },
      { table: 'application_history', column: 'application_id', ids: [row.id] },
      { table: 'application_notes', column: 'application_id', ids: [row.id] },
    ],
  }
}

async function labelOf(tx: Tx, row: ApplicationRow, place: Place | null): Promise<string> {
  if (place === null) return `${row.company} changed`
  return `${row.company} moved to ${nameOf(place, await ownStages(tx, row.user_id))}`
}

async function addNote(ctx: Ctx, tx: Tx, row: ApplicationRow, text: string): Promise<void> {
  const now = ctx.clock.iso()
  await store.insertNote(tx, {
    id: ctx.id(),
    user_id: row.user_id,
    application_id: row.id,
    text,
    created_at: now,
    updated_at: now,
    version: 1,
  })
}

async function tell(ctx: Ctx, tx: Tx, row: ApplicationRow, next: ApplicationRow): Promise<void> {
  const kind = next.status === row.status && next.stage_id === row.stage_id ? 'edited' : 'moved'
  const change = { kind, application_ids: [row.id], status: next.status, previous_status: row.status } as const
  await announce(ctx, tx, row.user_id, change)
}

// Only what was sent: an absent field stays, null empties it.
function fieldsOf(body: ApplicationChange, now: string): Partial<ApplicationRow> {
  const { status, stage_id, status_at, note, archived, version, company, next_action_at, ...rest } = body
  void [status, stage_id, status_at, note, version]
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return {
    ...given,
    ...(company === undefined ? {} : { company, company_key: companyKey(company) }),
    ...(next_action_at === undefined ? {} : { next_action_at }),
    ...(archived === undefined ? {} : { archived_at: archived ? now : null }),
  }
}
