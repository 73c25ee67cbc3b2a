import { z } from 'zod'
import type { PayPeriod } from '#contract/posting-fields.ts'
import { toMinor } from '#domain/money/money.ts'
import type { PostingSalary } from '#domain/postings/posting.ts'

const AMOUNT = String.raw`(\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)\s?([kK]|[mM](?![a-z]))?`
const SYMBOL = String.raw`(?:CA\$|C\$|US\$|A\$|AU\$|NZ\$|S\$|HK\$|[$€£¥₹]|\b[A-Z]{3}\b)`
const RANGE = new RegExp(
  String.raw`(${SYMBOL})?\s?${AMOUNT}\s?(${SYMBOL})?\s?(?:-|–|—|to|bis|and|à)\s?(${SYMBOL})?\s?${AMOUNT}\s?(${SYMBOL})?`,
)
const SINGLE = new RegExp(String.raw`(${SYMBOL})\s?${AMOUNT}|${AMOUNT}\s?(${SYMBOL})`)
const CURRENCIES: Readonly<Record<string, string>> = {
  CA$: 'CAD',
  C$: 'CAD',
  US$: 'USD',
  A$: 'AUD',
  AU$: 'AUD',
  NZ$: 'NZD',
  S$: 'SGD',
  HK$: 'HKD',
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
}
const LONGEST = 300
const KNOWN = new Set(Intl.supportedValuesOf('currency'))
const PERIODS: readonly (readonly [RegExp, PayPeriod])[] = [
  [/\b(per|an|a|\/|pro)? ?(hour|hr|hourly|stunde|std)\b|\/ ?h\b/i, 'hour'],
  [/\b(per|a|\/|pro) ?(day|tag)\b|\bdaily\b|tagessatz/i, 'day'],
  [/\b(per|a|\/|pro) ?(week|woche)\b|\bweekly\b/i, 'week'],
  [/\b(per|a|\/|pro)? ?(month|mo|monat|mois)\b|\bmonthly\b|monatlich/i, 'month'],
  [/\b(per|a|\/|pro)? ?(year|yr|annum|jahr|an)\b|\bannual(ly)?\b|\byearly\b|\bp\.? ?a\.?\b|j[äa]hrlich/i, 'year'],
]

/** An amount in a field: a number, or one written as text; anything else ("", "n/a") is unknown. */
export const StatedAmount = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => (value === '' || value === null ? null : Number(value)))

/** Amounts that a source states in fields. Zero and negative numbers stand for unknown; swapped bounds are put right. */
export function statedSalary(fields: {
  min: number | null | undefined
  max: number | null | undefined
  currency: string | null | undefined
  period: PayPeriod | null
  raw?: string | null | undefined
  origin?: PostingSalary['origin']
  /** True when the source already counts in minor units. */
  inMinor?: boolean
}): PostingSalary | null {
  const currency = currencyOf(fields.currency ?? '')
  const bounds = [positive(fields.min), positive(fields.max)].map((value) =>
    value === null || currency === null ? null : fields.inMinor === true ? Math.round(value) : toMinor(value, currency),
  )
  const [low = null, high = null] = bounds
  const raw = fields.raw?.trim() || null
  if (low === null && high === null)
    return raw === null ? null : { min: null, max: null, currency, period: fields.period, origin: 'stated', raw }
  const swapped = low !== null && high !== null && low > high
  return {
    min: swapped ? high : low,
    max: swapped ? low : high,
    currency,
    period: fields.period,
    origin: fields.origin ?? 'stated',
    raw,
  }
}

/** Reads pay out of a short text ("$120k – $150k", "€45.000 p.a.", "up to £70,000"). Null when the text names no amount. */
export function parsedSalary(text: string): PostingSalary | null {
  // The patterns try every start of every run of digits: on a long text of an unfriendly page that took minutes.
  const raw = text.slice(0, LONGEST).replaceAll(/\s+/g, ' ').trim()
  if (raw === '' || !/\d/.test(raw)) return null
  const found = amountsIn(raw)
  if (found === null || found.currency === null) return null
  const { currency } = found
  const large = Math.max(found.min ?? 0, found.max ?? 0)
  const said = PERIODS.find(([pattern]) => pattern.test(raw))?.[1] ?? null
  // Nobody writes "$120k" or "45.000 €" for a month: without a word it is a year's pay.
  const period =
    said ?? (large >= 20_000 && ['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'NZD'].includes(currency) ? 'year' : null)
  return statedSalary({ min: found.min, max: found.max, currency, period, raw, origin: 'parsed' })
}

/** `YEAR`, `per-year-salary`, `annual` -> year. */
export function periodIn(text: string | null | undefined): PayPeriod | null {
  const word = /(hour|day|week|month|year|annual|daily)/i.exec(text ?? '')?.[1]?.toLowerCase()
  if (word === 'hour' || word === 'day' || word === 'week' || word === 'month' || word === 'year') return word
  if (word === 'annual') return 'year'
  return word === 'daily' ? 'day' : null
}

/** ISO 4217 of a symbol or code, null when it is neither. */
export function currencyOf(text: string): string | null {
  const trimmed = text.trim()
  const code = CURRENCIES[trimmed] ?? trimmed.toUpperCase()
  return KNOWN.has(code) ? code : null
}

interface Amounts {
  readonly min: number | null
  readonly max: number | null
  readonly currency: string | null
}

function amountsIn(text: string): Amounts | null {
  const range = RANGE.exec(text)
  if (range !== null) {
    const [, before, low = '', lowUnit, middle, second, high = '', highUnit, after] = range
    const currency = firstCurrency([before, middle, second, after], text)
    // In "100-150k" the unit stands for both.
    const min = amountOf(low, lowUnit ?? (Number.parseFloat(low) < 1000 ? highUnit : undefined))
    const max = amountOf(high, highUnit)
    if (currency !== null && min !== null && max !== null) return { min, max, currency }
  }
  const single = SINGLE.exec(text)
  if (single === null) return null
  const [, before, first, firstUnit, second, secondUnit, after] = single
  const amount = amountOf(first ?? second ?? '', firstUnit ?? secondUnit)
  if (amount === null) return null
  const currency = firstCurrency([before, after], text)
  if (/\b(up to|bis zu|max\.?|jusqu)/i.test(text)) return { min: null, max: amount, currency }
  if (/\b(from|ab|at least|min\.?|starting|à partir)\b|\+\s*$/i.test(text)) return { min: amount, max: null, currency }
  return { min: amount, max: amount, currency }
}

function firstCurrency(candidates: readonly (string | undefined)[], text: string): string | null {
  const written = /\b[A-Z]{3}\b/g
  for (const candidate of [...(text.match(written) ?? []), ...candidates]) {
    const currency = candidate === undefined ? null : currencyOf(candidate)
    if (currency !== null) return currency
  }
  return null
}

function amountOf(digits: string, unit: string | undefined): number | null {
  const fraction = /[.,](\d{1,2})$/.exec(digits)
  const whole = (fraction === null ? digits : digits.slice(0, -fraction[0].length)).replaceAll(/\D/g, '')
  const value = Number(`${whole}${fraction === null ? '' : `.${fraction[1]}`}`)
  if (!Number.isFinite(value) || value <= 0) return null
  if (unit === undefined) return value
  return unit.toLowerCase() === 'k' ? value * 1000 : value * 1_000_000
}

function positive(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Number.isFinite(value) && value > 0 ? value : null
}
