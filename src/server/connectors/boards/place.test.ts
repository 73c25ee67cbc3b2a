import { expect, test } from 'vitest'
import { placeFromFields, townsFromField } from './place.ts'

test.each([
  [
    { city: 'Madrid', region: 'Europe', country: 'ES' },
    { city: 'Madrid', region: null, country: 'ES', raw: 'Madrid, ES' },
  ],
  [
    { city: 'Stockholm', region: 'Sweden', country: 'SE' },
    { city: 'Stockholm', region: null, country: 'SE' },
  ],
  [{ region: 'EMEA' }, { city: null, region: null, country: null, raw: 'EMEA' }],
  [
    { city: 'Atlanta', region: 'Georgia', country: 'US' },
    { city: 'Atlanta', region: 'Georgia', country: 'US' },
  ],
  [
    { city: 'Bern', region: 'Bern', country: 'Schweiz' },
    { city: 'Bern', region: 'Bern', country: 'CH' },
  ],
])('of %o no continent and no country is a region', (fields, place) => {
  expect(placeFromFields(fields)).toMatchObject(place)
})

test.each([
  ['Zürich', 'Zürich, Schweiz', ['Zürich']],
  ['Teufen u/o Appenzell', null, ['Teufen', 'Appenzell']],
  ['Davos / Klosters', null, ['Davos', 'Klosters']],
  ['Biel/Bienne', null, ['Biel/Bienne']],
  [
    'Birmensdorf ZH, Niederrohrdorf, Zufikon',
    'Schulstrasse 14, Zufikon, Schweiz',
    ['Birmensdorf ZH', 'Niederrohrdorf', 'Zufikon'],
  ],
  ['Uster, Schweiz', 'Bahnhofstrasse, Uster, Schweiz', ['Uster']],
  ['Affoltern am Albis', 'Bahnhofplatz 5A, Affoltern am Albis, Schweiz', ['Affoltern am Albis']],
  ['Geschäftskreis der Raiffeisenbank Luzerner Landschaft Nordwest', 'Dorfchärn 2, Schötz, Schweiz', ['Schötz']],
  ['Auf einer Filiale der Raiffeisenbank Mutschellen', 'Schulstrasse 14, 5621 Zufikon, Schweiz', ['Zufikon']],
  ['Auf einer Filiale der Raiffeisenbank Mutschellen', null, []],
  ['Eine Geschäftsstelle der Raiffeisenbank Aare-Rhein', 'Raiffeisenbank Aare-Rhein', []],
  ['Dans une agence de la région', 'Rue Saint-Honoré 1, Neuchâtel, Suisse', ['Neuchâtel']],
  ['', 'Rue Saint-Honoré 1, Neuchâtel, Suisse', ['Neuchâtel']],
  [null, null, []],
])('a field for the town that says "%s" names towns, or its address does', (field, address, towns) => {
  expect(townsFromField(field, address)).toEqual(towns)
})
