import type { Application } from '#contract/applications.ts'
import { elapsed } from '#domain/time/elapsed.ts'
import { formatMoney } from '#lib/format-money.ts'

/** `2 h here`, `13 d here`: how long it stands where it stands. */
export function stayOf(application: Application, at: Date): string {
  const { count, unit } = elapsed(application.status_at, at.toISOString())
  return unit === 'minute' ? 'just now' : `${count} ${unit === 'hour' ? 'h' : 'd'} here`
}

/** `EUR 96 000`, `SEK 63 000 / m`: the top of what is paid. */
export function payOf(application: Application): string | null {
  const amount = application.salary_max ?? application.salary_min
  if (amount === null || application.salary_currency === null) return null
  const period = application.salary_period
  const per = period === null || period === 'year' ? '' : ` / ${period.slice(0, 1)}`
  return `${formatMoney(amount, application.salary_currency)}${per}`
}
