import { expect, it } from 'vitest'
import { dateFromAgo } from './dates.ts'

const NOW = Date.parse('2026-11-21T08:00:00Z')

it.each([
  ['3 days ago', '2026-11-18'],
  ['vor 3 Tagen', '2026-11-18'],
  ['il y a 3 jours', '2026-11-18'],
  ['Posted 2 Days Ago', '2026-11-19'],
  ['5d', '2026-11-16'],
  ['vor 2 Wochen', '2026-11-07'],
  ['1 week ago', '2026-11-14'],
  ['vor 1 Woche', '2026-11-14'],
  ['24h', '2026-11-21'],
  ['vor 5 Stunden', '2026-11-21'],
  ['vor einer Stunde', '2026-11-21'],
  ['vor einem Tag', '2026-11-20'],
  ['a week ago', '2026-11-14'],
  ['il y a une semaine', '2026-11-14'],
  ['35 minutes ago', '2026-11-21'],
  ['Just posted', '2026-11-21'],
  ['Today', '2026-11-21'],
  ['heute', '2026-11-21'],
  ['Posted Today', '2026-11-21'],
  ['Yesterday', '2026-11-20'],
  ['gestern', '2026-11-20'],
  ['hier', '2026-11-20'],
  ['Neu', '2026-11-21'],
])('"%s" is about %s', (text, day) => {
  expect(dateFromAgo(text, NOW)).toEqual({ at: `${day}T00:00:00Z`, precision: 'relative' })
})

it.each([
  '30+ days ago',
  'Posted 30+ Days Ago',
  '30d+',
  'vor mehr als 30+ Tagen',
  '2 months ago',
  'vor 3 Monaten',
  '1 mo',
  '1 year ago',
  '900 days ago',
  'soon',
  '',
  '40 applicants',
  'Berlin',
])('"%s" names no day', (text) => {
  expect(dateFromAgo(text, NOW)).toBeNull()
})
