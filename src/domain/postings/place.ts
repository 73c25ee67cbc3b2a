import type { FeedLocation } from './feed-posting.ts'
import { fold } from './fold.ts'
import { placeOf } from './posting.ts'

// Well-known cities by country: their names in the languages in which postings write them.
const CITIES: Readonly<Record<string, string>> = {
  DE: `Berlin;Hamburg;München|Munich|Muenchen|Monaco di Baviera;Köln|Cologne|Koeln;Frankfurt am Main|Frankfurt|Frankfurt/Main|Frankfurt a. M.;
    Stuttgart;Düsseldorf|Dusseldorf|Duesseldorf;Leipzig;Dortmund;Essen;Bremen;Dresden;Hannover|Hanover;Nürnberg|Nuremberg|Nuernberg;Duisburg;Bochum;
    Wuppertal;Bielefeld;Bonn;Münster|Muenster;Mannheim;Karlsruhe;Augsburg;Wiesbaden;Mönchengladbach;Gelsenkirchen;Aachen;Braunschweig;Kiel;Chemnitz;
    Magdeburg;Freiburg im Breisgau;Krefeld;Mainz;Lübeck|Luebeck;Erfurt;Oberhausen;Rostock;Kassel;Saarbrücken;Potsdam;Oldenburg;Osnabrück;Leverkusen;
    Heidelberg;Darmstadt;Regensburg;Ingolstadt;Würzburg|Wuerzburg;Wolfsburg;Ulm;Heilbronn;Göttingen;Pforzheim;Jena;Erlangen;Koblenz;Konstanz;Radebeul`,
  AT: 'Wien|Vienna|Vienne;Graz;Linz;Salzburg;Innsbruck;Klagenfurt',
  CH: 'Zürich|Zurich|Zuerich;Genf|Geneva|Genève;Basel|Basle|Bâle;Bern|Berne;Luzern|Lucerne;Lausanne;Winterthur;St. Gallen;Zug',
  CZ: 'Prag|Praha|Prague;Brno|Brünn',
  PL: 'Warschau|Warszawa|Warsaw|Varsovie;Krakau|Kraków|Krakow|Cracow;Breslau|Wrocław|Wroclaw;Danzig|Gdańsk|Gdansk;Posen|Poznań|Poznan',
  DK: 'Kopenhagen|København|Copenhagen|Copenhague;Aarhus',
  SE: 'Göteborg|Gothenburg|Goteborg;Stockholm;Malmö|Malmo',
  NO: 'Oslo;Bergen',
  FI: 'Helsinki|Helsingfors',
  IT: 'Mailand|Milano|Milan;Rom|Roma|Rome;Turin|Torino;Florenz|Firenze|Florence;Venedig|Venezia|Venice;Neapel|Napoli|Naples',
  PT: 'Lissabon|Lisboa|Lisbon|Lisbonne;Porto',
  ES: 'Madrid;Barcelona;Sevilla|Seville;València|Valencia',
  BE: 'Brüssel|Bruxelles|Brussels|Brussel;Antwerpen|Antwerp|Anvers',
  NL: 'Amsterdam;Rotterdam;Den Haag|The Hague|La Haye;Utrecht;Eindhoven',
  FR: 'Paris;Lyon;Straßburg|Strasbourg|Strassburg;Nizza|Nice;Marseille;Toulouse;Bordeaux;Nantes',
  GB: 'London|Londres;Edinburgh;Glasgow;Manchester;Leeds;Bristol;Cardiff;Belfast',
  IE: 'Dublin;Cork',
  GR: 'Athen|Athína|Athens',
  RO: 'Bukarest|București|Bucharest;Cluj-Napoca|Cluj',
  HU: 'Budapest',
  RS: 'Belgrad|Beograd|Belgrade',
  UA: 'Kiew|Kyiv|Kiev',
  LU: 'Luxemburg|Luxembourg',
  US: 'New York|New York City|NYC;San Francisco|SF;Los Angeles|LA;Washington|Washington DC|Washington, D.C.;Seattle;Boston;Chicago;Austin',
  CA: 'Montréal|Montreal;Québec|Quebec;Toronto;Vancouver',
  JP: 'Tokio|Tokyo',
  CN: 'Peking|Beijing;Shanghai',
  SG: 'Singapur|Singapore',
  MX: 'Mexiko-Stadt|Ciudad de México|Mexico City|CDMX',
  BR: 'São Paulo|Sao Paulo',
  IN: 'Bengaluru|Bangalore;Mumbai|Bombay;Hyderabad;Pune',
}

const BY_NAME = new Map<string, { readonly names: readonly string[]; readonly country: string }>()
for (const [country, cities] of Object.entries(CITIES)) {
  for (const city of cities.split(';')) {
    const names = city.split('|').map(fold)
    for (const name of names) BY_NAME.set(name, { names, country })
  }
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

const CODES = Array.from({ length: 26 * 26 }, (_, at) => String.fromCodePoint(65 + Math.floor(at / 26), 65 + (at % 26)))
const NOT_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB'])
// Codes of states that are no more stand for their successors.
const isCurrent = (code: string) => !NOT_COUNTRIES.has(code) && new Intl.Locale(`und-${code}`).region === code
const BY_COUNTRY_NAME = new Map<string, string>()
for (const code of CODES.filter(isCurrent)) {
  const names = NAMES.map((language) => language.of(code)).filter((name) => name !== undefined)
  for (const name of [...names.map(fold), ...(ALIASES[code] ?? [])])
    if (!BY_COUNTRY_NAME.has(name)) BY_COUNTRY_NAME.set(name, code)
}

/** ISO 3166-1 alpha-2 of a country's name in English, German or French; null for anything else. */
export function countryNamed(name: string): string | null {
  return BY_COUNTRY_NAME.get(fold(name)) ?? null
}

/**
 * A posting's places made plain: a list of countries ("USA, Canada", "Germany only") or of well-known cities ("Berlin,
 * Hamburg") becomes one place each, and a well-known city without a country gets the country that it is known for.
 * What is not clear stays as it is.
 */
export function plainPlaces(locations: readonly FeedLocation[]): FeedLocation[] {
  return locations.flatMap((location) => {
    const parts = partsOf(location.raw)
    const codes = parts.map(countryNamed)
    if (codes.length > 0 && codes.every((code) => code !== null) && new Set(codes).size === codes.length) {
      const at = codes.length === 1 ? { lat: location.lat, lng: location.lng } : {}
      return codes.map((country, index) => placeOf(parts[index] ?? location.raw, { ...at, country }))
    }
    const stated = location.country
    const cities = new Map(parts.map((part) => [BY_NAME.get(fold(part)), part]))
    const known = [...cities].flatMap(([city, part]) => (city === undefined ? [] : [{ part, country: city.country }]))
    const clear = known.length === cities.size && known.every(({ country }) => stated === null || stated === country)
    if (known.length > 1 && clear && !BY_NAME.has(fold(location.raw))) {
      return known.map(({ part, country }) => placeOf(part, { city: part, country }))
    }
    const city = stated === null ? BY_NAME.get(fold(withoutPostcode(location.city ?? location.raw))) : undefined
    if (city === undefined) return [{ ...location }]
    return [{ ...location, city: withoutPostcode(location.city ?? location.raw), country: city.country }]
  })
}

/**
 * Whether a text is nothing but a place: a well-known city, a town behind its postcode, either with a country after it,
 * or a town and a country. "Reading" alone is no place, "Ulm" and "89073 Ulm" are.
 */
export function isPlace(text: string): boolean {
  const parts = text.split(',').map((part) => part.trim())
  const [town = '', ...rest] = parts
  const behindPostcode = /^(?:[A-Z]{1,2}-)?\d{4,5}\s+\p{Lu}[\p{L}.'’/ -]{1,60}$/u.test(town)
  const known = BY_NAME.has(fold(withoutPostcode(town)))
  const country = rest.length > 0 && countryNamed(rest.at(-1) ?? '') !== null
  const named = /^\p{Lu}[\p{L}.'’/ -]{1,60}$/u.test(town)
  return (
    parts.length <= 3 && (rest.length === 0 ? known || behindPostcode : country && (known || behindPostcode || named))
  )
}

function partsOf(raw: string): string[] {
  return raw
    .replace(/\bonly\b/gi, '')
    .split(/[,;/|&]|\b(?:and|or|und|oder|sowie)\b/i)
    .map(withoutPostcode)
    .filter((part) => part !== '')
}

function withoutPostcode(text: string): string {
  return text.trim().replace(/^(?:[A-Z]{1,2}-)?\d{4,5}\s+(?=\p{L})/u, '')
}

/** Every folded name of a city that we know, the given one first. */
export function cityNames(city: string): readonly string[] {
  const name = fold(city)
  return [...new Set([name, ...(BY_NAME.get(name)?.names ?? [])])]
}

const NAMES_OF = new Map<string, readonly string[]>()

/** Every folded name of a country, its code included. */
export function countryNames(code: string): readonly string[] {
  const upper = code.toUpperCase()
  if (!/^[A-Z]{2}$/.test(upper)) return [fold(code)]
  const known = NAMES_OF.get(upper) ?? namesOfCountry(upper)
  NAMES_OF.set(upper, known)
  return known
}

function namesOfCountry(upper: string): readonly string[] {
  const names = NAMES.map((language) => language.of(upper)).filter((name) => name !== undefined)
  return [
    ...new Set([...names.map(fold), ...(ALIASES[upper] ?? []), ...(EUROPE.has(upper) ? ['europe', 'europa'] : [])]),
  ]
}

/** All names under which a posting's places are found, as one searchable text: `|munchen|munich|…|germany|…|`. */
export function placeText(locations: readonly FeedLocation[], remote_countries: readonly string[]): string {
  const names = locations.flatMap(({ raw, city, region, country }) => [
    fold(raw),
    ...partsOf(raw.replaceAll(/[()]/g, ',')).flatMap(namesOfPart),
    ...(city === null ? [] : cityNames(city)),
    ...(region === null ? [] : [fold(region)]),
    ...(country === null ? [] : [country.toLowerCase(), ...countryNames(country)]),
  ])
  const all = new Set([...names, ...remote_countries.flatMap(countryNames)].filter((name) => name !== ''))
  return all.size === 0 ? '' : `|${[...all].join('|')}|`
}

// Two letters may be a state: "San Francisco, CA" is not in Canada.
function namesOfPart(part: string): readonly string[] {
  const name = fold(part)
  return name.length > 2 || name === 'eu' ? cityNames(part) : []
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
