import * as contract from '#contract/oauth.ts'
import { publicRoute, route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { connectedOf } from './store.ts'
import { disconnect, finish, start } from './use-cases.ts'

export const routes: readonly Route[] = [
  publicRoute(contract.listProviders, async (ctx) => ({
    items: contract.Provider.options.map((provider) => ({ provider, configured: ctx.config.oauth[provider] !== null })),
  })),
  publicRoute(contract.startOAuth, (ctx, actor, input) => start(ctx, actor, input.params.provider, input)),
  publicRoute(contract.finishOAuth, (ctx, actor, input) =>
    finish(ctx, actor, { provider: input.params.provider, ...input.body }, input),
  ),
  route(contract.listConnected, async (ctx, actor) => ({
    items: await ctx.db.as(actor, (tx) => connectedOf(tx, actor.user_id)),
  })),
  route(contract.disconnect, (ctx, actor, { params }) => disconnect(ctx, actor, params.id)),
]
