import { Temporal } from 'temporal-polyfill'
import type { Said } from './event.ts'
import type { Item, Series } from './item.ts'
import { checkRecurrence, datesIn, firstDate } from './recurrence.ts'
import type { PatternedRecurrence } from './recurrence.ts'
import { Refusal, invalid, notFound } from './refusal.ts'
import { daysOf, onDate, startInstant, touches, wallStart } from './times.ts'
import type { Stretch, Times } from './times.ts'

/** A new series, and its times: it begins on the first date of its pattern. */
export function seriesOf(asked: PatternedRecurrence, asWanted: Times): { series: Series; times: Times } {
  checkRecurrence(asked, asWanted)
  const date = firstDate(asked, asWanted)
  if (date === null) throw invalid('The recurrence has no occurrence.')
  const recurrence = { ...asked, range: { ...asked.range, startDate: date } }
  return { series: { recurrence, cancelled: new Set(), exceptions: new Map() }, times: onDate(asWanted, date) }
}

/**
 * A changed event. Who changes when a series is, or how it repeats, begins it anew: what was changed or deleted on single
 * dates is lost, as Outlook warns before it does so (for Graph nobody documents it). The same said again changes nothing.
 */
export function reshaped(
  item: Item,
  said: Said,
  asked: PatternedRecurrence | null | undefined,
): Pick<Item, 'said' | 'series'> {
  const was = item.series
  const repeats = asked === undefined ? (was?.recurrence ?? null) : asked
  if (repeats === null) return { said, series: null }
  const startDate = wallStart(said.times).toPlainDate().toString()
  const recurrence = asked == null ? { ...repeats, range: { ...repeats.range, startDate } } : repeats
  const { series, times } = seriesOf(recurrence, said.times)
  const isSame = was !== null && shapeOf(series, times) === shapeOf(was, item.said.times)
  return { said: { ...said, times }, series: isSame ? was : series }
}

/** When a series is and how it repeats, as a text that can be compared. */
function shapeOf({ recurrence }: Series, { allDay, start, end, startZone }: Times): string {
  const { daysOfWeek = [], ...pattern } = recurrence.pattern
  const { recurrenceTimeZone: _zone, ...range } = recurrence.range
  const rest = Object.entries({ ...pattern, ...range, kind: pattern.type, allDay, start, end, zone: startZone.name })
  return JSON.stringify([daysOfWeek.toSorted(), rest.toSorted(([a], [b]) => (a < b ? -1 : 1))])
}

/** What is said on one date, or of the whole. */
export function saidOn(item: Item, date: string | null): Said {
  if (date === null) return item.said
  const regular = { ...item.said, times: onDate(item.said.times, date) }
  return { ...regular, ...item.series?.exceptions.get(date)?.said }
}

/** Whether a series has an occurrence on a date that nobody deleted. */
export function stillThere(item: Item, date: string): boolean {
  if (item.series === null || item.series.cancelled.has(date)) return false
  return datesAround(item, item.series, date).includes(date)
}

/** The occurrences that are in a stretch, by the dates on which they would have been. */
export function occurrencesIn(item: Item, stretch: Stretch): string[] {
  const { series } = item
  if (series === null) return []
  const { start, end } = item.said.times
  const length = item.said.times.allDay
    ? Temporal.PlainDate.from(start).until(end)
    : Temporal.Instant.from(start).until(end)
  // A day more on both sides, for zones.
  const from = Temporal.Instant.from(stretch.from).subtract({ hours: Math.ceil(length.total('hours')) + 26 })
  const to = Temporal.Instant.from(stretch.to).add({ hours: 26 })
  const regular = datesIn(series.recurrence, item.said.times, { from: from.toString(), to: to.toString() })
  return [...new Set([...regular, ...series.exceptions.keys()])]
    .filter((date) => !series.cancelled.has(date) && touches(saidOn(item, date).times, stretch))
    .toSorted()
}

export function deleteOccurrence({ series }: Item, date: string): void {
  if (series === null) throw notFound()
  series.exceptions.delete(date)
  series.cancelled.add(date)
}

export function changeOccurrence(
  item: Item,
  date: string,
  changes: Partial<Said>,
  { version, now }: { version: number; now: number },
): void {
  const { series } = item
  if (series === null) throw notFound()
  if (changes.times !== undefined) staysBetween(item, series, date, changes.times)
  const was = series.exceptions.get(date)
  series.exceptions.set(date, {
    said: { ...was?.said, ...changes },
    version,
    created: was?.created ?? now,
    modified: now,
  })
}

/**
 * "An occurrence cannot be moved to or before the day of the previous occurrence, and cannot be moved to or after the day of
 * the following occurrence" (learn.microsoft.com/graph/api/event-update).
 */
function staysBetween(item: Item, series: Series, date: string, times: Times): void {
  const days = datesAround(item, series, date)
    .filter((one) => !series.cancelled.has(one) || one === date)
    .map((one) => ({ date: one, day: daysOf(saidOn(item, one).times).first }))
  const at = days.findIndex((one) => one.date === date)
  const { first, last } = daysOf(times)
  const [before, after] = [days[at - 1]?.day, days[at + 1]?.day]
  if ((before === undefined || first > before) && (after === undefined || last < after)) return
  const message = 'Modified occurrence is crossing or overlapping adjacent occurrence.'
  throw new Refusal(400, 'ErrorOccurrenceCrossingBoundary', message)
}

/** The dates of a series near one of them, both neighbours among them. */
function datesAround(item: Item, series: Series, date: string): string[] {
  const { type, interval } = series.recurrence.pattern
  const unit = type === 'daily' ? 1 : type === 'weekly' ? 7 : type.endsWith('Monthly') ? 31 : 366
  const reach = { hours: 24 * (unit * interval + 8) }
  const at = Temporal.Instant.from(startInstant(onDate(item.said.times, date)))
  const stretch = { from: at.subtract(reach).toString(), to: at.add(reach).toString() }
  return datesIn(series.recurrence, item.said.times, stretch)
}
