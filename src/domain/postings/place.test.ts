import { describe, expect, test } from 'vitest'
import { placeFrom } from './paste.ts'
import { countryNamed, isIn, placeText, plainPlaces } from './place.ts'

describe('a place as a person writes it', () => {
  test.each<[string, string | null, string | null, string | null]>([
    ['Hamburg', 'Hamburg', null, null],
    ['Hamburg, Germany', 'Hamburg', null, 'DE'],
    ['München, Bayern, Deutschland', 'München', 'Bayern', 'DE'],
    ['DEUTSCHLAND', null, null, 'DE'],
    ['Deutschland', null, null, 'DE'],
    ['USA', null, null, 'US'],
    ['UK', null, null, 'GB'],
    ['London, UK', 'London', null, 'GB'],
    ['Schweiz', null, null, 'CH'],
    ['Zürich, Schweiz', 'Zürich', null, 'CH'],
    ['Remote', null, null, null],
    ['Remote (EU)', null, null, null],
    ['Remote, Germany', null, null, 'DE'],
    ['Berlin (remote)', 'Berlin', null, null],
    ['Berlin (hybrid), Germany', 'Berlin', null, 'DE'],
    ['  Köln ,  Germany ', 'Köln', null, 'DE'],
    ['Anywhere', null, null, null],
    ['', null, null, null],
  ])('%s', (text, city, region, country) => {
    expect(placeFrom(text)).toMatchObject({ city, region, country })
  })
})

describe('a place is found by', () => {
  const found = (raw: string, wanted: string) => isIn(placeText(plainPlaces([placeFrom(raw)]), []), wanted)

  test.each([
    ['München', 'Munich'],
    ['Munich', 'münchen'],
    ['Muenchen', 'München'],
    ['Zürich', 'Zurich'],
    ['Zuerich', 'Zürich, Schweiz'],
    ['Genève', 'Geneva'],
    ['Wien', 'Vienna'],
    ['Köln', 'cologne'],
    ['Den Haag', 'The Hague'],
    ['Praha', 'Prague'],
    ['DEUTSCHLAND', 'Germany'],
    ['Germany', 'de'],
    ['USA', 'United States'],
    ['UK', 'Great Britain'],
    ['Berlin, Hamburg', 'Berlin'],
    ['Berlin, Hamburg', 'Hamburg'],
    ['Berlin / Hamburg / München', 'Munich'],
    ['Berlin oder Köln', 'Cologne'],
    ['Frankfurt am Main', 'Frankfurt'],
    ['Hamburg', 'Hamb'],
    ['Berlin', 'Germany'],
    ['Madrid', 'Europe'],
    ['Remote (EU)', 'EU'],
    ['80331 München', 'München'],
  ])('%s: %s', (raw, wanted) => {
    expect(found(raw, wanted)).toBe(true)
  })

  test.each([
    ['München', 'Hamburg'],
    ['Dessau', 'de'],
    ['Austria', 'Australia'],
    ['Neumünster', 'Münster'],
    ['Wutöschingen', 'Austria'],
    ['', 'Berlin'],
    ['Berlin', ''],
    ['USA', 'Europe'],
  ])('not %s: %s', (raw, wanted) => {
    expect(found(raw, wanted)).toBe(false)
  })
})

test('several cities in one line are as many places, each in its country', () => {
  const places = plainPlaces([placeFrom('Berlin, Hamburg')])
  expect(places.map(({ city, region, country }) => [city, region, country])).toEqual([
    ['Berlin', null, 'DE'],
    ['Hamburg', null, 'DE'],
  ])
})

test.each([
  ['Vereinigte Staaten', 'US'],
  ['Suisse', 'CH'],
  ['UK', 'GB'],
  ['Czech Republic', 'CZ'],
  ['The Netherlands', 'NL'],
  ['Berlin', null],
  ['EU', null],
  ['', null],
])('the country %s is %s', (name, code) => {
  expect(countryNamed(name)).toBe(code)
})
