import { z } from 'zod'
import * as connect from '#contract/calendar-connect.ts'
import * as endpoints from '#contract/calendar-connections.ts'
import { notFound } from '#contract/endpoint.ts'
import { isoOf } from '#platform/clock.ts'
import { refuse } from '#platform/errors.ts'
import { job } from '#platform/queue.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { finishConsent, startConsent } from './consent.ts'
import { disconnect, disconnectAll } from './disconnect.ts'
import * as flows from './flows.ts'
import { tidyLogins } from './logins.ts'
import { presentCalendar, presentConnection } from './present.ts'
import { changeCalendar, changeConnection, refreshAccount } from './settings.ts'
import * as store from './store.ts'
import type { ConnectCtx, ConnectionHooks } from './tables.ts'
import { connectAddress, connectServer } from './typed.ts'

export { accountFor } from './account.ts'
export type { OpenHow, Opened } from './account.ts'
export { sealedColumns } from './credential.ts'
export { giveBackAll } from './disconnect.ts'
export { connectionHooks } from './hooks.ts'
export { markConnection } from './mark.ts'
export type { ConnectionHooks } from './tables.ts'

/** The routes, with what other slices do when an account changes. */
export function connectionRoutes(hooks: ConnectionHooks): readonly Route<ConnectCtx>[] {
  return [
    route(connect.listCalendarProviders, async (ctx: ConnectCtx) => ({ items: providersOf(ctx) })),
    route(connect.startCalendarConsent, (ctx: ConnectCtx, actor, { params, query }) =>
      startConsent(ctx, actor, params.provider, query),
    ),
    route(connect.finishCalendarConsent, (ctx: ConnectCtx, actor, { params, body }) =>
      finishConsent(ctx, hooks, actor, { ...body, ...params }),
    ),
    route(connect.listCalendarCredentials, async (ctx: ConnectCtx, actor) => ({
      items: await ctx.db.as(actor, (tx) => store.listCredentials(tx, actor.user_id)),
    })),
    route(connect.deleteCalendarCredentials, (ctx: ConnectCtx, actor, { params }) =>
      disconnectAll(ctx, hooks, actor, params.provider),
    ),
    route(connect.connectCaldav, (ctx: ConnectCtx, actor, { body }) => connectServer(ctx, hooks, actor, body)),
    route(connect.connectFeed, (ctx: ConnectCtx, actor, { body }) => connectAddress(ctx, hooks, actor, body)),
    route(endpoints.listCalendarConnections, async (ctx: ConnectCtx, actor) => ({
      items: await shownOf(ctx, actor),
    })),
    route(endpoints.getCalendarConnection, async (ctx: ConnectCtx, actor, { params }) => {
      const [shown] = (await shownOf(ctx, actor)).filter(({ id }) => id === params.id)
      return shown ?? refuse(notFound)
    }),
    route(endpoints.updateCalendarConnection, (ctx: ConnectCtx, actor, { params, body, info }) =>
      changeConnection(ctx, hooks, actor, { ...body, ...params, version: info.if_match ?? body.version ?? null }),
    ),
    route(endpoints.refreshCalendars, (ctx: ConnectCtx, actor, { params }) =>
      refreshAccount(ctx, hooks, actor, params.id),
    ),
    route(endpoints.disconnectCalendar, (ctx: ConnectCtx, actor, { params, body }) =>
      disconnect(ctx, hooks, actor, { ...params, ...body }),
    ),
    route(endpoints.listSyncedCalendars, async (ctx: ConnectCtx, actor) => ({
      items: (await ctx.db.as(actor, (tx) => store.listCalendars(tx, actor.user_id))).map(presentCalendar),
    })),
    route(endpoints.updateSyncedCalendar, (ctx: ConnectCtx, actor, { params, body, info }) =>
      changeCalendar(ctx, hooks, actor, { ...body, ...params, version: info.if_match ?? body.version ?? null }),
    ),
  ]
}

const forgetFlows = job({
  name: 'calendar.forget-flows',
  data: z.object({}),
  cron: '23 3 * * *',
  run: (ctx: ConnectCtx) =>
    ctx.db.asSystem('forget consents that ended', async (tx) => {
      await flows.forgetFlows(tx, isoOf(ctx.clock.ms() - DAY_MS))
      await tidyLogins(ctx, tx)
    }),
})
const DAY_MS = 86_400_000

export const jobs = [forgetFlows]

function providersOf(ctx: ConnectCtx) {
  return endpoints.CalendarProvider.options.map((provider) => ({
    provider,
    configured:
      ctx.calendars.port(provider) !== null &&
      (!connect.SignInProvider.options.some((one) => one === provider) || ctx.calendars.login(provider) !== null),
  }))
}

function shownOf(ctx: ConnectCtx, actor: Parameters<ConnectCtx['db']['as']>[0]) {
  return ctx.db.as(actor, async (tx) => {
    const rows = await store.listConnections(tx, actor.user_id)
    const calendars = await store.listCalendars(tx, actor.user_id)
    return rows.map((row) =>
      presentConnection(
        row,
        calendars.filter(({ connection_id }) => connection_id === row.id),
      ),
    )
  })
}
