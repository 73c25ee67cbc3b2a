import { z } from 'zod'
import { notFound } from '#contract/endpoint.ts'
import * as contract from '#contract/security.ts'
import { activateFirm } from '#contract/firms.ts'
import type { Actor } from '#platform/actor.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import { refuse } from '#platform/errors.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { firmsOf } from '#features/firms/index.ts'
import { hashOf, newSecret, sessionTag, TOKEN_PREFIX } from './authenticate.ts'
import { endSessions } from './issue.ts'
import { deleteToken, insertToken, listSessions, listTokens, setActiveFirm } from './store.ts'

const MOST_TOKENS = 50

export const routes: readonly Route[] = [
  route(contract.listSessions, async (ctx, actor) => {
    const rows = await ctx.db.as(actor, (tx) => listSessions(tx, actor.user_id, ctx.clock.iso()))
    return { items: rows.map((row) => ({ ...row, current: row.id === actor.session_id })) }
  }),
  route(contract.revokeSession, async (ctx, actor, { params }) => {
    const tags = await ctx.db.as(actor, (tx) => endSessions(tx, actor.user_id, { id: params.id }))
    if (tags.length === 0) refuse(notFound)
    await ctx.cache.expire(tags)
  }),
  route(contract.revokeOtherSessions, async (ctx, actor) => {
    const tags = await ctx.db.as(actor, (tx) => endSessions(tx, actor.user_id, { except: actor.session_id }))
    await ctx.cache.expire(tags)
    return { ended: tags.length }
  }),
  route(activateFirm, async (ctx, actor, { params }) => activate(ctx, actor, params.id)),
  route(contract.listTokens, async (ctx, actor) => ({
    items: (await ctx.db.as(actor, (tx) => listTokens(tx, actor.user_id))).map(tokenOut),
  })),
  route(contract.createToken, async (ctx, actor, { body }) => {
    const now = ctx.clock.ms()
    if (body.expires_at !== null && Date.parse(body.expires_at) <= now) refuse(contract.endsInPast)
    const id = ctx.id()
    const token = `${TOKEN_PREFIX}${newSecret(ctx, { id, user_id: actor.user_id })}`
    const row = await ctx.db.as(actor, async (tx) => {
      if ((await listTokens(tx, actor.user_id)).length >= MOST_TOKENS) refuse(contract.tooManyTokens)
      return insertToken(tx, {
        id,
        user_id: actor.user_id,
        firm_id: actor.firm_id,
        name: body.name,
        hint: `${TOKEN_PREFIX}…${token.slice(-4)}`,
        token_hash: hashOf(token),
        scopes: [...new Set(body.scopes)],
        created_at: isoOf(now),
        expires_at: body.expires_at,
      })
    })
    return { ...tokenOut(row), token }
  }),
  route(contract.deleteToken, async (ctx, actor, { params }) => {
    if (!(await ctx.db.as(actor, (tx) => deleteToken(tx, actor.user_id, params.id)))) refuse(notFound)
    await ctx.cache.expire([sessionTag(params.id)])
  }),
]

async function activate(ctx: Ctx, actor: Actor, firm_id: string) {
  const firm = await ctx.db.asSystem('active firm of a session', async (tx) => {
    const mine = (await firmsOf(tx, actor.user_id)).find((candidate) => candidate.id === firm_id)
    if (mine === undefined || actor.session_id === null) return refuse(notFound)
    await setActiveFirm(tx, actor.user_id, actor.session_id, firm_id)
    return mine
  })
  if (actor.session_id !== null) await ctx.cache.expire([sessionTag(actor.session_id)])
  return { id: firm.id, name: firm.name, kind: firm.kind, role: firm.role }
}

function tokenOut(row: Awaited<ReturnType<typeof insertToken>>) {
  return { ...row, scopes: z.array(contract.TokenScope).parse(row.scopes) }
}
