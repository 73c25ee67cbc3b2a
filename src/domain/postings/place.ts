import type { FeedLocation } from './feed-posting.ts'
import { fold } from './fold.ts'

// One city a line: its names in the languages in which postings write it.
const CITIES = `München|Munich|Muenchen|Monaco di Baviera
Köln|Cologne|Koeln
Nürnberg|Nuremberg|Nuernberg
Frankfurt am Main|Frankfurt|Frankfurt/Main|Frankfurt a. M.
Hannover|Hanover
Düsseldorf|Dusseldorf|Duesseldorf
Zürich|Zurich|Zuerich
Genf|Geneva|Genève
Basel|Basle|Bâle
Bern|Berne
Luzern|Lucerne
Wien|Vienna|Vienne
Prag|Praha|Prague
Warschau|Warszawa|Warsaw|Varsovie
Krakau|Kraków|Krakow|Cracow
Breslau|Wrocław|Wroclaw
Danzig|Gdańsk|Gdansk
Kopenhagen|København|Copenhagen|Copenhague
Göteborg|Gothenburg|Goteborg
Stockholm
Mailand|Milano|Milan
Rom|Roma|Rome
Turin|Torino
Florenz|Firenze|Florence
Venedig|Venezia|Venice
Neapel|Napoli|Naples
Lissabon|Lisboa|Lisbon|Lisbonne
Brüssel|Bruxelles|Brussels|Brussel
Antwerpen|Antwerp|Anvers
Den Haag|The Hague|La Haye
Straßburg|Strasbourg|Strassburg
Nizza|Nice
Sevilla|Seville
Athen|Athína|Athens
Bukarest|București|Bucharest
Belgrad|Beograd|Belgrade
Moskau|Moskva|Moscow
Kiew|Kyiv|Kiev
Luxemburg|Luxembourg
New York|New York City|NYC
San Francisco|SF
Los Angeles|LA
Washington|Washington DC|Washington, D.C.
Montréal|Montreal
Québec|Quebec
Tokio|Tokyo
Peking|Beijing
Singapur|Singapore
Mexiko-Stadt|Ciudad de México|Mexico City|CDMX
São Paulo|Sao Paulo
Bengaluru|Bangalore
Mumbai|Bombay`

const BY_NAME = new Map<string, readonly string[]>()
for (const line of CITIES.split('\n')) {
  const names = line.split('|').map(fold)
  for (const name of names) BY_NAME.set(name, names)
}

const LANGUAGES = ['en', 'de', 'fr'] as const
const NAMES = LANGUAGES.map((language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }))
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  US: ['usa', 'u.s.', 'america'],
  GB: ['uk', 'u.k.', 'england', 'great britain', 'scotland', 'wales', 'grossbritannien'],
  NL: ['holland', 'the netherlands'],
  CZ: ['czech republic', 'tschechien'],
  AE: ['uae'],
  DE: ['brd'],
}
const EUROPE = new Set(
  'AD AL AT BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM UA XK'.split(
    ' ',
  ),
)

/** Every folded name of a city that we know, the given one first. */
export function cityNames(city: string): readonly string[] {
  const name = fold(city)
  return [...new Set([name, ...(BY_NAME.get(name) ?? [])])]
}

/** Every folded name of a country, its code included. */
export function countryNames(code: string): readonly string[] {
  const upper = code.toUpperCase()
  if (!/^[A-Z]{2}$/.test(upper)) return [fold(code)]
  const names = NAMES.map((language) => language.of(upper)).filter((name) => name !== undefined)
  return [
    ...new Set([...names.map(fold), ...(ALIASES[upper] ?? []), ...(EUROPE.has(upper) ? ['europe', 'europa'] : [])]),
  ]
}

/** All names under which a posting's places are found, as one searchable text: `|munchen|munich|…|germany|…|`. */
export function placeText(locations: readonly FeedLocation[], remote_countries: readonly string[]): string {
  const names = locations.flatMap(({ raw, city, region, country }) => [
    fold(raw),
    ...(city === null ? [] : cityNames(city)),
    ...(region === null ? [] : [fold(region)]),
    ...(country === null ? [] : [country.toLowerCase(), ...countryNames(country)]),
  ])
  const all = new Set([...names, ...remote_countries.flatMap(countryNames)].filter((name) => name !== ''))
  return all.size === 0 ? '' : `|${[...all].join('|')}|`
}

/** True when a wanted place ("Munich", "Germany", "Bayern") is one of a posting's. */
export function isIn(place_text: string, wanted: string): boolean {
  return placePatterns(wanted).some((name) => place_text.includes(name))
}

/** What to look for in a `placeText`: beginnings of names, so that "Frankf" finds Frankfurt while one types. */
export function placePatterns(wanted: string): readonly string[] {
  const name = fold(wanted)
  if (name === '') return []
  // "Berlin, Germany": the city decides.
  const parts = wanted
    .split(',')
    .map(fold)
    .filter((part) => part !== '')
  const first = parts[0] ?? name
  // Two letters name a country only as a whole: "de" is not the beginning of "Dessau".
  return first.length <= 2 ? [`|${first}|`] : [...new Set([...cityNames(first), first])].map((each) => `|${each}`)
}
