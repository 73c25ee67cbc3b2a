import * as contract from '#contract/calendar-sync.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import type { Accounts, Sync, SyncCtx } from '#features/calendar-sync/index.ts'
import { preview } from './preview.ts'
import * as use from './use-cases.ts'

export { beginReplay, beginSync, waitFor } from './use-cases.ts'
export { accountSide, eventSide } from './sides.ts'

/** The routes of what people do about syncs: begin one, look at them, do one again. */
export function runRoutes(sync: Sync, accounts: Accounts): readonly Route<SyncCtx>[] {
  return [
    route(contract.syncConnection, (ctx: SyncCtx, actor, { params }) =>
      use.syncNow(ctx, sync, actor, { id: params.id, trigger: 'person' }),
    ),
    route(contract.resyncConnection, (ctx: SyncCtx, actor, { params, body }) => {
      const { calendar_id = null, from = null, to = null } = body
      return use.syncNow(ctx, sync, actor, { id: params.id, calendar_id, trigger: 'resync', resync: { from, to } })
    }),
    route(contract.listSyncAttempts, (ctx: SyncCtx, actor, { params, query }) =>
      use.listAttempts(ctx, actor, params.id, query),
    ),
    route(contract.exportSyncAttempts, async (ctx: SyncCtx, actor, { params, reply }) => {
      const table = await use.exportAttempts(ctx, actor, params.id)
      reply.header('content-type', 'text/csv; charset=utf-8')
      reply.header('content-disposition', 'attachment; filename="calendar-syncs.csv"')
      return table
    }),
    route(contract.replaySyncAttempt, (ctx: SyncCtx, actor, { params }) => use.replay(ctx, sync, actor, params)),
    route(contract.previewSync, (ctx: SyncCtx, actor, { params }) => preview(ctx, accounts, actor, params.id)),
    route(contract.confirmDeletions, (ctx: SyncCtx, actor, { params }) => use.confirm(ctx, sync, actor, params.id)),
  ]
}
