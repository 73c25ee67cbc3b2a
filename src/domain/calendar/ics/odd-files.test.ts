import { describe, expect, test } from 'vitest'
import { blankEvent } from '#domain/calendar/event.ts'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { expand } from '#domain/calendar/expand.ts'
import { readIcs } from './read.ts'
import { patchIcs, writeIcs } from './write.ts'

// Files as strangers write them; all of them our own.

const NOW = { now: '2026-03-28T09:00:00Z', invite: false }
const read = (text: string) => readIcs(text, { viewerZone: 'Europe/Vienna' })
const file = (...events: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n')
const event = (uid: string, ...lines: readonly string[]) =>
  ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTART:20260328T090000Z', 'DTEND:20260328T100000Z', ...lines, 'END:VEVENT'].join(
    '\r\n',
  )
const uids = (text: string) => read(text).events.map((one) => one.event.uid)
const only = (text: string): CalendarEvent => {
  const [first] = read(text).events
  if (first === undefined) throw new Error('no event was read')
  return first.event
}

describe('one bad event does not lose a feed', () => {
  const GOOD = event('good')
  test.each([
    ['a start that is no date', 'BEGIN:VEVENT\r\nUID:bad\r\nDTSTART:tomorrow\r\nEND:VEVENT', 'bad_event'],
    ['no start at all', 'BEGIN:VEVENT\r\nUID:bad\r\nSUMMARY:When?\r\nEND:VEVENT', 'bad_event'],
    ['the 30th of February', 'BEGIN:VEVENT\r\nUID:bad\r\nDTSTART:20260230T990000Z\r\nEND:VEVENT', 'bad_event'],
    ['a name of an instance that is no date', event('bad', 'RECURRENCE-ID:garbage'), 'bad_event'],
    ['an end that is missing', 'BEGIN:VEVENT\r\nUID:bad\r\nDTSTART:20260328T090000Z', 'not_closed'],
    ['an alarm that never ends', 'BEGIN:VEVENT\r\nUID:bad2\r\nDTSTART:20260328T090000Z\r\nBEGIN:VALARM', 'not_closed'],
  ])('%s', (_, bad, kind) => {
    const reading = read(file(event('first'), bad, GOOD))
    expect(reading.events.map((one) => one.event.uid)).toEqual(['first', 'good'])
    expect(reading.problems.map((problem) => problem.kind)).toContain(kind)
    expect(reading.truncated).toBe(false)
  })

  test('a line that is none is left out, and the event is kept', () => {
    const reading = read(
      file(event('u', 'SUMMARY:Talk', 'this line was cut off by somebody', 'ATTENDEE;CN=x', 'LOCATION:Room')),
    )
    expect(reading.events[0]?.event).toMatchObject({ title: 'Talk', location: 'Room' })
    expect(reading.problems.map(({ kind, line }) => [kind, line])).toEqual([
      ['bad_line', 8],
      ['bad_line', 9],
    ])
  })
})

test('of a series of which too many instances are cancelled, so many dates are read as can be kept', () => {
  const cancelled = Array.from({ length: 2_005 }, (_, n) => {
    const date = new Date(Date.UTC(2026, 2, 28 + n)).toISOString().slice(0, 10).replaceAll('-', '')
    return event('u', `RECURRENCE-ID:${date}T090000Z`, 'STATUS:CANCELLED')
  })
  const [series] = read(file(event('u', 'RRULE:FREQ=DAILY'), ...cancelled)).events
  expect(series?.event.recurrence?.exdates).toHaveLength(2_000)
  expect(series?.unsupported).toEqual(['too_many_dates'])
})

describe('what is not all there is never taken for all there is', () => {
  test.each([
    ['cut off between events', file(event('a'), event('b')).replace('END:VCALENDAR\r\n', ''), ['a', 'b']],
    ['cut off within an event', file(event('a'), event('b')).slice(0, -40), ['a']],
    ['a log-in page', '<!doctype html><html><body>Please sign in</body></html>', []],
    ['nothing', '', []],
  ])('%s', (_, text, there) => {
    const reading = read(text)
    expect([reading.truncated, reading.events.map((one) => one.event.uid)]).toEqual([true, there])
    expect(
      patchIcs(text, blankEvent('a', { kind: 'all_day', date: '2026-03-28', days: 1 }), { ...NOW, viewerZone: 'UTC' }),
    ).toBe(null)
  })

  test('an empty calendar is whole', () => {
    expect(read(file())).toMatchObject({ truncated: false, name: null, events: [], unreadable: [], problems: [] })
  })

  test('a file of more than a calendar has is refused', () => {
    expect(read('X'.repeat(30_000_001))).toMatchObject({
      truncated: true,
      events: [],
      problems: [{ kind: 'too_large' }],
    })
    const many = file(...Array.from({ length: 20_100 }, () => 'BEGIN:VTODO\r\nEND:VTODO'))
    expect(read(many)).toMatchObject({ truncated: true, problems: [{ kind: 'too_large' }] })
    const deep = file(
      event(
        'u',
        ...Array.from({ length: 50 }, () => 'BEGIN:VALARM'),
        ...Array.from({ length: 50 }, () => 'END:VALARM'),
      ),
    )
    expect(uids(deep)).toEqual(['u'])
  })
})

describe('how strangers write', () => {
  test('without CR, with a byte order mark, in lower case, folded within a word', () => {
    const text = `\uFEFFbegin:vcalendar\nbegin:vevent\nuid:u\ndtstart:20260328T090000Z\nsummary:In\n ter\n\tview\nend:vevent\nend:vcalendar`
    expect(only(text).title).toBe('Interview')
    expect(read(text).truncated).toBe(false)
  })

  test('spaces in a rule', () => {
    expect(only(file(event('u', 'RRULE: FREQ=WEEKLY; BYDAY=MO, TU'))).recurrence?.rrule).toBe('FREQ=WEEKLY;BYDAY=MO,TU')
  })

  test('no UID: the same event is the same the next time', () => {
    const text = file('BEGIN:VEVENT\r\nDTSTART:20260328T090000Z\r\nSUMMARY:A\r\nEND:VEVENT')
    expect(uids(text)).toEqual(uids(text.replace('VERSION:2.0', 'VERSION:2.0\r\nPRODID:x')))
    expect(uids(text)).not.toEqual(uids(text.replace('SUMMARY:A', 'SUMMARY:B')))
  })

  test('two events of one UID: the one that was changed more often counts', () => {
    const text = file(event('u', 'SEQUENCE:2', 'SUMMARY:New'), event('u', 'SEQUENCE:1', 'SUMMARY:Old'))
    expect(read(text).events.map((one) => one.event.title)).toEqual(['New'])
  })

  test('an end before the start takes no time, a date alone is one day', () => {
    expect(only(file(event('u').replace('DTEND:20260328T100000Z', 'DTEND:20260328T080000Z'))).when).toMatchObject({
      duration: 'PT0S',
    })
    const day = file('BEGIN:VEVENT\r\nUID:u\r\nDTSTART:20260328\r\nDTEND;VALUE=DATE:20260328\r\nEND:VEVENT')
    expect(only(day).when).toEqual({ kind: 'all_day', date: '2026-03-28', days: 1 })
  })

  test.each([
    ['EXRULE:FREQ=DAILY;COUNT=2', 'exrule'],
    ['RRULE:FREQ=DAILY\r\nRRULE:FREQ=WEEKLY', 'many_rules'],
    ['RRULE:FREQ=LUNARLY', 'rule'],
  ])('%s is told of: nothing is approximated', (line, unsupported) => {
    expect(read(file(event('u', line))).events[0]?.unsupported).toEqual([unsupported])
  })

  test('an override for all that follow is told of', () => {
    const override = event('u', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20260329T090000Z')
    expect(read(file(event('u', 'RRULE:FREQ=DAILY'), override)).events[0]?.unsupported).toEqual(['this_and_future'])
  })

  test('an instance without its series is an event of its own', () => {
    const alone = only(file(event('u', 'RECURRENCE-ID:20260327T090000Z')))
    expect([alone.recurrence_id, alone.recurrence]).toEqual(['2026-03-27T09:00:00Z', null])
  })

  test('a zone that the file brings is kept where it is nobody’s, and written again', () => {
    const zone =
      'BEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0112\r\nTZOFFSETTO:+0112\r\nEND:STANDARD\r\nEND:VTIMEZONE'
    const text = file(zone, event('u').replaceAll(/(DT\w+):(\w+)Z/g, '$1;TZID=Office:$2'))
    const one = only(text)
    expect(one).toMatchObject({ tz_uncertain: false, when: { zone: 'Office', duration: 'PT1H' } })
    expect(only(writeIcs([one], NOW))).toEqual(one)
  })

  test('a moved instance may be in a zone of its own that is nobody’s', () => {
    const zone = [
      ...['BEGIN:VTIMEZONE', 'TZID:Office', 'BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0112'],
      ...['TZOFFSETTO:+0112', 'END:STANDARD', 'END:VTIMEZONE'],
    ]
    const moved = event('u', 'RECURRENCE-ID:20260329T090000Z').replace(
      'DTSTART:20260328T090000Z',
      'DTSTART;TZID=Office:20260329T120000',
    )
    const one = only(file(...zone, event('u', 'RRULE:FREQ=DAILY'), moved))
    const view = { from: '2026-03-29T00:00:00Z', to: '2026-03-30T00:00:00Z', zone: 'UTC' }
    const { instances } = expand(one, view, { instances: 10, ms: 1, now: () => 0 })
    expect(instances.map(({ span }) => span.start)).toEqual(['2026-03-29T10:48:00Z'])
  })

  test('an instance without its series is patched alone, beside others of its name', () => {
    const two = file(
      event('u', 'RECURRENCE-ID:20260327T090000Z', 'X-A:1'),
      event('u', 'RECURRENCE-ID:20260328T090000Z', 'X-B:2'),
    )
    const alone = only(two)
    const text = patchIcs(two, { ...alone, title: 'New' }, { ...NOW, viewerZone: 'UTC' }) ?? ''
    expect(read(text).events.map((one) => [one.event.recurrence_id, one.event.title])).toEqual([
      ['2026-03-27T09:00:00Z', 'New'],
      ['2026-03-28T09:00:00Z', ''],
    ])
    expect(lost(two, text)).toEqual([])
  })

  test('a zone that nobody can tell is the viewer’s, and says so', () => {
    const one = only(file(event('u').replaceAll(/(DT\w+):(\w+)Z/g, '$1;TZID=Customized Time Zone:$2')))
    expect(one).toMatchObject({ tz_uncertain: true, when: { zone: 'Europe/Vienna', start: '2026-03-28T09:00:00' } })
  })

  test('texts of any length are cut to what is stored', () => {
    const long = only(file(event('u', `SUMMARY:${'x'.repeat(5_000)}`, `DESCRIPTION:${'y'.repeat(100_000)}`)))
    expect([long.title.length, long.description?.length]).toEqual([1_000, 30_000])
  })
})

const RICH = file(
  'X-WR-CALNAME:Mine',
  'BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nX-LIC-LOCATION:Europe/Berlin\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE',
  event('other', 'SUMMARY:Not ours'),
  event(
    'u',
    'SEQUENCE:4',
    'SUMMARY;LANGUAGE=de:Gespräch',
    'RRULE:FREQ=DAILY;COUNT=5',
    'X-APPLE-TRAVEL-ADVISORY-BEHAVIOR;X-A="b:c":AUTOMATIC',
    'ATTENDEE;X-NUM-GUESTS=2;CN=Ann;PARTSTAT=ACCEPTED:MAILTO:ann@example.com',
    'CONFERENCE;VALUE=URI:https://meet.example/1',
    'BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER;VALUE=DATE-TIME:20260328T080000Z\r\nEND:VALARM',
    'BEGIN:VALARM\r\nUID:alarm-1\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nX-WR-ALARMUID:1\r\nEND:VALARM',
  ),
  event('u', 'RECURRENCE-ID:20260330T090000Z', 'SUMMARY:Moved', 'X-OWN:kept').replace(
    'DTSTART:20260328T09',
    'DTSTART:20260330T08',
  ),
)
const lost = (before: string, after: string) => {
  const left = new Set(after.split('\r\n'))
  return before.split('\r\n').filter((line) => !left.has(line))
}

describe('an edit touches what it is about', () => {
  const series =
    read(RICH).events.find((one) => one.event.uid === 'u')?.event ??
    blankEvent('', { kind: 'all_day', date: '', days: 1 })
  const patched = (next: CalendarEvent) => patchIcs(RICH, next, { ...NOW, viewerZone: 'UTC' }) ?? ''

  test('another title: unknown properties, alarms, people, zones, moved instances and other events stay', () => {
    const text = patched({ ...series, title: 'Interview' })
    expect(lost(RICH, text)).toEqual(['SEQUENCE:4', 'SUMMARY;LANGUAGE=de:Gespräch'])
    expect(lost(text, RICH)).toEqual([
      'SEQUENCE:5',
      'SUMMARY:Interview',
      'DTSTAMP:20260328T090000Z',
      'LAST-MODIFIED:20260328T090000Z',
    ])
  })

  test('another reminder: the alarm that the model has no words for stays', () => {
    const text = patched({ ...series, reminders: [{ minutes_before: 60, method: 'popup' }] })
    expect(text).toContain('TRIGGER;VALUE=DATE-TIME:20260328T080000Z')
    expect(lost(RICH, text)).not.toContain('ACTION:DISPLAY')
    expect(lost(RICH, text)).toEqual(expect.arrayContaining(['UID:alarm-1', 'TRIGGER:-PT15M']))
    expect(text).toContain('TRIGGER:-PT60M')
  })

  test('an instance taken out: its override goes, EXDATE comes', () => {
    const recurrence = { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: ['2026-03-30T09:00:00Z'] }
    const text = patched({ ...series, recurrence, overrides: [] })
    expect(text).toContain('EXDATE:20260330T090000Z')
    expect(text).not.toContain('RECURRENCE-ID')
    expect(text).toContain('UID:other')
  })

  test('an instance changed for the first time begins as its series, with all that is unknown in it', () => {
    const override = { recurrence_id: '2026-03-29T09:00:00Z', when: null, details: { title: 'Second' } }
    const text = patched({ ...series, overrides: [override, ...series.overrides] })
    expect(text.match(/X-APPLE-TRAVEL-ADVISORY-BEHAVIOR/g)).toHaveLength(2)
    expect(text).toContain('RECURRENCE-ID:20260329T090000Z')
    expect(text.match(/RRULE/g)).toHaveLength(1)
  })

  test('one more person: nobody is mailed unless it was asked, and the others’ lines stay', () => {
    const bob = {
      email: 'bob@example.com',
      name: 'Bob',
      role: 'required',
      answer: 'needs_action',
      kind: 'person',
    } as const
    const next = { ...series, attendees: [...series.attendees, bob] }
    expect(lost(RICH, patched(next))).toEqual(['SEQUENCE:4'])
    expect(patched(next)).toContain('SCHEDULE-AGENT=CLIENT')
    expect(patchIcs(RICH, next, { ...NOW, invite: true, viewerZone: 'UTC' })).not.toContain('SCHEDULE-AGENT')
  })

  test('moved to another zone: its VTIMEZONE comes with it', () => {
    const text = patched({
      ...series,
      when: { kind: 'timed', start: '2026-03-28T09:00:00', zone: 'America/New_York', duration: 'PT1H' },
    })
    expect(text).toContain('TZID:America/New_York')
    expect(text).toContain('DTSTART;TZID=America/New_York:20260328T090000')
    expect(text).toContain('X-LIC-LOCATION:Europe/Berlin')
  })

  test('what a stranger typed into a field never becomes a line of its own', () => {
    const evil = 'x\r\nATTENDEE:mailto:all@example.com'
    const text = patched({
      ...series,
      title: evil,
      url: `https://example.com/${evil}`,
      location: evil,
      organizer: { email: evil, name: evil },
    })
    expect(text.split('\r\n').filter((line) => line.startsWith('ATTENDEE:'))).toEqual([])
    expect(read(text).problems).toEqual([])
  })
})
