import { Temporal } from 'temporal-polyfill'

/** The only source of time. Tests pass one that they move. */
export interface Clock {
  now(): Temporal.Instant
  /** Milliseconds since the epoch. */
  ms(): number
  /** RFC 3339 in UTC with milliseconds, as rows and the wire have it. */
  iso(): string
}

export const systemClock: Clock = clockFrom(() => Date.now())

/** A clock over a function that gives milliseconds since the epoch. */
export function clockFrom(ms: () => number): Clock {
  return {
    ms,
    now: () => Temporal.Instant.fromEpochMilliseconds(ms()),
    iso: () => isoOf(ms()),
  }
}

/** The platform's date, for libraries that ask for one. */
export function dateOf(instant: string): Date {
  return new Date(instant)
}

/** RFC 3339 in UTC with milliseconds. */
export function isoOf(ms: number): string {
  return new Date(ms).toISOString()
}
