import * as endpoints from '#contract/duplicates.ts'
import type { ApplicationsOf, BoardCtx } from '#features/postings/index.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { merge, read, tellApart, unmerge } from './use-cases.ts'

/** The routes about postings that are one, over what the applications slice knows of who applied where. */
export function duplicateRoutes(applicationsOf: ApplicationsOf): Route<BoardCtx>[] {
  return [
    route(endpoints.getDuplicates, (ctx: BoardCtx, actor, { params }) => read(ctx, actor, params.id, applicationsOf)),
    route(endpoints.mergeJobs, (ctx: BoardCtx, actor, { params, body }) =>
      merge(ctx, actor, { id: params.id, other_id: body.job_id }, applicationsOf),
    ),
    route(endpoints.unmergeJobs, (ctx: BoardCtx, actor, { params, body }) =>
      unmerge(ctx, actor, { id: params.id, member_id: body.member_id }, applicationsOf),
    ),
    route(endpoints.tellApart, (ctx: BoardCtx, actor, { params, body }) =>
      tellApart(ctx, actor, { id: params.id, other_id: body.job_id, distinct: body.distinct }),
    ),
  ]
}
