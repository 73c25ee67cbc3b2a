import type { z } from 'zod'
import { notFound, staleVersion } from '#contract/endpoint.ts'
import {
  compareOffers,
  deleteOffer,
  deleteRate,
  listRates,
  putOffer,
  putRate,
  readOffer,
  sameCurrency,
} from '#contract/offers.ts'
import type { Offer } from '#contract/offers.ts'
import { convert, yearlyOf } from '#domain/applications/offer.ts'
import type { Actor } from '#platform/actor.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import { refuse } from '#platform/errors.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { changePart, requireApplication } from '#features/applications/index.ts'
import * as store from './store.ts'

const scope = (application_id: string) =>
  [{ table: 'offers', column: 'application_id', ids: [application_id] }] as const

export { saveOffer } from './store.ts'

export const routes: Route[] = [
  route(readOffer, (ctx, actor, { params }) =>
    ctx.db.as(actor, async (tx) => {
      const { id } = await requireApplication(tx, actor, params.id)
      return { offer: await store.findOffer(tx, actor.user_id, id) }
    }),
  ),
  route(putOffer, (ctx, actor, { params, body, info }) =>
    put(ctx, actor, params.id, { body, version: info.if_match ?? body.version ?? null }),
  ),
  route(deleteOffer, (ctx, actor, { params, info }) => {
    const change = { application_id: params.id, kind: 'offer_deleted', label: 'offer removed', scope: scope(params.id) }
    return changePart(ctx, actor, change, async (tx) => {
      const offer = (await store.findOffer(tx, actor.user_id, params.id)) ?? refuse(notFound)
      if ((info.if_match ?? offer.version) !== offer.version) return refuse(staleVersion)
      await store.deleteOffer(tx, actor.user_id, offer.id)
      return { id: offer.id }
    })
  }),
  route(compareOffers, (ctx, actor, { query }) => compare(ctx, actor, query.currency ?? null)),
  route(listRates, (ctx, actor) => ctx.db.as(actor, async (tx) => ({ items: await store.ratesOf(tx, actor.user_id) }))),
  route(putRate, async (ctx, actor, { params, body }) => {
    if (params.from_currency === params.to_currency) return refuse(sameCurrency)
    const rate = { ...params, ...body }
    await ctx.db.as(actor, (tx) => store.saveRate(tx, actor.user_id, rate))
    return rate
  }),
  route(deleteRate, async (ctx, actor, { params }) => {
    const done = await ctx.db.as(actor, (tx) =>
      store.deleteRate(tx, actor.user_id, params.from_currency, params.to_currency),
    )
    return done ? undefined : refuse(notFound)
  }),
]

function put(
  ctx: Ctx,
  actor: Actor,
  application_id: string,
  given: { body: z.output<typeof putOffer.body>; version: number | null },
) {
  const { body, version } = given
  const now = ctx.clock.iso()
  const change = { application_id, kind: 'offer_changed', label: 'offer written down', scope: scope(application_id) }
  return changePart(ctx, actor, change, async (tx) => {
    const before = await store.findOffer(tx, actor.user_id, application_id)
    if (version !== null && version !== (before?.version ?? 0)) return refuse(staleVersion)
    const received_at = body.received_at === undefined ? (before?.received_at ?? now) : utc(body.received_at)
    const offer: Offer = {
      id: before?.id ?? ctx.id(),
      application_id,
      base: body.base ?? null,
      bonus: body.bonus ?? null,
      currency: body.currency,
      period: body.period,
      periods_per_year: body.periods_per_year ?? null,
      equity: body.equity ?? null,
      benefits: body.benefits ?? [],
      vacation_days: body.vacation_days ?? null,
      deadline_at: body.deadline_at === undefined || body.deadline_at === null ? null : utc(body.deadline_at),
      start_date: body.start_date ?? null,
      notes: body.notes ?? null,
      received_at,
      updated_at: now,
      version: (before?.version ?? 0) + 1,
    }
    await store.saveOffer(tx, actor.user_id, offer)
    return offer
  })
}

// One currency: the one asked for, else the only one there is.
async function compare(ctx: Ctx, actor: Actor, asked: string | null): Promise<z.input<typeof compareOffers.response>> {
  return ctx.db.as(actor, async (tx) => {
    const offers = await store.allOffers(tx, actor.user_id)
    const rates = await store.ratesOf(tx, actor.user_id)
    const currencies = [...new Set(offers.map((offer) => offer.currency))]
    const currency = asked ?? currencies[0] ?? null
    const items = offers.map((offer) => {
      const yearly = yearlyOf(offer)
      return { ...offer, yearly, compared: currency === null ? null : convert(yearly, currency, rates) }
    })
    const missing = items.filter(({ compared, yearly }) => compared === null && yearly.total !== null)
    return { currency, items, missing_rates: [...new Set(missing.map((item) => item.currency))] }
  })
}

function utc(instant: string): string {
  return isoOf(Date.parse(instant))
}
