import { sql } from 'kysely'
import { z } from 'zod'
import type { listApplications } from '#contract/applications.ts'
import type { readBoard, readSummary } from '#contract/application-board.ts'
import type { listStays } from '#contract/application-history.ts'
import { STATUSES, unknownStage } from '#contract/stages.ts'
import { staysOf } from '#domain/applications/history.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Reader } from '#platform/db/db.ts'
import { refuseField } from '#platform/errors.ts'
import { decodeCursor, encodeCursor, toPage } from '#platform/serve/cursor.ts'
import { columnsOf, ownStages } from '#features/stages/index.ts'
import { historiesOf, replyDays } from './store.ts'
import * as views from './views.ts'
import type { Filter } from './views.ts'

const Cursor = z.tuple([z.string(), z.uuid()])

/** A page of the person's applications. */
export async function list(
  ctx: Ctx,
  actor: Reader,
  query: z.output<typeof listApplications.query>,
): Promise<z.input<typeof listApplications.response>> {
  const { cursor, limit, sort, ...filter } = query
  const scope = `applications ${sort} ${JSON.stringify(filter)}`
  const after = decodeCursor(ctx.secrets, scope, cursor, Cursor)
  const viewer = viewerOf(ctx, actor)
  return ctx.db.as(actor, async (tx) => {
    const rows = await views.listApplications(tx, viewer, { filter, sort, after, limit })
    const total = await views.countApplications(tx, viewer, filter)
    return { ...toPage(rows, limit, (row) => encodeCursor(ctx.secrets, scope, [row.sort_key, row.id])), total }
  })
}

/** A page of the person's applications with where each stood from when to when. */
export async function stays(
  ctx: Ctx,
  actor: Actor,
  query: z.output<typeof listStays.query>,
): Promise<z.input<typeof listStays.response>> {
  const page = await list(ctx, actor, { ...query, sort: '-status_at' })
  return ctx.db.as(actor, async (tx) => {
    const histories = await historiesOf(
      tx,
      actor.user_id,
      page.items.map((item) => item.id),
    )
    const items = page.items.map(({ id, company, title, status }) => {
      const history = histories.get(id)
      return { id, company, title, status, stays: history === undefined ? [] : staysOf(history, ctx.clock.iso()) }
    })
    return { ...page, items }
  })
}

/** The board: every column with its count and first cards, or the next cards of one. */
export async function board(
  ctx: Ctx,
  actor: Actor,
  query: z.output<typeof readBoard.query>,
): Promise<z.input<typeof readBoard.response>> {
  const { column: key, cursor, limit, ...filter } = query
  const viewer = viewerOf(ctx, actor)
  return ctx.db.as(actor, async (tx) => {
    const columns = columnsOf(await ownStages(tx, actor.user_id))
    const counts = await views.boardCounts(tx, viewer, filter)
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    const cursorOf = (name: string) => (row: views.Listed) =>
      encodeCursor(ctx.secrets, scopeOf(name, filter), [row.sort_key, row.id])
    if (key !== undefined) {
      const column = columns.find((one) => one.key === key) ?? refuseField(unknownStage, 'column')
      const after = decodeCursor(ctx.secrets, scopeOf(key, filter), cursor, Cursor)
      const page = { filter: { ...filter, column }, sort: '-status_at' as const, after, limit }
      const rows = await views.listApplications(tx, viewer, page)
      return { columns: [{ ...column, count: counts.get(key) ?? 0, ...toPage(rows, limit, cursorOf(key)) }], total }
    }
    const cards = Map.groupBy(await views.boardCards(tx, viewer, filter, limit), (row) => row.stage_id ?? row.status)
    const filled = columns.map((column) => ({
      ...column,
      count: counts.get(column.key) ?? 0,
      ...toPage(cards.get(column.key) ?? [], limit, cursorOf(column.key)),
    }))
    return { columns: filled, total }
  })
}

/** Counts, and what needs attention today. */
export async function summary(
  ctx: Ctx,
  actor: Actor,
  query: z.output<typeof readSummary.query>,
): Promise<z.input<typeof readSummary.response>> {
  const viewer = viewerOf(ctx, actor)
  const until = views.daysFrom(viewer.now, query.days)
  return ctx.db.as(actor, async (tx) => {
    const counts = await views.boardCounts(tx, viewer, {})
    const own = columnsOf(await ownStages(tx, actor.user_id))
    const by_status = STATUSES.map((status) => ({
      status,
      count: own
        .filter((column) => column.status === status)
        .reduce((sum, column) => sum + (counts.get(column.key) ?? 0), 0),
    }))
    const open = sql`a.archived_at IS NULL AND a.closed_at IS NULL`
    const find = (where: ReturnType<typeof sql>, order: ReturnType<typeof sql>) =>
      views.findApplications(tx, viewer, sql`${open} AND ${where}`, order)
    return {
      total: by_status.reduce((sum, one) => sum + one.count, 0),
      by_status,
      due: await find(sql`a.next_action_at < ${until}`, sql`a.next_action_at, a.id`),
      interviews: await find(
        sql`EXISTS (SELECT 1 FROM interviews i WHERE i.application_id = a.id AND i.outcome = 'pending' AND i.start_time BETWEEN ${viewer.now} AND ${until})`,
        sql`(SELECT min(i.start_time) FROM interviews i WHERE i.application_id = a.id AND i.start_time >= ${viewer.now}), a.id`,
      ),
      silent: await find(
        sql`a.status = 'applied' AND a.first_reply_at IS NULL AND a.status_at <= ${views.daysFrom(viewer.now, -query.silent_days)}`,
        sql`a.status_at, a.id`,
      ),
      offers: await find(sql`a.status = 'offer'`, sql`offer_deadline_at NULLS LAST, a.id`),
      reply_days: await replyDays(tx, actor.user_id),
    }
  })
}

export function viewerOf(ctx: Ctx, actor: Reader): views.Viewer {
  return { user_id: actor.user_id, now: ctx.clock.iso() }
}

function scopeOf(column: string, filter: Filter): string {
  return `board ${column} ${JSON.stringify(filter)}`
}
