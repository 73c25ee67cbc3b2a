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
  a$: 'AUD',
  c$: 'CAD',
  nz$: 'NZD',
  s$: 'SGD',
  r$: 'BRL',
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
const SIGN = String.raw`(?:(?<![A-Z])(?:US|CA|AU|NZ|[ACSR])\$|(?<=[\d ]T)EUR\b|[€£$¥₹]|zł|Kč|SFr\.?|Fr\.|Euros?\b|\b(?:${CODES})\b)`
// Also as India groups them: 12,00,000.
const NUMBER = String.raw`\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:[.,'’\u00a0\u202f\u2009 ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?`
// Few spaces, not any number of them: a long run would be tried from each of its places.
const TIMES = String.raw`\s?k\b|\s?Tsd\.?|\s?T(?=\s?(?:€|EUR))|\s?(?:LPA|lakhs?|lacs?)\b`
const RANGE = new RegExp(
  String.raw`(?<s1>${SIGN})?\s{0,3}(?<a>${NUMBER})(?<k1>${TIMES})?(?<more>\+)?\s{0,3}(?<s2>${SIGN})?(?:\s{0,3}(?:-|–|—|to|bis|and|und|à)\s{0,3}(?:zu\s)?(?<s3>${SIGN})?\s{0,3}(?<b>${NUMBER})(?<k2>${TIMES})?\s{0,3}(?<s4>${SIGN})?)?`,
  'giu',
)
const PERIODS: readonly (readonly [PayPeriod, RegExp])[] = [
  [
    'hour',
    /(?:\/|per |an |a |pro |die |je |par )\s?(?:hour|hr|h|stunde|std|heure)\b|hourly|stunden(?:lohn|satz)|\bp\.\s?h\.|\bp\/h\b/i,
  ],
  ['day', /(?:\/|per |a |pro |je |par )\s?(?:day|tag|jour|j)\b|daily|tagessatz|\btjm\b|\bp\/d\b/i],
  ['week', /(?:\/|per |a |pro |je )\s?(?:week|woche)\b|weekly/i],
  [
    'month',
    /(?:\/|per |a |pro |im |je |par )\s?(?:month|monat|mois|mo|mies)\b|monthly|monatlich|\bmtl\b|monats(?:gehalt|lohn|brutto)|miesięcznie|mensuel/i,
  ],
  [
    'year',
    /(?:\/|per |a |pro |im |je |par )\s?(?:year|yr|annum|jahr|an)\b|annual|yearly|jährlich|jahres(?:gehalt|brutto|lohn)|annuel|\bLPA\b|\bp\.?\s?a\b|brutto\/jahr/i,
  ],
]

// Currencies in which tens of thousands are a year's pay, and in which nobody is paid more than this.
const LARGE_UNITS = /EUR|USD|GBP|CHF|CAD|AUD/
const MOST_A_YEAR = 1_500_000

/** The first pay that a text names with a currency ("€45.000 – 60.000 p.a.", "CHF 100’000", "$33/hour"); null without one. */
export function payIn(text: string): Pay | null {
  for (const found of text.matchAll(RANGE)) {
    const { a, b, k1, k2, s1, s2, s3, s4, more } = found.groups ?? {}
    const sign = s1 ?? s2 ?? s3 ?? s4
    const currency = sign === undefined ? (LAKH.test(k1 ?? k2 ?? '') ? 'INR' : null) : currencyOf(sign)
    if (a === undefined || currency === null) continue
    const thousands = k1 ?? k2
    const first = amount(a, thousands)
    const second = b === undefined ? null : amount(b, thousands)
    const around = text.slice(Math.max(0, found.index - 30), found.index + found[0].length + 30)
    const large = Math.max(first, second ?? 0)
    // Without a word for it, tens of thousands are a year's pay in large units and nothing else.
    const period =
      PERIODS.find(([, words]) => words.test(around))?.[0] ??
      (large >= 20_000 && large < 2_000_000 && LARGE_UNITS.test(currency) ? 'year' : null)
    if (large === 0 || (period === null && large < 500)) continue
    const isLeast = more !== undefined || text.startsWith('+', found.index + found[0].length)
    const [low, high] =
      isLeast && second === null
        ? [first, null]
        : boundsOf(first, second, text.slice(Math.max(0, found.index - 12), found.index))
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

const LAKH = /LPA|la(?:kh|c)/i

function amount(text: string, times: string | undefined): number {
  // The last separator is a decimal one only with one or two digits after it.
  const decimal = /[.,](\d{1,2})$/.exec(text)
  const whole = (decimal === null ? text : text.slice(0, decimal.index)).replaceAll(/\D/g, '')
  const value = Number(`${whole}.${decimal?.[1] ?? '0'}`)
  if (times === undefined || value >= 1000) return value
  return LAKH.test(times) ? value * 100_000 : value * 1000
}

function currencyOf(sign: string): string | null {
  const key = sign.toLowerCase().replace(/\.$/, '')
  return SIGNS[key] ?? (new RegExp(`^(${CODES})$`, 'i').test(key) ? key.toUpperCase() : null)
}

// What a line says of pay, and of money that nobody is paid.
const OF_PAY =
  /gehalt|vergütung|(?<!\p{L})lohn(?!\p{L})|stundenlohn|monatslohn|entgelt|stundensatz|tagessatz|salary|compensation|\bpay\b|remuneration|\bwages?\b|\bOTE\b|rémunération|salaire|\bTJM\b|\bbrutto\b/iu
const OTHER_MONEY =
  /budget|zuschuss|zulage|sachbezug|sachzulage|gutschein|voucher|stipend|umsatz|revenue|funding|raised|spend|(?<!\bwir )zahlen|bilanz|vorsorge|urlaubsgeld|401|insurance|allowance|reimburse|weiterbildung|provision von|(?:referral|signing|sign-on) bonus|prämie|netto/i
const HEADER = /[|·•]/
const MONEY = /[€$£₹]|\b(?:EUR|CHF|USD|GBP|Euro)\b/

/**
 * The pay that a whole text offers: of a line that speaks about pay, or of a head ("Berlin | Hybrid | 70.000 – 90.000 €").
 * Budgets, bonuses and what a customer pays are none. Only with a period, and within what a year's work is paid.
 */
export function payOffered(text: string): Pay | null {
  const some = text.slice(0, 60_000)
  if (!MONEY.test(some)) return null
  for (const line of some.split('\n')) {
    if (line.length > 400 || !MONEY.test(line) || OTHER_MONEY.test(line)) continue
    const isHead = line.length <= 120 && HEADER.test(line)
    if (!isHead && !OF_PAY.test(line)) continue
    const pay = payIn(line)
    const year = pay === null || pay.currency === null ? null : yearly(pay.max ?? pay.min, pay.period)
    if (pay === null || pay.currency === null || year === null || (isHead && (pay.min === null || pay.max === null)))
      continue
    if (year >= toMinor(5000, pay.currency) && year <= toMinor(MOST_A_YEAR, pay.currency)) return pay
  }
  return null
}

/**
 * The pay of a text that somebody pasted as an advertisement: as `payIn`, but of a sentence that speaks of budgets or
 * revenue only where it speaks of pay as well.
 */
export function payPasted(text: string): Pay | null {
  for (const sentence of text.split(/\n|(?<=[.!?])\s+(?=\p{Lu})/u)) {
    if (OTHER_MONEY.test(sentence) && !OF_PAY.test(sentence)) continue
    const pay = payIn(sentence)
    if (pay === null) continue
    const year = yearly(pay.max ?? pay.min, pay.period ?? 'year') ?? 0
    const isTooMuch = LARGE_UNITS.test(pay.currency ?? '') && year > toMinor(MOST_A_YEAR, pay.currency ?? '')
    if (!isTooMuch) return pay
  }
  return null
}

/** An amount as pay for a full year of 52 weeks of 40 hours, for comparing only. Null when the period is unknown. */
export function yearly(value: number | null, period: PayPeriod | null): number | null {
  return value === null || period === null ? null : Math.round(value * PERIODS_A_YEAR[period])
}
