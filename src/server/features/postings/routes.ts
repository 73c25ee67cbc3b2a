import * as imports from '#contract/posting-import.ts'
import * as endpoints from '#contract/postings.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { importList, previewList } from './import-list.ts'
import { importOne, preview } from './import.ts'
import { enqueueMatching } from './matching.ts'
import { create, remove, update } from './own.ts'
import { get, list } from './read.ts'
import type { ApplicationsOf } from './read.ts'
import { hiddenCompanies, hide, setState, setStates, show } from './state.ts'
import type { Actor } from '#platform/actor.ts'
import type { BoardCtx } from './tables.ts'

/** The routes of postings, over what the applications slice knows of who applied where. */
export function postingRoutes(applicationsOf: ApplicationsOf): Route<BoardCtx>[] {
  return [
    route(endpoints.listJobs, (ctx: BoardCtx, actor, { query }) => list(ctx, actor, query, applicationsOf)),
    route(endpoints.getJob, (ctx: BoardCtx, actor, { params }) => get(ctx, actor, params.id, applicationsOf)),
    route(endpoints.createJob, (ctx: BoardCtx, actor, { body }) =>
      matched(ctx, actor, create(ctx, actor, body, applicationsOf)),
    ),
    route(endpoints.updateJob, (ctx: BoardCtx, actor, { params, body, info }) =>
      matched(ctx, actor, update(ctx, actor, { id: params.id, body, if_match: info.if_match }, applicationsOf)),
    ),
    route(endpoints.deleteJob, (ctx: BoardCtx, actor, { params, info }) =>
      remove(ctx, actor, { id: params.id, if_match: info.if_match }, applicationsOf),
    ),
    route(endpoints.putJobState, (ctx: BoardCtx, actor, { params, body }) =>
      setState(ctx, actor, { id: params.id, change: body }, applicationsOf),
    ),
    route(endpoints.bulkJobState, (ctx: BoardCtx, actor, { body }) => setStates(ctx, actor, body)),
    route(endpoints.listHiddenCompanies, (ctx: BoardCtx, actor) => hiddenCompanies(ctx, actor)),
    route(endpoints.hideCompany, (ctx: BoardCtx, actor, { body }) => hide(ctx, actor, body.company)),
    route(endpoints.showCompany, (ctx: BoardCtx, actor, { params }) => show(ctx, actor, params.id)),
    route(imports.importJob, (ctx: BoardCtx, actor, { body }) =>
      matched(ctx, actor, importOne(ctx, actor, body, applicationsOf)),
    ),
    route(imports.previewImport, (ctx: BoardCtx, actor, { body }) => preview(ctx, actor, body)),
    route(imports.importJobList, (ctx: BoardCtx, actor, { body }) => matched(ctx, actor, importList(ctx, actor, body))),
    route(imports.previewImportList, (ctx: BoardCtx, actor, { body }) => previewList(ctx, actor, body)),
  ]
}

async function matched<Answer>(ctx: BoardCtx, actor: Actor, writing: Promise<Answer>): Promise<Answer> {
  const answer = await writing
  await ctx.db.as(actor, (tx) => enqueueMatching(ctx, tx, { user_id: actor.user_id }))
  return answer
}
