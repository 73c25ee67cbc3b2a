/** A moment as clocks on the wall show it; `weekday` is 1 on Monday. */
export interface LocalTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly weekday: number
}

const DAY_MS = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

/** What clocks in a zone show at an instant. */
export function localAt(zone: string, ms: number): LocalTime {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  const [year, month, day] = [part('year'), part('month'), part('day')]
  // 1 January 1970 was a Thursday.
  const weekday = ((((Date.UTC(year, month - 1, day) / DAY_MS + 3) % 7) + 7) % 7) + 1
  return { year, month, day, hour: part('hour'), minute: part('minute'), second: part('second'), weekday }
}

/** Which day it is in a zone at an instant, as `2026-10-24`. */
export function dayAt(zone: string, ms: number): string {
  const { year, month, day } = localAt(zone, ms)
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}

/**
 * The instant at which clocks in a zone show this hour of a day; `day` may lie beyond the end of the month. An hour that
 * comes twice is its first; one that is left out is as long after midnight as it would have been.
 */
export function instantAt(zone: string, at: Pick<LocalTime, 'year' | 'month' | 'day' | 'hour'>): number {
  const wall = Date.UTC(at.year, at.month - 1, at.day, at.hour)
  const before = offsetAt(zone, wall - DAY_MS)
  const candidates = [before, offsetAt(zone, wall + DAY_MS)].map((offset) => wall - offset)
  const shown = candidates.filter((ms) => wallOf(zone, ms) === wall)
  return shown.length === 0 ? wall - before : Math.min(...shown)
}

function offsetAt(zone: string, ms: number): number {
  return wallOf(zone, ms) - Math.floor(ms / 1000) * 1000
}

function wallOf(zone: string, ms: number): number {
  const { year, month, day, hour, minute, second } = localAt(zone, ms)
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const digits = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
  const made = new Intl.DateTimeFormat('en-US', { ...digits, second: 'numeric', hourCycle: 'h23', timeZone: zone })
  formats.set(zone, made)
  return made
}
