import { forbidden, notFound, staleVersion } from '#contract/endpoint.ts'
import { lastOwner, personalFirm } from '#contract/firms.ts'
import type { Member, Role } from '#contract/firms.ts'
import { userTag } from '#platform/actor.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { sql } from 'kysely'
import { endGrantsBetween } from './grant-store.ts'
import * as store from './store.ts'
import type { FirmRow, MemberRow } from './store.ts'

/**
 * Work inside one firm of the actor, whichever is active: refuses strangers as if the firm did not exist,
 * then shows row-level security that firm. `roles`: who may; null: every member.
 */
export async function inFirm<Result>(
  ctx: Ctx,
  actor: Actor,
  firm_id: string,
  roles: readonly Role[] | null,
  work: (tx: Tx, firm: FirmRow) => Promise<Result>,
): Promise<Result> {
  return ctx.db.as(actor, async (tx) => {
    const mine = await store.firmOf(tx, actor.user_id, firm_id)
    if (mine === null) return refuse(notFound)
    if (roles !== null && !roles.includes(mine.role)) return refuse(forbidden)
    await sql`SELECT set_config('app.firm_id', ${firm_id}, true)`.execute(tx)
    const firm = await store.firmOf(tx, actor.user_id, firm_id)
    return work(tx, firm ?? mine)
  })
}

export const ADMINS: readonly Role[] = ['owner', 'admin']

export async function createPractice(ctx: Ctx, actor: Actor, name: string): Promise<FirmRow> {
  const id = ctx.id()
  const firm = await ctx.db.asSystem('create a practice', async (tx) => {
    await store.insertFirm(tx, { id, name, kind: 'practice', created_by: actor.user_id, created_at: ctx.clock.iso() })
    return store.firmOf(tx, actor.user_id, id)
  })
  await ctx.cache.expire([userTag(actor.user_id)])
  return firm ?? refuse(notFound)
}

export async function renameFirm(
  ctx: Ctx,
  actor: Actor,
  firm_id: string,
  change: { name: string; if_match: number | null },
): Promise<FirmRow> {
  const firm = await inFirm(ctx, actor, firm_id, ADMINS, async (tx) => {
    if (!(await store.renameFirm(tx, firm_id, change.name, change.if_match))) refuse(staleVersion)
    return { firm: await store.firmOf(tx, actor.user_id, firm_id), members: await store.membersOf(tx, firm_id) }
  })
  await ctx.cache.expire(firm.members.map((member) => userTag(member.user_id)))
  return firm.firm ?? refuse(notFound)
}

export async function listMembers(ctx: Ctx, actor: Actor, firm_id: string): Promise<Member[]> {
  return inFirm(ctx, actor, firm_id, null, async (tx, firm) => {
    const members = await store.membersOf(tx, firm_id)
    // Seekers of a practice do not learn who the other seekers are.
    const visible =
      firm.role === 'member'
        ? members.filter((member) => member.role !== 'member' || member.user_id === actor.user_id)
        : members
    return visible.map((member) => memberOut(member, firm.role, actor))
  })
}

/** What other slices do when somebody is on the staff of a firm no more. In a system transaction. */
export type StaffLeft = (ctx: Ctx, tx: Tx, who: { firm_id: string; user_id: string }) => Promise<void>

export async function changeRole(
  ctx: Ctx,
  actor: Actor,
  target: { firm_id: string; user_id: string; role: Role },
  staffLeft: StaffLeft,
): Promise<Member> {
  const changed = await inFirm(ctx, actor, target.firm_id, ADMINS, async (tx, firm) => {
    if (firm.kind === 'personal') refuse(personalFirm)
    const members = await store.lockMembers(tx, target.firm_id)
    const role = roleAmong(members, actor)
    if (!ADMINS.includes(role)) refuse(forbidden)
    const member = members.find((candidate) => candidate.user_id === target.user_id)
    if (member === undefined) return refuse(notFound)
    if ((member.role === 'owner' || target.role === 'owner') && role !== 'owner') refuse(forbidden)
    if (target.role !== 'owner') keepAnOwner(members, member)
    await store.setRole(tx, target.firm_id, target.user_id, target.role)
    return memberOut({ ...member, role: target.role }, role, actor)
  })
  // Whoever changes a role may not see the grants of seekers; ending them is work of the system.
  if (target.role === 'member') {
    await ctx.db.asSystem('grants and appointments of a coach who is none any more', async (tx) => {
      await endGrantsBetween(tx, target.firm_id, { now: ctx.clock.iso(), coach_id: target.user_id })
      await staffLeft(ctx, tx, target)
    })
  }
  await ctx.cache.expire([userTag(target.user_id)])
  return changed
}

export async function removeMember(
  ctx: Ctx,
  actor: Actor,
  target: { firm_id: string; user_id: string },
  staffLeft: StaffLeft,
): Promise<void> {
  const leaving = target.user_id === actor.user_id
  await inFirm(ctx, actor, target.firm_id, leaving ? null : ADMINS, async (tx, firm) => {
    if (firm.kind === 'personal') refuse(personalFirm)
    const members = await store.lockMembers(tx, target.firm_id)
    const role = roleAmong(members, actor)
    if (!leaving && !ADMINS.includes(role)) refuse(forbidden)
    const member = members.find((candidate) => candidate.user_id === target.user_id)
    if (member === undefined) return refuse(notFound)
    if (member.role === 'owner' && role !== 'owner') refuse(forbidden)
    keepAnOwner(members, member)
    await store.deleteMember(tx, target.firm_id, target.user_id)
  })
  // Whoever removes a member may not see that person's grants; ending them is work of the system.
  await ctx.db.asSystem('grants and appointments of a person who left', async (tx) => {
    await endGrantsBetween(tx, target.firm_id, { now: ctx.clock.iso(), coach_id: target.user_id })
    await endGrantsBetween(tx, target.firm_id, { now: ctx.clock.iso(), seeker_id: target.user_id })
    await staffLeft(ctx, tx, target)
  })
  await ctx.cache.expire([userTag(target.user_id)])
}

/** The actor's role among members that are locked: what was read before the lock may be over. */
export function roleAmong(members: readonly MemberRow[], actor: Actor): Role {
  return members.find((member) => member.user_id === actor.user_id)?.role ?? refuse(notFound)
}

function keepAnOwner(members: readonly MemberRow[], leaving: MemberRow): void {
  const others = members.filter((member) => member.role === 'owner' && member.user_id !== leaving.user_id)
  if (leaving.role === 'owner' && others.length === 0) refuse(lastOwner)
}

function memberOut(member: MemberRow, role: Role, actor: Actor): Member {
  return { ...member, email: ADMINS.includes(role) || member.user_id === actor.user_id ? member.email : null }
}
