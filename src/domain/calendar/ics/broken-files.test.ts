import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CalendarEvent } from '#domain/calendar/event.ts'
import { expand } from '#domain/calendar/expand.ts'
import { arbitraryEvent } from './arbitrary-event.suite.ts'
import { readIcs } from './read.ts'
import { patchIcs, writeIcs } from './write.ts'

const OPTIONS = { now: '2026-03-28T09:00:00Z', invite: false, viewerZone: 'Asia/Tokyo' }
const VIEW = { from: '2026-01-01T00:00:00Z', to: '2026-04-01T00:00:00Z', zone: 'Asia/Tokyo' }
const LIMITS = { instances: 500, ms: 1, now: () => 0 }

const odd = fc.constantFrom(
  ...[
    '',
    ':',
    ';',
    '=',
    '"',
    'BEGIN:VEVENT',
    'END:VEVENT',
    'BEGIN:',
    'END:VCALENDAR',
    'RRULE:FREQ=YEARLY;INTERVAL=999999999',
  ],
  ...[
    'RRULE:FREQ=DAILY;UNTIL=20260230',
    'RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=5MO',
    'DTSTART:99999999T999999Z',
    'DTSTART:00010101',
  ],
  ...[
    'DTEND:99991231T235959Z',
    'DURATION:P999999999999D',
    'DURATION:-PT1H',
    'DURATION:P1Y2M',
    'EXDATE:',
    'EXDATE;TZID=X:20260101T000000',
  ],
  ...[
    'RDATE;VALUE=PERIOD:20260101T000000Z/P9999999D',
    'RDATE;VALUE=PERIOD:x/y',
    'TRIGGER:P',
    'SEQUENCE:-1',
    'SEQUENCE:99999999999999999999',
  ],
  ...[
    'RECURRENCE-ID:20260101',
    'RECURRENCE-ID;VALUE=DATE:20260230',
    'DTSTART;TZID=__proto__:20260101T000000',
    'CONSTRUCTOR:x',
    '__PROTO__:x',
  ],
  ...[
    'ATTENDEE;__proto__=x:mailto:a',
    'X;constructor=1:y',
    'UID:__proto__',
    'CATEGORIES:,,',
    'TZOFFSETTO:+9999',
    'GEO:x',
    'ATTACH;VALUE=BINARY:%',
  ],
)

test('whatever happened to a file, it is read without throwing, and what was read is a whole event', () => {
  const changes = fc.array(fc.tuple(fc.nat(200), odd, fc.constantFrom('in', 'over', 'cut', 'half')), {
    minLength: 1,
    maxLength: 8,
  })
  fc.assert(
    fc.property(arbitraryEvent, changes, (event, all) => {
      const lines = writeIcs([event], OPTIONS).split('\r\n')
      for (const [place, line, how] of all) {
        const at = place % lines.length
        if (how === 'in') lines.splice(at, 0, line)
        else if (how === 'over') lines[at] = line
        else if (how === 'cut') lines.splice(at, 1)
        else lines[at] = (lines[at] ?? '').slice(0, place % 30) + line
      }
      for (const read of readIcs(lines.join('\r\n'), OPTIONS).events) {
        expect(CalendarEvent.parse(read.event)).toEqual(read.event)
        expect(expand(read.event, VIEW, LIMITS).instances.length).toBeLessThanOrEqual(500)
        patchIcs(lines.join('\r\n'), { ...read.event, title: 'New' }, OPTIONS)
      }
    }),
    { numRuns: 200 },
  )
})
