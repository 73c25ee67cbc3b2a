import { createStage, deleteStage, listStages, updateStage } from '#contract/stages.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { create, list, remove, update } from './use-cases.ts'
import type { Standing } from './use-cases.ts'

export { columnsOf, nameOf, placeOf } from './places.ts'
export type { Column } from './places.ts'
export { ownStages } from './store.ts'
export type { Standing } from './use-cases.ts'

/** The routes of stages, over what the applications slice knows of who stands where. */
export function stageRoutes(standing: Standing): Route[] {
  return [
    route(listStages, (ctx, actor) => list(ctx, actor, standing)),
    route(createStage, (ctx, actor, { body }) => create(ctx, actor, body, standing)),
    route(updateStage, (ctx, actor, { params, body, info }) =>
      update(ctx, actor, { id: params.id, body, version: info.if_match ?? body.version ?? null }, standing),
    ),
    route(deleteStage, (ctx, actor, { params, query, info }) =>
      remove(ctx, actor, { id: params.id, move_to: query.move_to, version: info.if_match }, standing),
    ),
  ]
}
