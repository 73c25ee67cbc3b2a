import * as contract from '#contract/match-weights.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { change, read, reset } from './use-cases.ts'
import type { WeightsHook } from './use-cases.ts'

/** The routes of the weights, over what works scores out again. */
export const matchWeightRoutes = (changed: WeightsHook): readonly Route[] => [
  route(contract.getMatchWeights, (ctx, actor) => read(ctx, actor)),
  route(contract.putMatchWeights, (ctx, actor, { body, info }) =>
    change(ctx, actor, { ...body, if_match: info.if_match }, changed),
  ),
  route(contract.resetMatchWeights, (ctx, actor) => reset(ctx, actor, changed)),
]
