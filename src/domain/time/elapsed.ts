/** A span of time in its largest unit. */
export interface Elapsed {
  readonly count: number
  readonly unit: 'minute' | 'hour' | 'day'
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** What has passed between two instants, counted whole: 47 hours are one day. Nothing has passed before the first. */
export function elapsed(from: string, to: string): Elapsed {
  const ms = Math.max(0, Date.parse(to) - Date.parse(from))
  if (ms >= DAY) return { count: Math.floor(ms / DAY), unit: 'day' }
  return ms >= HOUR
    ? { count: Math.floor(ms / HOUR), unit: 'hour' }
    : { count: Math.floor(ms / MINUTE), unit: 'minute' }
}

export function wholeDays(from: string, to: string): number {
  const { count, unit } = elapsed(from, to)
  return unit === 'day' ? count : 0
}

/** `just now`, `5 minutes ago`, `1 hour ago`, `3 days ago`. */
export function agoInWords(from: string, to: string): string {
  const { count, unit } = elapsed(from, to)
  return count === 0 ? 'just now' : `${count} ${unit}${count === 1 ? '' : 's'} ago`
}
