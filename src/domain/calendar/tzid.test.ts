import { expect, test } from 'vitest'
import type { CustomZone } from './event.ts'
import { isIanaZone } from './moment.ts'
import { resolveZone, windowsZoneOf } from './tzid.ts'
import type { ZoneHints } from './tzid.ts'
import { WINDOWS_ZONES } from './windows-zones.ts'

const NOTHING: ZoneHints = { embedded: null, calendarZone: null, viewerZone: 'Asia/Tokyo' }

const berlin: CustomZone = {
  tzid: 'Customized Time Zone',
  observances: [
    {
      start: '1601-10-28T03:00:00',
      offset_from: 7_200,
      offset_to: 3_600,
      rrule: 'FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
      rdates: [],
    },
    {
      start: '1601-03-25T02:00:00',
      offset_from: 3_600,
      offset_to: 7_200,
      rrule: 'FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
      rdates: [],
    },
  ],
}
const nobodys: CustomZone = {
  tzid: 'Office Time',
  observances: [{ start: '1970-01-01T00:00:00', offset_from: 4_320, offset_to: 4_320, rrule: null, rdates: [] }],
}

test.each([
  ['Europe/Berlin', 'Europe/Berlin', 'name'],
  ['europe/berlin', 'Europe/Berlin', 'name'],
  ['"America/Argentina/Buenos_Aires"', 'America/Argentina/Buenos_Aires', 'name'],
  ['Europe/Kyiv', 'Europe/Kyiv', 'name'],
  ['US/Eastern', 'US/Eastern', 'name'],
  ['UTC', 'UTC', 'name'],
  ['tzone://Microsoft/Utc', 'UTC', 'alias'],
  ['/freeassociation.sourceforge.net/Tzfile/Europe/Berlin', 'Europe/Berlin', 'alias'],
  ['/freeassociation.sourceforge.net/Europe/Berlin', 'Europe/Berlin', 'alias'],
  ['/mozilla.org/20050126_1/Europe/Berlin', 'Europe/Berlin', 'alias'],
  ['/softwarestudio.org/Olson_20011030_5/America/Argentina/Ushuaia', 'America/Argentina/Ushuaia', 'alias'],
  ['(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', 'Europe/Amsterdam', 'alias'],
  ['(GMT+01.00) Brussels / Copenhagen / Madrid / Paris', 'Europe/Brussels', 'alias'],
  ['(UTC-05:00) Eastern Time (US & Canada)', 'America/New_York', 'alias'],
  ['(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi', 'Asia/Kolkata', 'alias'],
  ['(UTC) Coordinated Universal Time', 'UTC', 'alias'],
  ['W. Europe Standard Time', 'Europe/Berlin', 'windows'],
  ['w. europe standard time', 'Europe/Berlin', 'windows'],
  ['Pacific Standard Time', 'America/Los_Angeles', 'windows'],
])('%s is %s, by its %s', (tzid, zone, by) => {
  const resolved = resolveZone(tzid, NOTHING)
  expect(resolved).toMatchObject({ kind: 'iana', by })
  expect(['Europe/Kyiv', 'Europe/Kiev', 'Asia/Kolkata', 'Asia/Calcutta'].includes(zone) || resolved.zone === zone).toBe(
    true,
  )
})

test('a name of Windows is the zone of the person, where that is one of those it stands for', () => {
  expect(resolveZone('W. Europe Standard Time', { ...NOTHING, viewerZone: 'Europe/Vienna' }).zone).toBe('Europe/Vienna')
})

test('a place that keeps another offset is not the one that is meant', () => {
  expect(resolveZone('(UTC+09:00) Berlin', NOTHING).kind).toBe('uncertain')
})

test('a zone that came along is the IANA zone with the same offsets', () => {
  const hints = { ...NOTHING, embedded: berlin, calendarZone: 'America/New_York' }
  expect(resolveZone('Customized Time Zone', hints)).toEqual({ kind: 'iana', zone: 'Europe/Berlin', by: 'offsets' })
  expect(resolveZone('Customized Time Zone', { ...hints, viewerZone: 'Europe/Rome' }).zone).toBe('Europe/Rome')
})

test('a zone that came along and is nobody’s is kept as it is', () => {
  expect(resolveZone('Office Time', { ...NOTHING, embedded: nobodys })).toEqual({ kind: 'custom', zone: nobodys })
})

test('an unknown name alone is the zone of its calendar, and else the person’s, which is a guess', () => {
  const calendar = { ...NOTHING, calendarZone: 'Romance Standard Time' }
  expect(resolveZone('Customized Time Zone', calendar)).toEqual({ kind: 'iana', zone: 'Europe/Paris', by: 'calendar' })
  expect(resolveZone('Customized Time Zone', NOTHING)).toEqual({ kind: 'uncertain', zone: 'Asia/Tokyo' })
  expect(['', 'constructor', '__proto__', '(UTC) __proto__'].map((name) => resolveZone(name, NOTHING).kind)).toEqual(
    Array.from({ length: 4 }, () => 'uncertain'),
  )
})

test('every zone that a name of Windows stands for first is one that this machine knows', () => {
  const unknown = [...WINDOWS_ZONES.values()]
    .map((zones) => zones.split(' ')[0] ?? '')
    .filter((zone) => !isIanaZone(zone))
  expect(unknown).toEqual([])
})

test.each([
  ['Europe/Vienna', 'W. Europe Standard Time'],
  ['Europe/Kyiv', 'FLE Standard Time'],
  ['Europe/Kiev', 'FLE Standard Time'],
  ['Mars/Phobos', null],
])('%s is %s to Windows', (zone, windows) => {
  expect(windowsZoneOf(zone)).toBe(windows)
})
