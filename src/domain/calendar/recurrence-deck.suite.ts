import { expand } from './expand.ts'
import { readIcs } from './ics/read.ts'

/** A series as it comes in a file, and where its instances are. Dates stand for all-day, instants for all others. */
export interface DeckCase {
  readonly name: string
  readonly lines: string
  readonly from: string
  readonly to: string
  readonly starts: readonly string[]
}

const series = (name: string, lines: string, window: string, starts: string): DeckCase => {
  const [from = '', to = ''] = window.split('/')
  return {
    name,
    lines,
    from: `${from}T00:00:00Z`,
    to: `${to}T00:00:00Z`,
    starts: starts.split(' ').filter((one) => one !== ''),
  }
}
const start = (zone: string, wall: string) => `DTSTART;TZID=${zone}:${wall}\nDURATION:PT1H`

/** Clock changes: 29 March and 25 October 2026 in Berlin, 8 March and 1 November in New York. */
export const DST_DECK: readonly DeckCase[] = [
  series(
    'every day at nine stays at nine on the wall',
    `${start('Europe/Berlin', '20260327T090000')}\nRRULE:FREQ=DAILY;COUNT=4`,
    '2026-03-01/2026-05-01',
    '2026-03-27T08:00:00Z 2026-03-28T08:00:00Z 2026-03-29T07:00:00Z 2026-03-30T07:00:00Z',
  ),
  series(
    '02:30 in the hour that is left out moves forward by it, on that day alone',
    `${start('Europe/Berlin', '20260328T023000')}\nRRULE:FREQ=DAILY;COUNT=3`,
    '2026-03-01/2026-05-01',
    '2026-03-28T01:30:00Z 2026-03-29T01:30:00Z 2026-03-30T00:30:00Z',
  ),
  series(
    '02:30 in the hour that comes twice is its first',
    `${start('Europe/Berlin', '20261024T023000')}\nRRULE:FREQ=DAILY;COUNT=3`,
    '2026-10-01/2026-12-01',
    '2026-10-24T00:30:00Z 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z',
  ),
  series(
    'every week through a change in the other hemisphere’s direction',
    `${start('Pacific/Auckland', '20260329T100000')}\nRRULE:FREQ=WEEKLY;COUNT=3`,
    '2026-03-01/2026-05-01',
    '2026-03-28T21:00:00Z 2026-04-04T22:00:00Z 2026-04-11T22:00:00Z',
  ),
  series(
    'every hour through the hour that is left out is every hour of the world',
    `${start('America/New_York', '20260308T003000')}\nRRULE:FREQ=HOURLY;COUNT=4`,
    '2026-03-01/2026-04-01',
    '2026-03-08T05:30:00Z 2026-03-08T06:30:00Z 2026-03-08T07:30:00Z 2026-03-08T08:30:00Z',
  ),
  series(
    'every ninety minutes through the hour that comes twice',
    `${start('America/New_York', '20261101T003000')}\nRRULE:FREQ=MINUTELY;INTERVAL=90;COUNT=4`,
    '2026-10-01/2026-12-01',
    '2026-11-01T04:30:00Z 2026-11-01T06:00:00Z 2026-11-01T07:30:00Z 2026-11-01T09:00:00Z',
  ),
  series(
    'UNTIL in UTC takes in the last one far east of it',
    `${start('Asia/Shanghai', '20260301T060000')}\nRRULE:FREQ=DAILY;UNTIL=20260302T220000Z`,
    '2026-02-01/2026-04-01',
    '2026-02-28T22:00:00Z 2026-03-01T22:00:00Z 2026-03-02T22:00:00Z',
  ),
  series(
    'UNTIL a minute before the one that moved forward leaves it out',
    `${start('Europe/Berlin', '20260328T023000')}\nRRULE:FREQ=DAILY;UNTIL=20260329T012900Z`,
    '2026-03-01/2026-05-01',
    '2026-03-28T01:30:00Z',
  ),
  series(
    'the 31st is left out in months that have none, and comes back',
    `${start('Europe/Berlin', '20260131T120000')}\nRRULE:FREQ=MONTHLY;COUNT=4`,
    '2026-01-01/2027-01-01',
    '2026-01-31T11:00:00Z 2026-03-31T10:00:00Z 2026-05-31T10:00:00Z 2026-07-31T10:00:00Z',
  ),
  series(
    '29 February is every fourth year',
    `${start('America/New_York', '20240229T090000')}\nRRULE:FREQ=YEARLY;COUNT=3`,
    '2024-01-01/2040-01-01',
    '2024-02-29T14:00:00Z 2028-02-29T14:00:00Z 2032-02-29T14:00:00Z',
  ),
  series(
    'midnight that is left out is one o’clock',
    `${start('America/Sao_Paulo', '20181103T000000')}\nRRULE:FREQ=DAILY;COUNT=3`,
    '2018-10-01/2018-12-01',
    '2018-11-03T03:00:00Z 2018-11-04T03:00:00Z 2018-11-05T02:00:00Z',
  ),
  series(
    'half an hour that is left out moves by half an hour',
    `${start('Australia/Lord_Howe', '20261003T021500')}\nRRULE:FREQ=DAILY;COUNT=3`,
    '2026-09-01/2026-11-01',
    '2026-10-02T15:45:00Z 2026-10-03T15:45:00Z 2026-10-04T15:15:00Z',
  ),
  series(
    'a day that a country left out is not there twice the day after',
    `${start('Pacific/Apia', '20111229T090000')}\nRRULE:FREQ=DAILY;COUNT=4`,
    '2011-12-01/2012-02-01',
    '2011-12-29T19:00:00Z 2011-12-30T19:00:00Z 2011-12-31T19:00:00Z',
  ),
  series(
    'all-day is dates, wherever one is',
    'DTSTART;VALUE=DATE:20260328\nRRULE:FREQ=DAILY;UNTIL=20260330',
    '2026-03-01/2026-05-01',
    '2026-03-28 2026-03-29 2026-03-30',
  ),
]

/** What is left out, added and moved. */
export const EXCEPTION_DECK: readonly DeckCase[] = [
  series(
    'EXDATE in UTC takes away an instance of a zone',
    `${start('America/New_York', '20260305T090000')}\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260306T140000Z`,
    '2026-03-01/2026-04-01',
    '2026-03-05T14:00:00Z 2026-03-07T14:00:00Z',
  ),
  series(
    'EXDATE as dates takes away all-day instances',
    'DTSTART;VALUE=DATE:20260301\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE;VALUE=DATE:20260302,20260303',
    '2026-02-01/2026-04-01',
    '2026-03-01 2026-03-04',
  ),
  series(
    'EXDATE as a date takes away the timed instance of that day',
    `${start('Europe/Berlin', '20260328T090000')}\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20260329`,
    '2026-03-01/2026-05-01',
    '2026-03-28T08:00:00Z 2026-03-30T07:00:00Z',
  ),
  series(
    'RDATE without a rule keeps the start',
    `${start('Europe/Berlin', '20260301T090000')}\nRDATE;TZID=Europe/Berlin:20260305T110000\nRDATE:20260309T100000Z`,
    '2026-02-01/2026-04-01',
    '2026-03-01T08:00:00Z 2026-03-05T10:00:00Z 2026-03-09T10:00:00Z',
  ),
  series(
    'RDATE that the rule gives as well is there once, and EXDATE wins over RDATE',
    `${start('UTC', '20260301T090000')}\nRRULE:FREQ=DAILY;COUNT=2\nRDATE:20260302T090000Z,20260305T090000Z,20260306T090000Z\nEXDATE:20260306T090000Z`,
    '2026-02-01/2026-04-01',
    '2026-03-01T09:00:00Z 2026-03-02T09:00:00Z 2026-03-05T09:00:00Z',
  ),
  series(
    'a start that does not match its rule is there as well, and COUNT does not count it',
    `${start('Europe/Berlin', '20260304T090000')}\nRRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2`,
    '2026-02-01/2026-04-01',
    '2026-03-04T08:00:00Z 2026-03-09T08:00:00Z 2026-03-16T08:00:00Z',
  ),
  series(
    'a moved instance is where it was moved to and not where it was',
    `${start('Europe/Berlin', '20260302T090000')}\nRRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT\nBEGIN:VEVENT\nUID:deck\nRECURRENCE-ID;TZID=Europe/Berlin:20260309T090000\n${start('America/New_York', '20260310T150000')}`,
    '2026-02-01/2026-04-01',
    '2026-03-02T08:00:00Z 2026-03-10T19:00:00Z 2026-03-16T08:00:00Z',
  ),
  series(
    'an instance that was moved into the window from far away is in it; its name is in UTC',
    `${start('Europe/Berlin', '20260302T090000')}\nRRULE:FREQ=YEARLY;COUNT=3\nEND:VEVENT\nBEGIN:VEVENT\nUID:deck\nRECURRENCE-ID:20270302T080000Z\n${start('Europe/Berlin', '20260401T120000')}`,
    '2026-03-15/2026-05-01',
    '2026-04-01T10:00:00Z',
  ),
  series(
    'a cancelled instance is left out',
    `${start('UTC', '20260301T090000')}\nRRULE:FREQ=DAILY;COUNT=2\nEND:VEVENT\nBEGIN:VEVENT\nUID:deck\nRECURRENCE-ID:20260302T090000Z\nSTATUS:CANCELLED\n${start('UTC', '20260302T090000')}`,
    '2026-02-01/2026-04-01',
    '2026-03-01T09:00:00Z',
  ),
]

/** Where the instances of each case are, as this process sees it. */
export function answers(deck: readonly DeckCase[], viewerZone: string): string[][] {
  return deck.map(({ lines, from, to }) => {
    const text = `BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:deck\n${lines}\nEND:VEVENT\nEND:VCALENDAR\n`
    const { events, problems } = readIcs(text, { viewerZone })
    if (problems.length > 0) return problems.map((problem) => problem.text)
    const limits = { instances: 1_000, ms: 10_000, now: () => 0 }
    return events.flatMap(({ event }) =>
      expand(event, { from, to, zone: viewerZone }, limits).instances.map(({ span }) => span.start),
    )
  })
}
