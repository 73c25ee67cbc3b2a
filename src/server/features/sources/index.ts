import * as endpoints from '#contract/sources.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import type { BoardCtx } from '#features/postings/index.ts'
import * as use from './use-cases.ts'

export { jobs } from './run.ts'
export { sealedColumns } from './settings.ts'

export const routes: readonly Route<BoardCtx>[] = [
  route(endpoints.listSources, (ctx: BoardCtx, actor) => use.list(ctx, actor)),
  route(endpoints.createSource, (ctx: BoardCtx, actor, { body }) => use.follow(ctx, actor, body)),
  route(endpoints.getSourceRun, (ctx: BoardCtx, actor, { params }) => use.getRun(ctx, actor, params.run_id)),
  route(endpoints.getSource, (ctx: BoardCtx, actor, { params }) => use.get(ctx, actor, params.id)),
  route(endpoints.updateSource, (ctx: BoardCtx, actor, { params, body }) => use.change(ctx, actor, params.id, body)),
  route(endpoints.deleteSource, (ctx: BoardCtx, actor, { params }) => use.unfollow(ctx, actor, params.id)),
  route(endpoints.runSource, (ctx: BoardCtx, actor, { params }) => use.run(ctx, actor, params.id)),
  route(endpoints.listSourceRuns, (ctx: BoardCtx, actor, { params, query }) => use.runs(ctx, actor, params.id, query)),
]
