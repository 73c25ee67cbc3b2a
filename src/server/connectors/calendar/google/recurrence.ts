import { Temporal } from 'temporal-polyfill'
import type { Recurrence, When } from '#domain/calendar/event.ts'
import { readIcs } from '#domain/calendar/ics/read.ts'
import type { ReadEvent } from '#domain/calendar/ics/read.ts'
import { clockOf, instantText } from '#domain/calendar/moment.ts'
import { withParts } from '#domain/calendar/rule.ts'

export interface ReadRecurrence {
  readonly recurrence: Recurrence | null
  /** What of it the model does not carry: then it is shown as far as it goes, and not written anew. */
  readonly unsupported: ReadEvent['unsupported']
}

/** Google's lines are those of a file (reference/events#recurrence), so they are read as those of one. */
export function readRecurrence(lines: readonly string[], when: When): ReadRecurrence {
  const own = lines.filter((line) => /^(RRULE|EXRULE|RDATE|EXDATE)[:;][^\r\n]*$/i.test(line))
  if (own.length === 0) return { recurrence: null, unsupported: [] }
  const event = ['BEGIN:VEVENT', 'UID:series', startLine(when), ...own, 'END:VEVENT']
  const text = ['BEGIN:VCALENDAR', ...event, 'END:VCALENDAR', ''].join('\r\n')
  const read = readIcs(text, { viewerZone: when.kind === 'timed' ? when.zone : 'UTC' }).events[0]
  // Whatever they say, it is a series, and one that we do not understand.
  if (read === undefined) return { recurrence: { rrule: null, rdates: [], exdates: [] }, unsupported: ['rule'] }
  return { recurrence: read.event.recurrence, unsupported: read.unsupported }
}

function startLine(when: When): string {
  if (when.kind === 'all_day') return `DTSTART;VALUE=DATE:${basic(when.date)}`
  const zone = when.kind === 'timed' ? when.zone : 'UTC'
  return zone === 'UTC' ? `DTSTART:${basic(when.start)}Z` : `DTSTART;TZID=${zone}:${basic(when.start)}`
}

/** The lines of a series; its dates as instants, which need no zone, and as dates where it is about days. */
export function recurrenceLines({ rrule, rdates, exdates }: Recurrence, when: When): string[] {
  const dates = rdates.filter((date) => !date.includes('/'))
  const periods = rdates.filter((date) => date.includes('/'))
  const kind = when.kind === 'all_day' ? ';VALUE=DATE' : ''
  const list = (name: string, keys: readonly string[]) =>
    keys.length === 0 ? [] : [`${name}:${keys.map(basic).join(',')}`]
  return [
    ...(rrule === null ? [] : [`RRULE:${withUntil(rrule, when)}`]),
    ...list(`RDATE${kind}`, dates),
    ...list('RDATE;VALUE=PERIOD', periods),
    ...list(`EXDATE${kind}`, exdates),
  ]
}

/** A date for days and an instant for times (RFC 5545 §3.3.10): Google refuses the one where the other is meant. */
function withUntil(rrule: string, when: When): string {
  const until = /(?:^|;)UNTIL=(\d{8})(T\d{6})?(Z)?(?=;|$)/i.exec(rrule)
  if (until === null) return rrule
  const [, day = '', time, zulu] = until
  if (when.kind === 'all_day') return time === undefined ? rrule : withParts(rrule, { UNTIL: day })
  if (zulu !== undefined) return rrule
  // A date means the whole of its day, and a time without a zone is one on the wall of the series.
  const wall = Temporal.PlainDateTime.from(day + (time ?? 'T235959'))
  const at = clockOf(when, [])?.instantOf(wall)
  return at === undefined ? rrule : withParts(rrule, { UNTIL: basic(instantText(at)) })
}

/** `20260329T013000Z`, also of a period with its length behind a slash. */
const basic = (text: string): string => {
  const [key = '', length] = text.split('/')
  return key.replaceAll(/[-:]/g, '') + (length === undefined ? '' : `/${length}`)
}
