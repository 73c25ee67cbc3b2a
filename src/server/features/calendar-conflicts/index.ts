import * as contract from '#contract/calendar-conflicts.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import type { CalendarSide } from '#features/calendar-events/index.ts'
import type { Sync, SyncCtx } from '#features/calendar-sync/index.ts'
import * as use from './use-cases.ts'

/** The routes of what sync leaves to a person: conflicts to decide, changes to look at and to take back. */
export function conflictRoutes(sync: Sync, side: CalendarSide): readonly Route<SyncCtx>[] {
  return [
    route(contract.listConflicts, (ctx: SyncCtx, actor, { query }) => use.list(ctx, actor, query)),
    route(contract.resolveConflicts, (ctx: SyncCtx, actor, { body }) => use.resolveMany(ctx, sync, actor, body)),
    route(contract.resolveConflict, (ctx: SyncCtx, actor, { params, body }) =>
      use.resolve(ctx, sync, actor, { id: params.id, resolution: body }),
    ),
    route(contract.listJournal, (ctx: SyncCtx, actor, { query }) => use.journal(ctx, actor, query)),
    route(contract.undoJournalLine, (ctx: SyncCtx, actor, { params }) => use.undo(ctx, side, actor, params.id)),
  ]
}
