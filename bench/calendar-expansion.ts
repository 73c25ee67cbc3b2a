import { RRuleSet } from 'rrule-rust'
import { blankEvent } from '#domain/calendar/event.ts'
import { expand } from '#domain/calendar/expand.ts'
import type { Row } from './row.ts'

const SERIES = 1_000
const UNTIL = 'UNTIL=20301231T235959Z'
const VIEW = { from: '2026-01-01T00:00:00Z', to: '2031-01-01T00:00:00Z', zone: 'Europe/Berlin' }
const LIMITS = { instances: 100_000, ms: 60_000, now: () => performance.now() }

/** As people and other programs write them. */
const RULES = [
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=3',
  'FREQ=WEEKLY;BYDAY=MO,WE,FR',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
  'FREQ=MONTHLY;BYMONTHDAY=15',
  'FREQ=MONTHLY;BYDAY=2TU',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=MONTHLY;BYMONTHDAY=-1',
  'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'FREQ=YEARLY',
]

/** The dates of many series over five years, by us and by a library of compiled code. */
export async function measureExpansion(): Promise<Row[]> {
  const all = Array.from({ length: SERIES }, (_, n) => ({
    rule: `${RULES[n % RULES.length]};${UNTIL}`,
    start: startOf(n),
  }))
  const found = { ours: 0, theirs: 0 }
  const began = performance.now()
  for (const one of all) found.theirs += byLibrary(one)
  const turned = performance.now()
  for (const one of all) found.ours += byUs(one)
  const [ours, theirs] = [performance.now() - turned, turned - began]
  console.log(`${SERIES} series: ${found.ours} dates by us, ${found.theirs} by rrule-rust`)
  return [
    {
      what: `calendars: ${SERIES} mixed series over 5 years, ${found.ours} dates`,
      ours,
      unit: 'ms',
      reference: { name: `rrule-rust 3.1.1, ${found.theirs} dates`, value: theirs },
      bar: null,
    },
  ]
}

interface Series {
  readonly rule: string
  /** On the clock of Berlin. */
  readonly start: string
}

function byUs({ rule, start }: Series): number {
  const when = { kind: 'timed', start, zone: 'Europe/Berlin', duration: 'PT1H' } as const
  const event = { ...blankEvent('series', when), recurrence: { rrule: rule, rdates: [], exdates: [] } }
  const { instances, stopped } = expand(event, VIEW, LIMITS)
  if (stopped !== null) throw new Error(`${rule} ended as ${stopped}.`)
  return instances.length
}

function byLibrary({ rule, start }: Series): number {
  const at = start.replaceAll(/[-:]/g, '')
  // As an instant each, which is what ours are.
  return RRuleSet.fromString(`DTSTART;TZID=Europe/Berlin:${at}\nRRULE:${rule}`)
    .all()
    .map((date) => date.toTimestamp()).length
}

function startOf(n: number): string {
  const two = (of: number) => String(of).padStart(2, '0')
  return `2026-${two(1 + (n % 12))}-${two(1 + (n % 28))}T${two(8 + (n % 10))}:30:00`
}
