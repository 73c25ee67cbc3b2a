import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { CalendarEvent as Schema } from '#domain/calendar/event.ts'
import { arbitraryEvent } from './arbitrary-event.suite.ts'
import { readIcs } from './read.ts'
import { patchIcs, writeIcs } from './write.ts'

const OPTIONS = { now: '2026-03-28T09:00:00Z', invite: false }
const read = (text: string) => readIcs(text, { viewerZone: 'Asia/Tokyo' })
const withoutSequence = (event: CalendarEvent | undefined) => ({ ...event, sequence: 0 })

test('what is written is read as the same event', () => {
  fc.assert(
    fc.property(arbitraryEvent, fc.nat(9), fc.constantFrom(null, 'before@x'), (some, sequence, split_from) => {
      const event = { ...some, sequence, split_from }
      expect(Schema.parse(event)).toEqual(event)
      const reading = read(writeIcs([event], OPTIONS))
      const whole = { truncated: false, unreadable: [], problems: [], events: [{ event, unsupported: [] }] }
      expect(reading).toMatchObject(whole)
    }),
    { numRuns: 100 },
  )
})

test('a file patched with another event of the same name is read as that event', () => {
  fc.assert(
    fc.property(arbitraryEvent, arbitraryEvent, (before, after) => {
      const patched = patchIcs(writeIcs([before], OPTIONS), after, { ...OPTIONS, viewerZone: 'Asia/Tokyo' })
      const reading = read(patched ?? '')
      expect(reading.problems).toEqual([])
      expect(reading.events.map(({ event }) => withoutSequence(event))).toEqual([withoutSequence(after)])
    }),
    { numRuns: 100 },
  )
})

test('a file patched with what it says already stays as it is, letter by letter', () => {
  fc.assert(
    fc.property(arbitraryEvent, (event) => {
      const text = writeIcs([event], OPTIONS)
      expect(patchIcs(text, event, { now: '2027-01-01T00:00:00Z', invite: true, viewerZone: 'UTC' })).toBe(text)
    }),
  )
})

test('no line of a file is longer than 75 octets, and each ends with CRLF', () => {
  fc.assert(
    fc.property(arbitraryEvent, (event) => {
      const lines = writeIcs([event], OPTIONS).split('\r\n')
      expect(lines.pop()).toBe('')
      const sizes = lines.map((line) => new TextEncoder().encode(line).length)
      expect(Math.max(...sizes)).toBeLessThanOrEqual(75)
      expect(lines.every((line) => !/[\r\n]/.test(line))).toBe(true)
    }),
  )
})
