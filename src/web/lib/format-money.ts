import { minorDigits, toMinor } from '#domain/money/money.ts'

/** `EUR 78 000`: the code first, groups set apart, cents only when there are any. */
export function formatMoney(amount: number, currency: string): string {
  return `${currency} ${formatAmount(amount, currency)}`
}

/**
 * `EUR 78 000 to 92 000`, `EUR 78 000 or more`, `up to EUR 92 000`, with `/ month` when it is not for a year. An amount
 * whose currency or period is unknown (null) says so.
 */
export function formatSalary(salary: {
  min: number | null
  max: number | null
  currency: string | null
  period?: string | null
}): string | null {
  const { min, max, currency, period } = salary
  if (min === null && max === null) return null
  const unknown = [currency === null ? 'currency' : '', period === null ? 'period' : ''].filter(Boolean).join(' and ')
  const per = period === undefined || period === null || period === 'year' ? '' : ` / ${period}`
  const rest = `${per}${unknown === '' ? '' : `, ${unknown} not stated`}`
  const amount = (value: number) => formatAmount(value, currency ?? '')
  const money = (value: number) => (currency === null ? amount(value) : formatMoney(value, currency))
  if (min === null) return `up to ${money(max ?? 0)}${rest}`
  if (max === null) return `${money(min)} or more${rest}`
  if (min === max) return `${money(min)}${rest}`
  return `${money(min)} to ${amount(max)}${rest}`
}

/** What a person typed ("78 000", "78.000,50", "78k") in minor units; null when it is no amount. */
export function parseMoney(text: string, currency: string): number | null {
  const match = /^(\d[\d\s.,'’\u00a0\u202f]*)\s*(k)?$/i.exec(text.trim())
  if (match?.[1] === undefined) return null
  const digits = match[1].replaceAll(/[\s'’\u00a0\u202f]/g, '')
  const decimal = /[.,](\d{1,2})$/.exec(digits)?.[1] ?? ''
  const whole = (decimal === '' ? digits : digits.slice(0, -decimal.length - 1)).replaceAll(/[.,]/g, '')
  const value = Number(`${whole}.${decimal === '' ? '0' : decimal}`) * (match[2] === undefined ? 1 : 1000)
  return Number.isFinite(value) ? toMinor(value, currency) : null
}

/** As `parseMoney`, of a field that may stay empty: null for nothing, undefined for what is no amount. */
export function amountOf(text: string, currency: string): number | null | undefined {
  return text.trim() === '' ? null : (parseMoney(text, currency) ?? undefined)
}

/** What is said at a field whose amount cannot be read. */
export const AMOUNT_HINT = 'Write an amount such as 78 000 or 78k.'

/** An amount for an input field: `78 000`. */
export function formatAmount(amount: number, currency: string): string {
  const digits = minorDigits(currency)
  const value = amount / 10 ** digits
  return groups(value, Number.isInteger(value) ? 0 : digits)
}

/** `4 218`: thousands set apart by a space that does not break, as everywhere in the product. */
export function formatCount(count: number): string {
  return groups(count, 0)
}

function groups(value: number, digits: number): string {
  return new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .format(value)
    .replaceAll(',', '\u00a0')
}
