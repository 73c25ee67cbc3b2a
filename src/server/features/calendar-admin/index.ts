import * as contract from '#contract/calendar-admin.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import type { Sync, SyncCtx } from '#features/calendar-sync/index.ts'
import * as use from './use-cases.ts'

/** The routes of those who run a practice: how the sync of its members goes, and doing it again. */
export function adminRoutes(sync: Sync): readonly Route<SyncCtx>[] {
  return [
    route(contract.listAdminConnections, (ctx: SyncCtx, actor, { query }) => use.listConnections(ctx, actor, query)),
    route(contract.resyncAdminConnection, (ctx: SyncCtx, actor, { params, body }) =>
      use.resync(ctx, sync, actor, { ...params, ...body }),
    ),
    route(contract.listAdminAttempts, (ctx: SyncCtx, actor, { query }) => use.listAttempts(ctx, actor, query)),
    route(contract.exportAdminAttempts, async (ctx: SyncCtx, actor, { query, reply }) => {
      const table = await use.exportAttempts(ctx, actor, query)
      reply.header('content-type', 'text/csv; charset=utf-8')
      reply.header('content-disposition', 'attachment; filename="calendar-syncs.csv"')
      return table
    }),
    route(contract.replayAdminAttempt, (ctx: SyncCtx, actor, { params }) => use.replay(ctx, sync, actor, params.id)),
    route(contract.readCalendarMetrics, (ctx: SyncCtx, actor, { query }) => use.metrics(ctx, actor, query.days)),
  ]
}
