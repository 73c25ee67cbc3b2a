import { expect, test } from 'vitest'
import { readIcs } from '#domain/calendar/ics/read.ts'
import { answered, slugOf } from './answers.ts'
import { elsewhere, eventOfGuest, eventOfHost, invitation, moved, timeOf } from './appointment-event.ts'

const TALK = {
  ...{ id: '01939d6c-7f00-7000-8000-000000000001', title: 'First talk', sequence: 2 },
  ...{ start_time: '2026-11-23T09:00:00Z', end_time: '2026-11-23T09:45:00Z', time_zone: 'Europe/Berlin' },
  ...{ place_kind: 'video' as const, place: 'https://meet.example/jonas' },
  ...{ host_name: 'Jonas Weber', host_email: 'jonas@example.org' },
  ...{ guest_name: 'Mara, "M." Lindqvist', guest_email: 'mara@example.org', guest_phone: null },
  answers: [{ key: 'goal', label: 'Goal?', value: 'A new start\nsoon' }],
}
const unfolded = (file: string) => file.replaceAll('\r\n ', '')

test('an invitation says who invites whom to what, and how often it was changed', () => {
  const file = unfolded(invitation(TALK, 'REQUEST', '2026-11-20T10:00:00.000Z'))
  for (const line of [
    'METHOD:REQUEST',
    `UID:${TALK.id}@career-copilot`,
    'SEQUENCE:2',
    'DTSTAMP:20261120T100000Z',
    'DTSTART;TZID=Europe/Berlin:20261123T100000',
    'SUMMARY:First talk: Jonas Weber',
  ])
    expect(file.split('\r\n')).toContain(line)
  expect(file).toMatch(/ORGANIZER;CN=.?Jonas Weber.?:mailto:jonas@example\.org/)
  expect(file).toMatch(/ATTENDEE;[^\r]*PARTSTAT=ACCEPTED[^\r]*:mailto:mara@example\.org/)
  expect(file).not.toMatch(/A new start/)
})

test.each<[string, string | null, string | null, ReturnType<typeof elsewhere>]>([
  ['the same', TALK.place, ` ${TALK.place} `, null],
  ['none where there was none', null, '  ', null],
  [
    'another room to meet in',
    TALK.place,
    'https://meet.example/2',
    { place_kind: 'video', place: 'https://meet.example/2' },
  ],
  [
    'an address in the place of a room',
    TALK.place,
    'Café Mitte, Linienstr. 3',
    { place_kind: 'address', place: 'Café Mitte, Linienstr. 3' },
  ],
  [
    'words where there was no room yet',
    null,
    'Microsoft Teams Meeting',
    { place_kind: 'video', place: 'Microsoft Teams Meeting' },
  ],
  ['a number to call', TALK.place, '+49 (30) 123-456', { place_kind: 'phone', place: '+49 (30) 123-456' }],
  ['nothing any more', TALK.place, null, { place_kind: 'video', place: null }],
])('the place that an event says: %s', (_, place, location, expected) => {
  expect(elsewhere({ ...eventOfHost(TALK), location }, { place_kind: 'video', place })).toEqual(expected)
})

test('a cancellation names the same event', () => {
  const file = unfolded(invitation({ ...TALK, sequence: 3 }, 'CANCEL', '2026-11-20T10:00:00.000Z'))
  for (const line of ['METHOD:CANCEL', 'STATUS:CANCELLED', `UID:${TALK.id}@career-copilot`, 'SEQUENCE:3'])
    expect(file.split('\r\n')).toContain(line)
})

test('a calendar reads the invitation as the event that it stands for', () => {
  const file = invitation(TALK, 'REQUEST', '2026-11-20T10:00:00.000Z')
  const { events } = readIcs(file, { viewerZone: 'UTC' })
  expect(events).toHaveLength(1)
  const own = eventOfGuest(TALK)
  expect(events[0]?.event ?? events[0]).toMatchObject({
    uid: own.uid,
    when: own.when,
    url: TALK.place,
    location: TALK.place,
  })
})

test('the event of the host says who comes and what they said', () => {
  const event = eventOfHost(TALK)
  expect(event.title).toBe('First talk: Mara, "M." Lindqvist')
  expect(event.description).toContain('mara@example.org')
  expect(event.description).toContain('Goal?\nA new start\nsoon')
  expect(timeOf(event)).toEqual({ start_time: TALK.start_time, end_time: TALK.end_time })
})

test('an event follows its appointment, and keeps what its person wrote', () => {
  const event = { ...eventOfHost(TALK), title: 'Mine', sequence: 7 }
  const next = moved(event, {
    ...TALK,
    start_time: '2026-11-24T12:00:00Z',
    end_time: '2026-11-24T13:00:00Z',
    place: 'Room 4',
  })
  expect(next).toMatchObject({ title: 'Mine', sequence: 8, location: 'Room 4', url: null })
  expect(timeOf(next)).toEqual({ start_time: '2026-11-24T12:00:00Z', end_time: '2026-11-24T13:00:00Z' })
})

test('whole days and series are no time of an appointment', () => {
  const event = eventOfHost(TALK)
  expect(timeOf({ ...event, when: { kind: 'all_day', date: '2026-11-23', days: 1 } })).toBeNull()
  expect(timeOf({ ...event, recurrence: { rrule: 'FREQ=DAILY', rdates: [], exdates: [] } })).toBeNull()
  expect(
    timeOf({ ...event, when: { kind: 'timed', start: '2026-11-23T10:00:00', zone: 'No/Where', duration: 'PT1H' } }),
  ).toBeNull()
})

const QUESTIONS = [
  { key: 'goal', label: 'Goal?', kind: 'text' as const, required: true, options: [] },
  { key: 'how', label: 'How?', kind: 'choice' as const, required: false, options: ['Fast', 'Well'] },
]
test.each([
  [
    { goal: ' Work ', other: 'x' },
    { kind: 'answered', answers: [{ key: 'goal', label: 'Goal?', value: 'Work' }] },
  ],
  [{ how: 'Fast' }, { kind: 'missing', key: 'goal' }],
  [{ goal: ' ' }, { kind: 'missing', key: 'goal' }],
  [
    { goal: 'Work', how: 'Soon' },
    { kind: 'unfit', key: 'how' },
  ],
])('answers %o', (given, expected) => {
  expect(answered(QUESTIONS, given as Record<string, string>)).toEqual(expected)
})

test.each([
  ['First talk!', 'first-talk'],
  ['Gespräch: über Löhne', 'gesprach-uber-lohne'],
  ['???', 'appointment'],
  [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
])('the short name of %s is %s', (title, slug) => expect(slugOf(title)).toBe(slug))
