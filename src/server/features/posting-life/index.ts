import { listJobEdits } from '#contract/posting-life.ts'
import type { JobBoards } from '#domain/postings/job-board-port.ts'
import type { Ctx } from '#platform/ctx.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { editsOf } from './evidence.ts'

export { LIFE_CONDITIONS } from './conditions.ts'
export { presentLife } from './evidence.ts'
export { livesOf, marksOf } from './facts.ts'
export type { Life } from './facts.ts'
export { insertEdits, keepAbsences, keepEdits } from './keep.ts'

interface BoardCtx extends Ctx {
  readonly boards: JobBoards
}

/** The route to what was edited, over what sources are called. */
export function lifeRoutes(nameOf: (boards: JobBoards, source_id: string) => string): Route<BoardCtx>[] {
  return [
    route(listJobEdits, (ctx: BoardCtx, actor, { params, query }) =>
      editsOf(ctx, actor, { ...query, id: params.id, nameOf: (source_id) => nameOf(ctx.boards, source_id) }),
    ),
  ]
}
