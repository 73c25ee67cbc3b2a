import type { z } from 'zod'
import type { listBookable } from '#contract/appointments.ts'
import type { BookableType } from '#contract/booking.ts'
import { linkGone } from '#contract/booking.ts'
import { linkEndsInPast, MOST_LINKS, tooManyLinks, unknownType } from '#contract/booking-links.ts'
import type { BookingLink, createBookingLink, listBookingLinks } from '#contract/booking-links.ts'
import { forbidden, notFound, unauthenticated } from '#contract/endpoint.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse, refuseField } from '#platform/errors.ts'
import type { SealedColumn } from '#platform/rotate-secrets.ts'
import { hashOf } from '#features/sessions/index.ts'
import * as links from './link-store.ts'
import type { LinkWithTypes, MetLink } from './link-store.ts'
import * as store from './store.ts'
import type { TypeRow } from './store.ts'

export const sealedColumns: readonly SealedColumn[] = [{ table: 'booking_links', column: 'token_sealed', row: 'id' }]
const placeOf = (row: string) => ({ table: 'booking_links', row, column: 'token_sealed' })

export async function list(ctx: Ctx, actor: Actor): Promise<z.input<typeof listBookingLinks.response>> {
  const rows = await ctx.db.as(actor, (tx) => links.linksOf(tx, actor))
  return { items: rows.map((row) => present(ctx, row)), mail: ctx.mail.delivers ? 'ready' : 'not_configured' }
}

export async function create(
  ctx: Ctx,
  actor: Actor,
  input: z.output<typeof createBookingLink.body>,
): Promise<BookingLink> {
  if (input.expires_at !== null && Date.parse(input.expires_at) <= ctx.clock.ms())
    return refuseField(linkEndsInPast, 'expires_at')
  return ctx.db.as(actor, async (tx) => {
    await store.takeTurn(tx, actor.user_id)
    const kept = await links.linksOf(tx, actor)
    if (kept.filter(({ revoked_at }) => revoked_at === null).length >= MOST_LINKS) return refuse(tooManyLinks)
    if (input.type_id !== null && (await store.findType(tx, actor, input.type_id)) === null)
      return refuseField(unknownType, 'type_id')
    const id = ctx.id()
    // 128 bits: short enough to be passed on by hand, and nothing that is guessed.
    const token = ctx.random.bytes(16).toString('base64url')
    await links.insertLink(tx, {
      ...input,
      ...{ id, user_id: actor.user_id, firm_id: actor.firm_id, uses: 0, revoked_at: null },
      ...{ token_hash: hashOf(token), token_sealed: ctx.secrets.seal(token, placeOf(id)), created_at: ctx.clock.iso() },
    })
    return present(ctx, (await links.findLink(tx, id)) ?? refuse(notFound))
  })
}

export async function revoke(ctx: Ctx, actor: Actor, id: string): Promise<void> {
  const revoked = await ctx.db.as(actor, (tx) => links.revoke(tx, actor, id, ctx.clock.iso()))
  if (!revoked) refuse(notFound)
}

/** What somebody finds who was given the token of a link. */
export interface OpenLink {
  readonly link: MetLink
  /** What can be booked by it. */
  readonly types: readonly TypeRow[]
}

/** A link that works for this person; refuses `linkGone`, or whom it is not for. In a system transaction. */
export async function openLink(ctx: Ctx, tx: Tx, token: string, actor: Actor | null): Promise<OpenLink> {
  const link = await links.meetLink(tx, hashOf(token))
  if (link === null || stateOf(ctx, link) !== 'open') return refuse(linkGone)
  if (link.audience !== 'public' && actor === null) return refuse(unauthenticated)
  if (link.audience === 'firm' && actor !== null) {
    if (!(await links.isInFirm(tx, { user_id: actor.user_id, firm_id: link.firm_id }))) return refuse(forbidden)
  }
  return { link, types: await typesBy(tx, link) }
}

/** The links of others in the active firm by which this person can book. */
export async function bookable(ctx: Ctx, actor: Actor): Promise<z.input<typeof listBookable.response>> {
  return ctx.db.asSystem('booking links for the people of a firm', async (tx) => {
    const open = (await links.linksForFirm(tx, actor)).filter((one) => stateOf(ctx, one) === 'open')
    if (open.length === 0) return { items: [] }
    const types = await store.typesOfHosts(tx, actor.firm_id, [...new Set(open.map(({ user_id }) => user_id))])
    const items = open.map((link) => {
      const { id, url, token } = present(ctx, link)
      const host = { user_id: link.user_id, name: link.host_name }
      return { id, url, token, host, types: offered(types, link).map(bookableType) }
    })
    return { items }
  })
}

export function bookableType(type: TypeRow): BookableType {
  return { ...type, needs_phone: type.place_kind === 'phone' && type.place === null }
}

async function typesBy(tx: Tx, link: MetLink): Promise<TypeRow[]> {
  return offered(await store.typesOf(tx, link), link)
}

function offered(types: readonly TypeRow[], { user_id, type_id }: MetLink): TypeRow[] {
  return types.filter((type) => type.active && type.user_id === user_id && (type_id === null || type_id === type.id))
}

function present(ctx: Ctx, row: LinkWithTypes): BookingLink {
  const token = ctx.secrets.open(row.token_sealed, placeOf(row.id))
  const { id, label, audience, type_id, expires_at, max_uses, uses, revoked_at, created_at } = row
  return {
    ...{ id, url: `${ctx.config.public_url}/book/${token}`, token, label, audience, type_id },
    ...{ expires_at, max_uses, uses, revoked_at, state: stateOf(ctx, row), created_at },
  }
}

function stateOf(ctx: Ctx, row: LinkWithTypes): BookingLink['state'] {
  if (row.revoked_at !== null) return 'revoked'
  if (row.expires_at !== null && Date.parse(row.expires_at) <= ctx.clock.ms()) return 'expired'
  if (row.max_uses !== null && row.uses >= row.max_uses) return 'used_up'
  return row.bookable ? 'open' : 'nothing_to_book'
}
