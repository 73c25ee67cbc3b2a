import * as feedback from '#contract/feedback.ts'
import { getMatchRenewal, listMatchShares } from '#contract/match-weights.ts'
import { listRecommendations } from '#contract/recommendations.ts'
import { renewalOf } from '#features/postings/index.ts'
import type { ApplicationsOf, BoardCtx } from '#features/postings/index.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { giveFeedback, readFeedback, takeBackFeedback } from './feedback.ts'
import { recommend, shares } from './recommend.ts'

/** The routes of recommendations and feedback, over what the applications slice knows of who applied where. */
export function recommendationRoutes(applicationsOf: ApplicationsOf): Route<BoardCtx>[] {
  return [
    route(listRecommendations, (ctx: BoardCtx, actor, { query }) => recommend(ctx, actor, query.limit, applicationsOf)),
    route(listMatchShares, (ctx: BoardCtx, actor, { query }) => shares(ctx, actor, query.limit)),
    route(getMatchRenewal, (ctx: BoardCtx, actor) => ctx.db.as(actor, (tx) => renewalOf(ctx, tx, actor.user_id))),
    route(feedback.getFeedback, (ctx: BoardCtx, actor, { params }) => readFeedback(ctx, actor, params.id)),
    route(feedback.putFeedback, (ctx: BoardCtx, actor, { params, body }) =>
      giveFeedback(ctx, actor, { ...body, id: params.id }),
    ),
    route(feedback.deleteFeedback, (ctx: BoardCtx, actor, { params }) => takeBackFeedback(ctx, actor, params.id)),
  ]
}
