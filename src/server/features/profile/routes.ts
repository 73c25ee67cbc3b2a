import { staleVersion } from '#contract/endpoint.ts'
import * as contract from '#contract/profile.ts'
import { suggestSkills } from '#domain/skills/suggest.ts'
import { userTag } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { changeProfile, changeSettings, profileOf, settingsOf } from './store.ts'

/** What other slices do in the transaction that changed a profile. */
export type ProfileHook = (ctx: Ctx, tx: Tx, user_id: string) => Promise<void>

/** The routes of the profile and the settings. */
export const profileRoutes = (changed: ProfileHook): readonly Route[] => [
  route(contract.getProfile, (ctx, actor) => ctx.db.as(actor, (tx) => profileOf(tx, actor.user_id, ctx.clock.iso()))),
  route(contract.putProfile, async (ctx, actor, { body, info }) => {
    const now = ctx.clock.iso()
    const profile = await ctx.db.as(actor, async (tx) => {
      if (!(await changeProfile(tx, actor.user_id, body, { now, if_match: info.if_match }))) refuse(staleVersion)
      await changed(ctx, tx, actor.user_id)
      return profileOf(tx, actor.user_id, now)
    })
    if (body.full_name !== undefined) await ctx.cache.expire([userTag(actor.user_id)])
    return profile
  }),
  route(contract.suggestSkills, async (_ctx, _actor, { query }) => ({
    items: suggestSkills(query.q, query.limit).map(({ id, name }) => ({ id, name })),
    next_cursor: null,
  })),
  route(contract.getSettings, (ctx, actor) => ctx.db.as(actor, (tx) => settingsOf(tx, actor.user_id, ctx.clock.iso()))),
  route(contract.putSettings, async (ctx, actor, { body, info }) => {
    const now = ctx.clock.iso()
    return ctx.db.as(actor, async (tx) => {
      if (!(await changeSettings(tx, actor.user_id, body, { now, if_match: info.if_match }))) refuse(staleVersion)
      return settingsOf(tx, actor.user_id, now)
    })
  }),
]
