import {
  createApplication,
  deleteApplication,
  listApplications,
  readApplication,
  updateApplication,
} from '#contract/applications.ts'
import { bulkChange, findSimilar, readBoard, readSummary } from '#contract/application-board.ts'
import { correctHistory, deleteHistory, listHistory, listStays, readTimeline } from '#contract/application-history.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { bulk } from './bulk.ts'
import { change, correct, remove, removeEntry } from './change.ts'
import { create, similar } from './create.ts'
import { board, list, stays, summary } from './read.ts'
import { present, requireApplication } from './settle.ts'
import { historyOf, presentHistory } from './store.ts'
import { timeline } from './timeline.ts'

export const routes: Route[] = [
  route(createApplication, (ctx, actor, { body }) => create(ctx, actor, body)),
  route(listApplications, (ctx, actor, { query }) => list(ctx, actor, query)),
  route(readBoard, (ctx, actor, { query }) => board(ctx, actor, query)),
  route(listStays, (ctx, actor, { query }) => stays(ctx, actor, query)),
  route(readSummary, (ctx, actor, { query }) => summary(ctx, actor, query)),
  route(findSimilar, (ctx, actor, { query }) => similar(ctx, actor, query)),
  route(bulkChange, (ctx, actor, { body }) => bulk(ctx, actor, body)),
  route(readApplication, (ctx, actor, { params }) => ctx.db.as(actor, (tx) => present(ctx, tx, actor, params.id))),
  route(updateApplication, (ctx, actor, { params, body, info }) =>
    change(ctx, actor, { id: params.id, version: info.if_match ?? body.version ?? null }, body),
  ),
  route(deleteApplication, (ctx, actor, { params, info }) =>
    remove(ctx, actor, { id: params.id, version: info.if_match }),
  ),
  route(listHistory, (ctx, actor, { params }) =>
    ctx.db.as(actor, async (tx) => {
      await requireApplication(tx, actor, params.id)
      return { items: presentHistory(await historyOf(tx, actor.user_id, params.id)) }
    }),
  ),
  route(correctHistory, (ctx, actor, { params, body }) => correct(ctx, actor, params, body)),
  route(deleteHistory, (ctx, actor, { params }) => removeEntry(ctx, actor, params)),
  route(readTimeline, (ctx, actor, { params }) => timeline(ctx, actor, params.id)),
]
