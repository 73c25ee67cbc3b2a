import type { PayPeriod } from '#contract/posting-fields.ts'
import { PERIODS_A_YEAR, toMinor } from '#domain/money/money.ts'

/** Pay read out of a text; amounts in minor units. */
export interface Pay {
  readonly min: number | null
  readonly max: number | null
  readonly currency: string | null
  readonly period: PayPeriod | null
  readonly raw: string
}

const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  $: 'USD',
  us$: 'USD',
  ca$: 'CAD',
  au$: 'AUD',
  '¥': 'JPY',
  '₹': 'INR',
  zł: 'PLN',
  kč: 'CZK',
  fr: 'CHF',
  sfr: 'CHF',
  euro: 'EUR',
  euros: 'EUR',
}
const CODES = 'EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|CAD|AUD|NZD|JPY|INR|SGD|ZAR|BRL|MXN'
const SIGN = String.raw`(?:US\$|CA\$|AU\$|[€£$¥₹]|zł|Kč|SFr\.?|Fr\.|Euros?\b|\b(?:${CODES})\b)`
const NUMBER = String.raw`\d{1,3}(?:[.,'’\u00a0\u202f\u2009 ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?`
// Few spaces, not any number of them: a long run would be tried from each of its places.
const RANGE = new RegExp(
  String.raw`(?<s1>${SIGN})?\s{0,3}(?<a>${NUMBER})(?<k1>\s?k\b|\s?Tsd\.?)?\s{0,3}(?<s2>${SIGN})?(?:\s{0,3}(?:-|–|—|to|bis|and|und|à)\s{0,3}(?:zu\s)?(?<s3>${SIGN})?\s{0,3}(?<b>${NUMBER})(?<k2>\s?k\b|\s?Tsd\.?)?\s{0,3}(?<s4>${SIGN})?)?`,
  'giu',
)
const PERIODS: readonly (readonly [PayPeriod, RegExp])[] = [
  ['hour', /(?:\/|per |an |a |pro |die |je )\s?(?:hour|hr|h|stunde|std)\b|hourly|stundenlohn|\bp\.\s?h\./i],
  ['day', /(?:\/|per |a |pro |je )\s?(?:day|tag|jour)\b|daily|tagessatz|\btjm\b/i],
  ['week', /(?:\/|per |a |pro |je )\s?(?:week|woche)\b|weekly/i],
  ['month', /(?:\/|per |a |pro |im |je )\s?(?:month|monat|mois|mo)\b|monthly|monatlich|monatsgehalt/i],
  [
    'year',
    /(?:\/|per |a |pro |im |je )\s?(?:year|yr|annum|jahr|an)\b|annual|yearly|jährlich|jahresgehalt|\bp\.?\s?a\b|brutto\/jahr/i,
  ],
]

/** The first pay that a text names with a currency ("€45.000 – 60.000 p.a.", "CHF 100’000", "$33/hour"); null without one. */
export function payIn(text: string): Pay | null {
  for (const found of text.matchAll(RANGE)) {
    const { a, b, k1, k2, s1, s2, s3, s4 } = found.groups ?? {}
    const sign = s1 ?? s2 ?? s3 ?? s4
    const currency = sign === undefined ? null : currencyOf(sign)
    if (a === undefined || currency === null) continue
    const thousands = k1 ?? k2
    const first = amount(a, thousands !== undefined)
    const second = b === undefined ? null : amount(b, thousands !== undefined)
    const around = text.slice(Math.max(0, found.index - 30), found.index + found[0].length + 30)
    const large = Math.max(first, second ?? 0)
    // Without a word for it, tens of thousands are a year's pay in these currencies and nothing else.
    const period =
      PERIODS.find(([, words]) => words.test(around))?.[0] ??
      (large >= 20_000 && large < 2_000_000 && /EUR|USD|GBP|CHF|CAD|AUD/.test(currency) ? 'year' : null)
    if (large === 0 || (period === null && large < 500)) continue
    const [low, high] = boundsOf(first, second, text.slice(Math.max(0, found.index - 12), found.index))
    return {
      min: low === null ? null : toMinor(low, currency),
      max: high === null ? null : toMinor(high, currency),
      currency,
      period,
      raw: around.replaceAll(/\s+/g, ' ').trim(),
    }
  }
  return null
}

function boundsOf(first: number, second: number | null, before: string): readonly [number | null, number | null] {
  if (second !== null) return first <= second ? [first, second] : [second, first]
  if (/(?:up to|bis(?: zu)?|max\.?|jusqu'à)\s*$/i.test(before)) return [null, first]
  if (/(?:from|ab|at least|mind(?:estens|\.)|starting at|min\.?)\s*$/i.test(before)) return [first, null]
  return [first, first]
}

function amount(text: string, thousands: boolean): number {
  // The last separator is a decimal one only with one or two digits after it.
  const decimal = /[.,](\d{1,2})$/.exec(text)
  const whole = (decimal === null ? text : text.slice(0, decimal.index)).replaceAll(/\D/g, '')
  const value = Number(`${whole}.${decimal?.[1] ?? '0'}`)
  return thousands && value < 1000 ? value * 1000 : value
}

function currencyOf(sign: string): string | null {
  const key = sign.toLowerCase().replace(/\.$/, '')
  return SIGNS[key] ?? (new RegExp(`^(${CODES})$`, 'i').test(key) ? key.toUpperCase() : null)
}

/** An amount as pay for a full year of 52 weeks of 40 hours, for comparing only. Null when the period is unknown. */
export function yearly(value: number | null, period: PayPeriod | null): number | null {
  return value === null || period === null ? null : Math.round(value * PERIODS_A_YEAR[period])
}
