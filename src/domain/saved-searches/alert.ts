import type { AlertWhen } from '#contract/saved-searches.ts'
import { instantAt, localAt } from '#domain/time/zone.ts'

/** When a person wants to hear of new postings. */
export interface AlertSetting {
  readonly alert: AlertWhen
  /** The hour on the person's own clocks. */
  readonly alert_hour: number
  /** 1 is Monday; for weekly ones. */
  readonly alert_weekday: number
}

/** The next instant after `after_ms` at which a daily or weekly alert is due; null where none is bound to the clock. */
export function nextAlert(setting: AlertSetting, zone: string, after_ms: number): number | null {
  if (setting.alert !== 'daily' && setting.alert !== 'weekly') return null
  const { year, month, day, weekday } = localAt(zone, after_ms)
  const ahead = setting.alert === 'daily' ? 0 : (setting.alert_weekday - weekday + 7) % 7
  const step = setting.alert === 'daily' ? 1 : 7
  const at = (days: number) => instantAt(zone, { year, month, day: day + days, hour: setting.alert_hour })
  // A day of 25 hours still has only one of each but the doubled hour, of which the first counts.
  const first = at(ahead)
  return first > after_ms ? first : at(ahead + step)
}
