import { linkExpired } from '#contract/accounts.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { hashOf } from '#features/sessions/index.ts'
import { findLink, insertLink, useLink } from './store.ts'
import type { Link, LinkKind } from './store.ts'

const MINUTE_MS = 60_000
const LIFE_MS: Readonly<Record<LinkKind, number>> = {
  email: 48 * 60 * MINUTE_MS,
  password: 60 * MINUTE_MS,
  two_factor: 10 * MINUTE_MS,
  oauth: 15 * MINUTE_MS,
}

/** Makes a random token that comes back once; only its hash is kept. */
export async function makeLink(
  ctx: Ctx,
  tx: Tx,
  link: { kind: LinkKind; user_id: string | null; data?: unknown; token?: string },
): Promise<string> {
  const token = link.token ?? ctx.random.bytes(32).toString('base64url')
  const ms = ctx.clock.ms()
  await insertLink(tx, {
    id: ctx.id(),
    kind: link.kind,
    user_id: link.user_id,
    token_hash: hashOf(token),
    data: link.data ?? {},
    created_at: isoOf(ms),
    expires_at: isoOf(ms + LIFE_MS[link.kind]),
  })
  return token
}

/** What a token stands for, used up by this; null when it is unknown, used or too old. */
export async function takeLink(ctx: Ctx, tx: Tx, kind: LinkKind, token: string): Promise<Link | null> {
  const link = await findLink(tx, kind, hashOf(token), ctx.clock.iso())
  if (link !== null) await useLink(tx, link.id, ctx.clock.iso())
  return link
}

/** As `takeLink` for a token of a person; refuses `linkExpired`. */
export async function takePersonalLink(
  ctx: Ctx,
  tx: Tx,
  kind: LinkKind,
  token: string,
): Promise<Link & { user_id: string }> {
  const link = await takeLink(ctx, tx, kind, token)
  if (link === null || link.user_id === null) return refuse(linkExpired)
  return { ...link, user_id: link.user_id }
}

/** What a token stands for, left as it is. */
export async function peekLink(ctx: Ctx, tx: Tx, kind: LinkKind, token: string): Promise<Link | null> {
  return findLink(tx, kind, hashOf(token), ctx.clock.iso())
}
