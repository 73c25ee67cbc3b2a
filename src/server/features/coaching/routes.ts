import * as contract from '#contract/coaching.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import type { BoardCtx } from '#features/postings/index.ts'
import { applications, jobs, profile, seeker, seekers } from './use-cases.ts'

export const routes: readonly Route<BoardCtx>[] = [
  route(contract.listSeekers, (ctx: BoardCtx, actor, { query }) => seekers(ctx, actor, query)),
  route(contract.readSeeker, (ctx: BoardCtx, actor, { params }) => seeker(ctx, actor, params.user_id)),
  route(contract.listSeekerApplications, (ctx: BoardCtx, actor, { params, query }) =>
    applications(ctx, actor, { ...params, page: query }),
  ),
  route(contract.listSeekerJobs, (ctx: BoardCtx, actor, { params, query }) =>
    jobs(ctx, actor, { ...params, page: query }),
  ),
  route(contract.readSeekerProfile, (ctx: BoardCtx, actor, { params }) => profile(ctx, actor, params.user_id)),
]
