import type { GhostSign } from '#contract/posting-life.ts'
import { formatShortDay } from '#lib/format-time.ts'
import type { TimeStyle } from '#lib/format-time.ts'

/** A sign of a ghost as a sentence that can be checked. */
export function signInWords({ code, count, at }: GhostSign, style: TimeStyle): string {
  const day = at === null ? 'lately' : formatShortDay(at, style)
  switch (code) {
    case 'employer_dropped':
      return `The employer took it down on ${day}; others list it still.`
    case 'employer_lacks':
      return `The employer’s own board does not have it; it was read whole on ${day}.`
    case 'past_expiry':
      return `Its closing date, ${day}, is over, and it is listed still.`
    case 'long_open':
      return `It has been open for ${count} days.`
    case 'reposted':
      return `It was advertised ${count} times.`
    case 'never_edited':
      return `Not a word of it changed in ${count} days.`
    case 'no_date':
      return 'It names neither a day of publication nor a closing date.'
  }
}
