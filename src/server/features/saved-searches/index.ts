import * as endpoints from '#contract/saved-searches.ts'
import { publicRoute, route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import type { BoardCtx } from '#features/postings/index.ts'
import { unsubscribe } from './unsubscribe.ts'
import * as use from './use-cases.ts'

export { jobs, tellOfNew } from './alerts.ts'

export const routes: readonly Route<BoardCtx>[] = [
  route(endpoints.listSavedSearches, (ctx: BoardCtx, actor) => use.list(ctx, actor)),
  route(endpoints.createSavedSearch, (ctx: BoardCtx, actor, { body }) => use.create(ctx, actor, body)),
  route(endpoints.getSavedSearch, (ctx: BoardCtx, actor, { params }) => use.get(ctx, actor, params.id)),
  route(endpoints.updateSavedSearch, (ctx: BoardCtx, actor, { params, body, info }) =>
    use.update(ctx, actor, { id: params.id, version: info.if_match ?? body.version ?? null }, body),
  ),
  route(endpoints.deleteSavedSearch, (ctx: BoardCtx, actor, { params, info }) =>
    use.remove(ctx, actor, { id: params.id, version: info.if_match }),
  ),
  publicRoute(endpoints.unsubscribeSearch, (ctx: BoardCtx, _, { query }) => unsubscribe(ctx, query.token)),
]
