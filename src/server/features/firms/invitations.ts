import { createHash } from 'node:crypto'
import { forbidden, notFound } from '#contract/endpoint.ts'
import { alreadyInvited, alreadyMember, invitationForOther, invitationGone, personalFirm } from '#contract/firms.ts'
import type { Invitation, Role } from '#contract/firms.ts'
import { userTag } from '#platform/actor.ts'
import type { Actor } from '#platform/actor.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { sql } from 'kysely'
import { ADMINS, inFirm, roleAmong } from './firms.ts'
import * as store from './store.ts'
import type { FirmRow, InvitationRow } from './store.ts'

const FOR_MS = 14 * 24 * 3600_000

export async function invite(
  ctx: Ctx,
  actor: Actor,
  to: { firm_id: string; email: string; role: Role },
): Promise<Invitation & { link: string }> {
  const token = ctx.random.bytes(32).toString('base64url')
  const now = ctx.clock.ms()
  return inFirm(ctx, actor, to.firm_id, ADMINS, async (tx, firm) => {
    if (firm.kind === 'personal') refuse(personalFirm)
    const members = await store.lockMembers(tx, to.firm_id)
    const role = roleAmong(members, actor)
    if (!ADMINS.includes(role) || (to.role === 'owner' && role !== 'owner')) refuse(forbidden)
    if (members.some((member) => sameAddress(member.email, to.email))) refuse(alreadyMember)
    const pending = await store.openInvitations(tx, to.firm_id, isoOf(now))
    if (pending.some((invitation) => sameAddress(invitation.email, to.email))) refuse(alreadyInvited)
    const invitation = { id: ctx.id(), ...to, created_at: isoOf(now), expires_at: isoOf(now + FOR_MS) }
    await store.insertInvitation(tx, { ...invitation, token_hash: hashOf(token), invited_by: actor.user_id })
    const me = members.find((member) => member.user_id === actor.user_id)
    const invited_by = me?.full_name ?? me?.username ?? ''
    const link = `${ctx.config.public_url}/invite#${token}`
    await ctx.mail.send(tx, invitationMail({ to: to.email, firm: firm.name, invited_by, link }))
    return { ...invitation, invited_by, link }
  })
}

export async function listInvitations(ctx: Ctx, actor: Actor, firm_id: string): Promise<Invitation[]> {
  return inFirm(ctx, actor, firm_id, ADMINS, (tx) => store.openInvitations(tx, firm_id, ctx.clock.iso()))
}

export async function revokeInvitation(ctx: Ctx, actor: Actor, which: { firm_id: string; id: string }): Promise<void> {
  await inFirm(ctx, actor, which.firm_id, ADMINS, async (tx) => {
    const pending = await store.openInvitations(tx, which.firm_id, ctx.clock.iso())
    if (!pending.some((invitation) => invitation.id === which.id)) refuse(notFound)
    await store.closeInvitation(tx, which.id, 'revoked_at', ctx.clock.iso())
  })
}

export async function previewInvitation(ctx: Ctx, token: string): Promise<InvitationRow> {
  return ctx.db.asSystem('preview an invitation', async (tx) => {
    return (await store.openInvitation(tx, hashOf(token), ctx.clock.iso())) ?? refuse(invitationGone)
  })
}

export async function acceptInvitation(ctx: Ctx, actor: Actor, token: string): Promise<FirmRow> {
  const firm = await ctx.db.asSystem('accept an invitation', async (tx) => {
    const invitation = await mine(ctx, tx, actor, token)
    if ((await store.firmOf(tx, actor.user_id, invitation.firm_id)) !== null) refuse(alreadyMember)
    const now = ctx.clock.iso()
    await store.insertMember(tx, {
      firm_id: invitation.firm_id,
      user_id: actor.user_id,
      role: invitation.role,
      joined_at: now,
    })
    await store.closeInvitation(tx, invitation.id, 'accepted_at', now)
    return (await store.firmOf(tx, actor.user_id, invitation.firm_id)) ?? refuse(invitationGone)
  })
  await ctx.cache.expire([userTag(actor.user_id)])
  return firm
}

export async function declineInvitation(ctx: Ctx, actor: Actor, token: string): Promise<void> {
  await ctx.db.asSystem('decline an invitation', async (tx) => {
    const invitation = await mine(ctx, tx, actor, token)
    await store.closeInvitation(tx, invitation.id, 'declined_at', ctx.clock.iso())
  })
}

// A link that was forwarded opens nothing: the account must have the address that was invited.
async function mine(ctx: Ctx, tx: Tx, actor: Actor, token: string): Promise<InvitationRow> {
  const invitation = await store.openInvitation(tx, hashOf(token), ctx.clock.iso())
  if (invitation === null) return refuse(invitationGone)
  const account = await sql<{ email: string }>`SELECT email FROM users WHERE id = ${actor.user_id}`.execute(tx)
  if (!sameAddress(account.rows[0]?.email ?? '', invitation.email)) return refuse(invitationForOther)
  return invitation
}

function invitationMail(about: { to: string; firm: string; invited_by: string; link: string }) {
  return {
    to: about.to,
    subject: `${about.invited_by} invites you to ${about.firm}`,
    text: `${about.invited_by} invites you to join ${about.firm} on Career Copilot.\n\nOpen this link to accept or decline; it works for 14 days:\n${about.link}\n\nIf you did not expect this, ignore it.`,
  }
}

function sameAddress(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
