import { z } from 'zod'
import { endpoint, notFound, refusal, staleVersion } from './endpoint.ts'
import { PayPeriod } from './posting-fields.ts'
import { Currency, DateOnly, Id, Instant, MinorUnits, OptionalText, Text } from './wire.ts'

// Minor units a year: larger than what can be entered. Null: not known.
const Yearly = z.number().nonnegative().nullable().meta({ example: 7_800_000 })
const AYear = z.object({
  base: Yearly,
  bonus: Yearly.meta({ example: 500_000 }),
  total: Yearly.meta({ example: 8_300_000 }),
  currency: z.string(),
})

/** What an employer offers. Amounts in minor units of `currency`; `base` is per `period`, `bonus` per year. Null: not known yet. */
export const Offer = z.object({
  id: Id,
  application_id: Id,
  base: MinorUnits.nullable(),
  bonus: MinorUnits.nullable().meta({ example: 500_000 }),
  currency: z.string(),
  period: PayPeriod,
  /** How many of those periods are paid in a year: 13 or 14 monthly salaries, 1,650 hours. Null: the usual number. */
  periods_per_year: z.number().nullable(),
  equity: z.string().nullable(),
  benefits: z.array(z.string()),
  vacation_days: z.number().nullable(),
  deadline_at: Instant.nullable(),
  start_date: DateOnly.nullable(),
  notes: z.string().nullable(),
  received_at: Instant,
  updated_at: Instant,
  version: z.int(),
})
export type Offer = z.infer<typeof Offer>

/** A rate that the person entered: 1 `from_currency` = `rate` `to_currency`. */
export const ExchangeRate = z.object({
  from_currency: Currency,
  to_currency: Currency,
  rate: z.number(),
  as_of: DateOnly,
})
export type ExchangeRate = z.infer<typeof ExchangeRate>

/** An offer beside others. `yearly` is in the offer's currency, `compared` in the currency asked for or null without a rate. */
export const ComparedOffer = Offer.extend({
  company: z.string(),
  title: z.string(),
  status: z.string().meta({ example: 'offer' }),
  yearly: AYear,
  compared: AYear.extend({ rate: z.number().nullable(), as_of: DateOnly.nullable() }).nullable(),
})
export type ComparedOffer = z.infer<typeof ComparedOffer>

export const sameCurrency = refusal('same_currency', 422, 'A rate is between two different currencies.')

const params = z.object({ id: Id })
const withUndo = { undo_id: Id.nullable() }
const base = { tag: 'Applications', access: 'user' } as const

export const readOffer = endpoint({
  ...base,
  method: 'GET',
  path: '/applications/:id/offer',
  summary: 'The offer of an application',
  description: '`offer` is null while there is none.',
  params,
  response: z.object({ offer: Offer.nullable() }),
  refusals: [notFound],
})

export const putOffer = endpoint({
  ...base,
  method: 'PUT',
  path: '/applications/:id/offer',
  summary: 'Write down the offer of an application',
  description:
    'Replaces the offer whole: what is not sent becomes unknown, only `received_at` stays. The status of the application stays as it is: move it yourself.',
  params,
  body: z.object({
    base: MinorUnits.nullable().optional(),
    bonus: MinorUnits.nullable().optional().meta({ example: 500_000 }),
    currency: Currency,
    period: PayPeriod.default('year'),
    periods_per_year: z.number().positive().max(9000).nullable().optional(),
    equity: OptionalText(500).optional(),
    benefits: z.array(Text(200)).max(50).optional(),
    vacation_days: z.number().min(0).max(366).nullable().optional(),
    deadline_at: Instant.nullable().optional(),
    start_date: DateOnly.nullable().optional(),
    notes: OptionalText(10_000).optional(),
    received_at: Instant.optional(),
    version: z.int().optional(),
  }),
  response: Offer.extend(withUndo),
  refusals: [notFound, staleVersion],
})

export const deleteOffer = endpoint({
  ...base,
  method: 'DELETE',
  path: '/applications/:id/offer',
  summary: 'Remove the offer of an application',
  params,
  status: 200,
  response: z.object({ id: Id, ...withUndo }),
  refusals: [notFound, staleVersion],
})

export const compareOffers = endpoint({
  ...base,
  method: 'GET',
  path: '/offers',
  summary: 'Your offers side by side',
  description:
    'Amounts a year, in one currency where that is possible: rates are never invented. An offer in another currency is compared only by a rate that you entered yourself.',
  query: z.object({ currency: Currency.optional() }),
  response: z.object({
    currency: z.string().nullable(),
    items: z.array(ComparedOffer),
    /** Currencies that have no rate of yours to `currency`. */
    missing_rates: z.array(z.string()),
  }),
})

export const listRates = endpoint({
  ...base,
  method: 'GET',
  path: '/exchange-rates',
  summary: 'The exchange rates that you entered',
  response: z.object({ items: z.array(ExchangeRate) }),
})

export const putRate = endpoint({
  ...base,
  method: 'PUT',
  path: '/exchange-rates/:from_currency/:to_currency',
  summary: 'Enter an exchange rate',
  description: 'Replaces the rate of this pair, if there is one.',
  params: z.object({ from_currency: Currency, to_currency: Currency }),
  body: z.object({ rate: z.number().min(1e-9).max(1e9), as_of: DateOnly }),
  response: ExchangeRate,
  refusals: [sameCurrency],
})

export const deleteRate = endpoint({
  ...base,
  method: 'DELETE',
  path: '/exchange-rates/:from_currency/:to_currency',
  summary: 'Remove an exchange rate',
  params: z.object({ from_currency: Currency, to_currency: Currency }),
  refusals: [notFound],
})
