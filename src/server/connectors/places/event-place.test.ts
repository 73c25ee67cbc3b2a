import { expect, test } from 'vitest'
import { placeOfEvent } from '#domain/calendar-events/event-place.ts'
import { makeTownList } from './index.ts'

const places = makeTownList()
const placed = (location: string | null, url: string | null = null) =>
  placeOfEvent(places, { location, url })?.name ?? null

test.each([
  ['Hamburg', 'Hamburg'],
  ['20457 Hamburg', 'Hamburg'],
  ['Am Sandtorkai 41, 20457 Hamburg', 'Hamburg'],
  ['Am Sandtorkai 41\n20457 Hamburg\nDeutschland', 'Hamburg'],
  ['Elbkontor GmbH, Room 4, Hamburg', 'Hamburg'],
  ['Marienplatz 1, 80331 München, Germany', 'München'],
  ['10 Downing St, London SW1A 2AA, UK', 'London'],
  ['350 5th Ave, New York, NY 10118, USA', 'New York'],
  ['New York, NY', 'New York'],
  ['Damrak 1, 1012 AB Amsterdam', 'Amsterdam'],
  ['Bahnhofstrasse 1, 8001 Zürich', 'Zürich'],
  ['Köln Hbf', 'Köln'],
  ['Berlin office', 'Berlin'],
  ['Dietmar-Hopp-Allee 16, 69190 Walldorf, Deutschland', 'Walldorf'],
])('%j takes place in %s', (location, name) => {
  expect(placed(location)).toBe(name)
})

test.each([
  null,
  '',
  'Room 4',
  'Cafe',
  'Post',
  'Home',
  'Mobile',
  'Reading',
  'Berlin, Paris',
  'Zoom',
  'MUC-Paris (12)',
  'Microsoft Teams Meeting',
  'Online, Hamburg',
  'https://zoom.us/j/1',
  'Phone',
  'Germany',
  'Deutschland',
  'Hauptstr. 3',
  'x'.repeat(1000),
  ', , ,',
])('%j is no certain town', (location) => {
  expect(placed(location)).toBeNull()
})

test('who can join by a call need not travel; another link changes nothing', () => {
  expect(placed('Hamburg', 'https://meet.google.com/abc')).toBeNull()
  expect(placed('Hamburg', 'https://us02web.zoom.us/j/1')).toBeNull()
  expect(placed('Hamburg', 'https://elbkontor.example/way')).toBe('Hamburg')
})
