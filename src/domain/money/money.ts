import type { PayPeriod } from '#contract/posting-fields.ts'

/** Full-time weeks of 40 hours, no 13th salary: what a year has of each period where nobody says otherwise. */
export const PERIODS_A_YEAR: Readonly<Record<PayPeriod, number>> = {
  hour: 2080,
  day: 260,
  week: 52,
  month: 12,
  year: 1,
}

/** Digits behind the point of a currency: 2 for EUR, 0 for JPY (ISO 4217), 2 for a code that is none. */
export function minorDigits(currency: string): number {
  // Half a code is none either, and it stands in a form while somebody types.
  if (!/^[A-Za-z]{3}$/.test(currency)) return 2
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

/** Minor units of an amount: cents for euros, whole yen for yen. */
export function toMinor(amount: number, currency: string): number {
  return Math.round(amount * 10 ** minorDigits(currency))
}
