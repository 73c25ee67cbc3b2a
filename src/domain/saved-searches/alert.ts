import { Temporal } from 'temporal-polyfill'
import type { AlertWhen } from '#contract/saved-searches.ts'

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
  const today = Temporal.Instant.fromEpochMilliseconds(after_ms).toZonedDateTimeISO(zone).toPlainDate()
  const ahead = setting.alert === 'daily' ? 0 : (setting.alert_weekday - today.dayOfWeek + 7) % 7
  const step = setting.alert === 'daily' ? 1 : 7
  // Of an hour that comes twice the first counts; one that is left out is as much later as clocks were put forward.
  const plainTime = Temporal.PlainTime.from({ hour: setting.alert_hour })
  const at = (days: number) => today.add({ days }).toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds
  const first = at(ahead)
  return first > after_ms ? first : at(ahead + step)
}
