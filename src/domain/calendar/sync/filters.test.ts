import { expect, it } from 'vitest'
import { CalendarFilters } from '#contract/calendar-connections.ts'
import { blankEvent } from '#domain/calendar/event.ts'
import { wants } from './filters.ts'

const event = blankEvent('uid', { kind: 'all_day', date: '2026-11-25', days: 1 })
const by = (colours: string[] | undefined) => CalendarFilters.parse(colours === undefined ? {} : { colours })

it.each([
  ['tomato', undefined, true],
  [null, undefined, true],
  ['tomato', ['tomato'], true],
  ['Tomato', ['tomato'], true],
  ['#DC2127', ['#dc2127', '#51b749'], true],
  ['teal', ['tomato'], false],
  [null, ['tomato'], false],
])('an event of the colour %s, where %j are wanted: %s', (colour, colours, wanted) => {
  expect(wants(by(colours), { ...event, colour })).toBe(wanted)
})
