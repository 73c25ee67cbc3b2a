import { DETAIL_FIELDS } from '#domain/calendar/event.ts'
import type { DetailChange, EventDetails } from '#domain/calendar/event.ts'

/** The fields in which `next` says something else. */
export function changedFields(before: EventDetails, next: EventDetails): (keyof EventDetails)[] {
  return DETAIL_FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(next[field]))
}

/** What of an instance's details is not what the series says. */
export function differencesOf(series: EventDetails, own: EventDetails): DetailChange {
  const changed = new Set<string>(changedFields(series, own))
  return Object.fromEntries(Object.entries(own).filter(([field]) => changed.has(field)))
}
