import { describe, expect, test } from 'vitest'
import { boxAround, kmBetween } from '#domain/places/distance.ts'
import { fullName, locate, locateWritten, withPoints } from '#domain/places/locate.ts'
import { placeFrom } from '#domain/postings/paste.ts'
import { makeTownList } from './index.ts'

const places = makeTownList()

describe('a town is found by what people write', () => {
  test.each<[string, number, number]>([
    ['Munich', 48.14, 11.58],
    ['München', 48.14, 11.58],
    ['Muenchen', 48.14, 11.58],
    ['80331 München', 48.14, 11.58],
    ['MÜNCHEN, Bayern, Deutschland', 48.14, 11.58],
    ['Frankfurt', 50.12, 8.68],
    ['Frankfurt am Main', 50.12, 8.68],
    ['Frankfurt/Main', 50.12, 8.68],
    ['Frankfurt (Oder)', 52.35, 14.55],
    ['Cologne', 50.93, 6.95],
    ['Köln', 50.93, 6.95],
    ['Koeln', 50.93, 6.95],
    ['Vienna', 48.21, 16.37],
    ['Wien', 48.21, 16.37],
    ['Vienna, Virginia, USA', 38.9, -77.26],
    ['Geneva', 46.2, 6.15],
    ['Genf', 46.2, 6.15],
    ['Genève', 46.2, 6.15],
    ['Zurich', 47.37, 8.55],
    ['St. Gallen', 47.42, 9.37],
    ['Sankt Gallen, Schweiz', 47.42, 9.37],
    ['Goettingen', 51.53, 9.93],
    ['Freiburg im Breisgau', 48.0, 7.85],
    ['Halle, Germany', 51.48, 11.98],
    ['Cambridge, UK', 52.2, 0.12],
    ['Cambridge, MA', 42.38, -71.11],
    ['Cambridge, Ontario, Canada', 43.36, -80.31],
    ['Springfield, IL', 39.8, -89.64],
    ['Springfield, Missouri, USA', 37.22, -93.3],
    ['Portland, Oregon', 45.52, -122.68],
    ['London', 51.51, -0.13],
    ['London, Canada', 42.98, -81.23],
    ['New York', 40.71, -74.01],
    ['Washington DC', 38.9, -77.04],
    ['Warszawa', 52.23, 21.01],
    ['København', 55.68, 12.57],
    ['São Paulo', -23.55, -46.64],
    ['Luxembourg', 49.61, 6.13],
    ['Singapur', 1.29, 103.85],
    ['Wutöschingen', 47.66, 8.37],
  ])('%s', (text, lat, lng) => {
    const found = locateWritten(places, text)
    expect(found.kind === 'at' ? kmBetween(found.point, { lat, lng }) : found.kind).toBeLessThan(6)
  })
})

describe('a town is not guessed', () => {
  test.each([
    ['Cambridge', 'Cambridge, England, United Kingdom'],
    ['Springfield', 'Springfield, Missouri, United States'],
    ['Springfield, USA', 'Springfield, Missouri, United States'],
    ['Birmingham', 'Birmingham, England, United Kingdom'],
    ['Neustadt, Germany', 'Neustadt, Rheinland-Pfalz, Germany'],
    ['Portland', 'Portland, Oregon, United States'],
    ['Córdoba', 'Córdoba, Argentina'],
  ])('%s is several, of which the largest leads and can be written', (text, largest) => {
    const found = locateWritten(places, text)
    const [first] = found.kind === 'several' ? found.options : []
    expect(first === undefined ? found.kind : fullName(text, first)).toBe(largest)
    expect(locateWritten(places, largest).kind).toBe('at')
  })

  test.each(['Germany', 'Bayern', 'Remote', 'Mobile', 'Europe', 'Xyzzy', '', ',', 'Munich, France'])(
    '%s is none',
    (text) => expect(locateWritten(places, text)).toEqual({ kind: 'unknown' }),
  )
})

test('a posting keeps the point that its source stated, and gets one where the town is certain', () => {
  const stated = { ...placeFrom('Berlin, Germany'), lat: 52.1, lng: 13.1 }
  const points = withPoints(places, [
    stated,
    placeFrom('Hamburg, Germany'),
    placeFrom('Springfield'),
    placeFrom('Germany'),
  ])
  expect(points.map(({ lat, lng }) => [lat, lng])).toEqual([
    [52.1, 13.1],
    [53.5507, 9.993],
    [null, null],
    [null, null],
  ])
})

test('a region decides between towns of one name', () => {
  const at = (region: string) => locate(places, { ...placeFrom('Neustadt, Germany'), region })
  expect(at('Niedersachsen')).not.toEqual(at('Rheinland-Pfalz'))
  expect([at('Niedersachsen').kind, at('Rheinland-Pfalz').kind]).toEqual(['at', 'at'])
})

test.each([
  ['Berlin', 'Hamburg', 255],
  ['Wien', 'Bratislava', 55],
  ['London', 'New York', 5570],
  ['Tokyo', 'San Francisco', 8270],
])('from %s to %s it is about %i km', (from, to, km) => {
  const [a, b] = [locateWritten(places, from), locateWritten(places, to)]
  const distance = a.kind === 'at' && b.kind === 'at' ? kmBetween(a.point, b.point) : Number.NaN
  expect(Math.abs(distance - km) / km).toBeLessThan(0.01)
})

test('a box holds everything within the distance, at the poles and across the 180th meridian, too', () => {
  expect(boxAround({ lat: 0, lng: 0 }, 111.19)).toMatchObject({
    north: expect.closeTo(1, 2),
    east: expect.closeTo(1, 2),
  })
  expect(boxAround({ lat: -17, lng: 179.9 }, 50)).toMatchObject({ west: -180, east: 180 })
  expect(boxAround({ lat: 89.9, lng: 0 }, 50)).toMatchObject({ west: -180, east: 180 })
})
