import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { customClock } from '#domain/calendar/zone-rules.ts'
import { zoneComponent } from './vtimezone.ts'
import { readTree, writeTree } from './tree.ts'
import { readZones } from './zones.ts'

const ZONES = [
  ...[
    'Europe/Berlin',
    'Europe/Dublin',
    'America/New_York',
    'America/Santiago',
    'America/Asuncion',
    'Africa/Casablanca',
  ],
  ...['Asia/Kathmandu', 'Asia/Tehran', 'Australia/Lord_Howe', 'Pacific/Apia', 'Antarctica/Troll', 'Europe/Istanbul'],
]

test.each(ZONES)('the VTIMEZONE of %s shows the same clock as the zone itself', (zone) => {
  const file = writeTree({ name: 'vcalendar', lines: [], components: [zoneComponent(zone, null, 2012)] })
  const read = readTree(file).calendars.flatMap((calendar) => [...readZones(calendar).values()])[0]
  if (read === undefined) throw new Error('no zone was written')
  const clock = customClock(read)
  const shown: string[] = []
  const meant: string[] = []
  for (let hour = 0; hour < 14 * 366 * 24; hour += 29) {
    const at = Temporal.Instant.from('2012-01-01T00:30:00Z').add({ hours: hour })
    shown.push(clock.wallOf(at).toString())
    meant.push(at.toZonedDateTimeISO(zone).toPlainDateTime().toString())
  }
  expect(shown).toEqual(meant)
})

test.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'])(
  'wall times of %s, also those that come twice or never, are the same instants as in the zone',
  (zone) => {
    const file = writeTree({ name: 'vcalendar', lines: [], components: [zoneComponent(zone, null, 2026)] })
    const read = readTree(file).calendars.flatMap((calendar) => [...readZones(calendar).values()])[0]
    if (read === undefined) throw new Error('no zone was written')
    const clock = customClock(read)
    const start = Temporal.PlainDateTime.from('2026-01-01T00:10:00')
    const walls = Array.from({ length: 366 * 72 }, (_, at) => start.add({ minutes: at * 20 }))
    const wrong = walls.filter((wall) => !clock.instantOf(wall).equals(wall.toZonedDateTime(zone).toInstant()))
    expect(wrong.map(String)).toEqual([])
  },
)
