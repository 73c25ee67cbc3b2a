import type { PayPeriod } from '#contract/posting-fields.ts'
import { PERIODS_A_YEAR, minorDigits } from '#domain/money/money.ts'

/** An amount of money a year, in minor units. Null: not known; without a base there is no total. */
export interface Yearly {
  readonly base: number | null
  readonly bonus: number | null
  readonly total: number | null
  readonly currency: string
}

interface Pay {
  readonly base: number | null
  readonly bonus: number | null
  readonly currency: string
  readonly period: PayPeriod
  readonly periods_per_year: number | null
}

/** A rate that a person entered: 1 `from_currency` is `rate` `to_currency`. */
export interface Rate {
  readonly from_currency: string
  readonly to_currency: string
  readonly rate: number
  readonly as_of: string
}

/** What an offer pays a year. The bonus is a yearly one already. */
export function yearlyOf(offer: Pay): Yearly {
  const periods = offer.periods_per_year ?? PERIODS_A_YEAR[offer.period]
  return withTotal(timesOf(offer.base, periods), offer.bonus, offer.currency)
}

/** The rate between two currencies: as entered, or the inverse of the opposite one. Null: none was entered. */
export function rateBetween(from: string, to: string, rates: readonly Rate[]): { rate: number; as_of: string } | null {
  const direct = rates.find((rate) => rate.from_currency === from && rate.to_currency === to)
  if (direct !== undefined) return { rate: direct.rate, as_of: direct.as_of }
  const inverse = rates.find((rate) => rate.from_currency === to && rate.to_currency === from)
  return inverse === undefined ? null : { rate: 1 / inverse.rate, as_of: inverse.as_of }
}

/** A yearly amount in another currency, or null where no rate was entered: a rate is never invented. */
export function convert(
  yearly: Yearly,
  to: string,
  rates: readonly Rate[],
): (Yearly & { rate: number | null; as_of: string | null }) | null {
  if (yearly.currency === to) return { ...yearly, rate: null, as_of: null }
  const found = rateBetween(yearly.currency, to, rates)
  if (found === null) return null
  const factor = found.rate * 10 ** (minorDigits(to) - minorDigits(yearly.currency))
  const converted = withTotal(timesOf(yearly.base, factor), timesOf(yearly.bonus, factor), to)
  return { ...converted, rate: found.rate, as_of: found.as_of }
}

function timesOf(amount: number | null, factor: number): number | null {
  return amount === null ? null : Math.round(amount * factor)
}

function withTotal(base: number | null, bonus: number | null, currency: string): Yearly {
  return { base, bonus, total: base === null ? null : base + (bonus ?? 0), currency }
}
