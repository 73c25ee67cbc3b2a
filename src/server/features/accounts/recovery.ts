import { z } from 'zod'
import { linkExpired } from '#contract/accounts.ts'
import { unauthenticated } from '#contract/endpoint.ts'
import { userTag } from '#platform/actor.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { checkNewPassword, confirmPassword, hashPassword, setPasswordHash } from '#features/credentials/index.ts'
import { deleteTokensOf, endSessions } from '#features/sessions/index.ts'
import { makeLink, peekLink, takePersonalLink } from './links.ts'
import { passwordChangedMail, resetMail } from './mails.ts'
import { sendVerification } from './sign-in.ts'
import { markEmailVerified, newestLinkAt, userById, userByName, voidLinks } from './store.ts'

const PAUSE_MS = 60_000
const EmailLink = z.object({ email: z.string() })

export async function changePassword(
  ctx: Ctx,
  actor: Actor,
  given: { current_password: string | undefined; new_password: string; address: string },
): Promise<void> {
  await confirmPassword(ctx, actor, { password: given.current_password, address: given.address })
  const user = (await ctx.db.as(actor, (tx) => userById(tx, actor.user_id))) ?? refuse(unauthenticated)
  checkNewPassword(given.new_password, user)
  const hash = await hashPassword(ctx, given.new_password)
  const tags = await ctx.db.as(actor, async (tx) => {
    await setPasswordHash(tx, actor.user_id, hash, ctx.clock.iso())
    await ctx.mail.send(tx, passwordChangedMail(user, ctx.config.public_url))
    return endSessions(tx, actor.user_id, { except: actor.session_id })
  })
  await ctx.cache.expire([userTag(actor.user_id), ...tags])
}

/** Sends a link to whoever owns the address, and says nothing about whether anybody does. */
export async function forgotPassword(ctx: Ctx, email: string): Promise<{ delivers: boolean }> {
  await ctx.db.asSystem('forgot password', async (tx) => {
    const user = await userByName(tx, email)
    if (user === null || (await recently(ctx, tx, 'password', user.id))) return
    await voidLinks(tx, 'password', user.id, ctx.clock.iso())
    const token = await makeLink(ctx, tx, { kind: 'password', user_id: user.id, data: { email: user.email } })
    await ctx.mail.send(tx, resetMail(user, `${ctx.config.public_url}/reset#${token}`))
  })
  return { delivers: ctx.mail.delivers }
}

/** Removes what a slice holds that lets somebody into an account, whose owner is known only now. */
export type ProvedHook = (tx: Tx, user_id: string) => Promise<void>

export async function resetPassword(
  ctx: Ctx,
  given: { token: string; new_password: string },
  proved: ProvedHook,
): Promise<void> {
  const user = await ctx.db.asSystem('reset password', async (tx) => {
    const link = await peekLink(ctx, tx, 'password', given.token)
    return link?.user_id == null ? null : userById(tx, link.user_id)
  })
  if (user === null) return refuse(linkExpired)
  checkNewPassword(given.new_password, user)
  const hash = await hashPassword(ctx, given.new_password)
  await ctx.db.asSystem('reset password', async (tx) => {
    const link = await takePersonalLink(ctx, tx, 'password', given.token)
    const now = ctx.clock.iso()
    await setPasswordHash(tx, link.user_id, hash, now)
    await voidLinks(tx, 'two_factor', link.user_id, now)
    // Anybody may have registered with this address. It was proved to nobody until now, so what lets somebody in from
    // before may be a stranger's. The second factor stays: it keeps out, and a mailbox alone must not lift it.
    if ((await userById(tx, link.user_id))?.email_verified === false) {
      await deleteTokensOf(tx, link.user_id)
      await proved(tx, link.user_id)
    }
    // The link came by mail, so the address is theirs.
    await markEmailVerified(tx, link.user_id, EmailLink.parse(link.data).email, now)
    await endSessions(tx, link.user_id)
    await ctx.mail.send(tx, passwordChangedMail(user, ctx.config.public_url))
  })
  await ctx.cache.expire([userTag(user.id)])
}

export async function verifyEmail(ctx: Ctx, token: string): Promise<{ email: string }> {
  const verified = await ctx.db.asSystem('verify e-mail', async (tx) => {
    const link = await takePersonalLink(ctx, tx, 'email', token)
    const { email } = EmailLink.parse(link.data)
    if (!(await markEmailVerified(tx, link.user_id, email, ctx.clock.iso()))) return refuse(linkExpired)
    return { user_id: link.user_id, email }
  })
  await ctx.cache.expire([userTag(verified.user_id)])
  return { email: verified.email }
}

export async function resendVerification(ctx: Ctx, actor: Actor): Promise<{ delivers: boolean }> {
  await ctx.db.asSystem('send the confirmation again', async (tx) => {
    const user = await userById(tx, actor.user_id)
    if (user === null || user.email_verified || (await recently(ctx, tx, 'email', user.id))) return
    await voidLinks(tx, 'email', user.id, ctx.clock.iso())
    await sendVerification(ctx, tx, user)
  })
  return { delivers: ctx.mail.delivers }
}

// One mail a minute and person: nobody's mailbox is filled by others.
async function recently(ctx: Ctx, tx: Tx, kind: 'email' | 'password', user_id: string): Promise<boolean> {
  const last = await newestLinkAt(tx, kind, user_id)
  return last !== null && Date.parse(last) > ctx.clock.ms() - PAUSE_MS
}
