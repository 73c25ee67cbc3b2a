import { expect, it } from 'vitest'
import { changedFields, fieldWords, inOrder, startWords, valueWords, verdictWords } from './event-words.ts'

const style = { locale: 'en', time_zone: 'Europe/Berlin' }

it.each([
  ['title', 'Call', 'Call'],
  ['location', null, 'nothing'],
  ['categories', [], 'nothing'],
  ['categories', ['Work', 'Travel'], 'Work, Travel'],
  ['status', 'tentative', 'not sure yet'],
  ['rrule', 'FREQ=WEEKLY;BYDAY=TU', 'every week on Tue'],
  ['cancelled', true, 'no, it was cancelled'],
  ['reminders', [{ minutes_before: 15, method: 'popup' }], '15 min before'],
  ['organizer', { email: 'a@b.example', name: null }, 'a@b.example'],
  ['when', { kind: 'all_day', date: '2031-11-25', days: 2 }, 'Tue 25 Nov 2031, 2 whole days'],
  [
    'when',
    { kind: 'timed', start: '2031-11-25T14:00:00', zone: 'Europe/Berlin', duration: 'PT1H30M' },
    'Tue 25 Nov 2031, 14:00, 1 h 30 min',
  ],
  [
    'when',
    { kind: 'timed', start: '2031-11-25T14:00:00', zone: 'Europe/London', duration: 'PT1H' },
    'Tue 25 Nov 2031, 15:00 (14:00 in London), 1 h',
  ],
  [
    'when',
    { kind: 'timed', start: '2031-11-25T14:00:00', zone: 'Office', duration: 'PT1H' },
    'Tue 25 Nov 2031, 14:00 in Office, 1 h',
  ],
])('of %s, %j is said as %s', (field, value, words) => expect(valueWords(field, value, style)).toBe(words))

it('a field of one date of a series is told with the date', () => {
  expect(fieldWords('title', '', style)).toBe('Title')
  expect(fieldWords('title', '2031-11-25T13:00:00Z', style)).toBe('Title on Tue 25 Nov 2031')
})

it('what an event says else than before is named once each', () => {
  const before = { title: 'Call', when: { start: 1 }, recurrence: null, uid: 'a' }
  expect(changedFields(before, { ...before, title: 'Talk', uid: 'b' })).toEqual(['Title'])
  expect(changedFields(null, before)).toEqual([])
})

it('when an event begins is told by the clock of who reads', () => {
  const timed = { kind: 'timed', start: '2031-11-25T14:00:00', zone: 'Europe/London', duration: 'PT1H' }
  expect(startWords(timed, style)).toBe('Tue 25 Nov 2031, 15:00')
  expect(startWords({ ...timed, zone: 'Office' }, style)).toBe('Tue 25 Nov 2031, 14:00 in Office')
  expect(startWords({ kind: 'floating', start: timed.start, duration: 'PT1H' }, style)).toBe('Tue 25 Nov 2031, 14:00')
  const fair = { kind: 'all_day', date: '2031-11-25', days: 1 }
  expect(startWords(fair, style)).toBe('Tue 25 Nov 2031')
  expect(startWords({ ...fair, days: 2 }, style)).toBe('Tue 25 Nov 2031 to Wed 26 Nov 2031')
  expect(startWords(null, style)).toBeNull()
})

it('fields begin with the title, the time and the place, and dates of a series come after it', () => {
  const fields = ['description', 'when', 'x-unknown', 'title', 'location'].map((field) => ({ field, key: '' }))
  const mixed = [{ field: 'title', key: '2031-11-25T13:00:00Z' }, ...fields]
  expect(inOrder(mixed).map(({ field }) => field)).toEqual([
    ...['title', 'when', 'location', 'description', 'x-unknown', 'title'],
  ])
})

it('what a person decided is told as that, and not as a sync', () => {
  expect(verdictWords({ verdict: 'pull', attempt_id: 'a' })).toBe('Changed there')
  expect(verdictWords({ verdict: 'noop', attempt_id: null })).toBe('As you decided')
  expect(verdictWords({ verdict: 'deleted_there', attempt_id: null })).toBe('Deleted, as you decided')
  expect(verdictWords({ verdict: 'conflict', attempt_id: 'a' })).toBe('Merged, but for what both sides changed')
})
