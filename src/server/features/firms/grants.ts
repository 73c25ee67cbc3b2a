import { z } from 'zod'
import { notFound } from '#contract/endpoint.ts'
import { personalFirm } from '#contract/firms.ts'
import { coachUnknown, grantEndsInPast } from '#contract/grants.ts'
import type { Grant, OpenArea } from '#contract/grants.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Reader } from '#platform/db/db.ts'
import { refuse, refuseField } from '#platform/errors.ts'
import { decodeCursor, encodeCursor, toPage } from '#platform/serve/cursor.ts'
import { inFirm } from './firms.ts'
import * as store from './grant-store.ts'
import { lockMembers } from './store.ts'

export async function listGrants(
  ctx: Ctx,
  actor: Actor,
  firm_id: string,
): Promise<{ given: Grant[]; received: Grant[] }> {
  return inFirm(ctx, actor, firm_id, null, async (tx) => {
    const grants = await store.grantsOf(tx, firm_id, actor.user_id)
    return {
      given: grants.filter((grant) => grant.seeker_id === actor.user_id),
      received: grants.filter((grant) => grant.coach_id === actor.user_id),
    }
  })
}

/** Opens an area to a coach. Where it is open already, its end moves: of two, one would be forgotten when it is closed. */
export async function createGrant(
  ctx: Ctx,
  actor: Actor,
  grant: { firm_id: string; coach_id: string; area: OpenArea; expires_at: string },
): Promise<Grant> {
  const now = ctx.clock.iso()
  if (Date.parse(grant.expires_at) <= ctx.clock.ms()) refuse(grantEndsInPast)
  return inFirm(ctx, actor, grant.firm_id, null, async (tx, firm) => {
    if (firm.kind === 'personal') refuse(personalFirm)
    const coach = (await lockMembers(tx, grant.firm_id)).find((member) => member.user_id === grant.coach_id)
    if (coach === undefined || coach.role === 'member' || grant.coach_id === actor.user_id)
      refuseField(coachUnknown, 'coach_id')
    const given = { ...grant, seeker_id: actor.user_id }
    const open = await store.redateOpenGrant(tx, given, now)
    const id = open ?? ctx.id()
    if (open === null) await store.insertGrant(tx, { id, ...given, created_at: now })
    return (await store.grantById(tx, id)) ?? refuse(notFound)
  })
}

export async function revokeGrant(ctx: Ctx, actor: Actor, which: { firm_id: string; id: string }): Promise<void> {
  await inFirm(ctx, actor, which.firm_id, null, async (tx) => {
    const ended = await store.revokeGrant(tx, { ...which, seeker_id: actor.user_id, now: ctx.clock.iso() })
    if (!ended) refuse(notFound)
  })
}

const AccessCursor = z.tuple([z.string(), z.uuid()])

export async function listAccess(ctx: Ctx, actor: Actor, page: { cursor?: string | undefined; limit: number }) {
  const after = decodeCursor(ctx.secrets, 'access-log', page.cursor, AccessCursor)
  const rows = await ctx.db.as(actor, (tx) => store.accessLogOf(tx, actor.user_id, { after, limit: page.limit }))
  return toPage(rows, page.limit, (row) => encodeCursor(ctx.secrets, 'access-log', [row.at, row.id]))
}

/**
 * Lets a coach see one area of a seeker of the active firm, or refuses as if the seeker did not exist. Every call is
 * written to the log that the seeker reads, in words (`what`). Answers with whom to read as, `ctx.db.as(seeker, …)`:
 * the seeker's rows, in transactions that cannot write. Read nothing beyond the area.
 */
export async function assertGranted(
  ctx: Ctx,
  actor: Actor,
  of: { seeker_id: string; area: OpenArea; what: string },
): Promise<Reader> {
  const now = ctx.clock.iso()
  return ctx.db.as(actor, async (tx) => {
    const grant = (await store.openGrant(tx, { ...actor, now }, of)) ?? refuse(notFound)
    const { id: grant_id, ...names } = grant
    await store.insertAccess(tx, { id: ctx.id(), grant_id, ...names, ...of, coach_id: actor.user_id, at: now })
    return { user_id: of.seeker_id, firm_id: actor.firm_id, read_only: true }
  })
}
