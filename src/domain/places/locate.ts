import type { FeedLocation, FeedPosting } from '#domain/postings/feed-posting.ts'
import { fold } from '#domain/postings/fold.ts'
import { placeFrom } from '#domain/postings/paste.ts'
import { cityNames, plainPlaces } from '#domain/postings/place.ts'
import { kmBetween } from './distance.ts'
import type { Point } from './distance.ts'
import { shortName } from './gazetteer.ts'
import type { Candidate, Places } from './gazetteer.ts'
import { regionName, regionNamed } from './regions.ts'

/** Where a place is; `several`: towns of this name between which nothing decides, the largest first. */
export type Located =
  | { readonly kind: 'at'; readonly point: Point }
  | { readonly kind: 'several'; readonly options: readonly Candidate[] }
  | { readonly kind: 'unknown' }

/**
 * How many times as many people the town must have as the next of its name, for the name alone to mean it. Within a
 * country a reader thinks of the large one sooner than across the world.
 */
const TIMES_IN_COUNTRY = 5
const TIMES_IN_WORLD = 10
/** Of several in different countries, only a town of this size is known beyond its own. */
const KNOWN_ABROAD = 100_000
/** Two towns of one name that lie nearer than this are one for somebody who looks for a job. */
const SAME_KM = 30

// What stands where a town should and is also the name of one.
const NO_TOWNS: ReadonlySet<string> = new Set(
  'remote mobile home homeoffice office campus central hybrid flexible various several field anywhere worldwide europe'.split(
    ' ',
  ),
)

/** Where a posting's place is. A country or a region alone is no point, and a town that could be another is none either. */
export function locate(places: Places, { city, region, country }: Omit<FeedLocation, 'raw'>): Located {
  if (city === null || NO_TOWNS.has(fold(city))) return { kind: 'unknown' }
  const named = townsNamed(places, city)
  const inCountry = country === null ? named : named.filter((town) => town.country === country)
  const towns = inCountry.some((town) => !town.minor) ? inCountry.filter((town) => !town.minor) : inCountry
  const code = country === null || region === null ? null : regionNamed(country, region)
  const inRegion = code === null ? [] : towns.filter((town) => town.region === code)
  return choose(inRegion.length > 0 ? inRegion : towns, country !== null)
}

/** Where the place is that somebody wrote: "München", "Springfield, Illinois, United States". */
export function locateWritten(places: Places, text: string): Located {
  const [place] = plainPlaces([placeFrom(text)])
  if (place === undefined) return { kind: 'unknown' }
  // Luxembourg and Singapore are towns, too.
  if (place.city === null && place.country !== null) {
    const capital = locate(places, { ...place, city: firstPart(text) })
    return capital.kind === 'at' && isLarge(places, text, place.country) ? capital : { kind: 'unknown' }
  }
  const found = locate(places, place)
  const { region } = place
  if (found.kind !== 'several' || place.country !== null || region === null) return found
  // "Springfield, IL" names a state of one of them, "Cambridge, US" a country.
  const fitting = found.options.filter(
    (town) => regionNamed(town.country, region) === town.region || town.country === region.toUpperCase(),
  )
  return fitting.length === 0 ? found : choose(fitting, true)
}

function isLarge(places: Places, text: string, country: string): boolean {
  return townsNamed(places, firstPart(text)).some((town) => town.country === country && town.population >= 50_000)
}

/** A posting with the points of its places. */
export function located(places: Places, posting: FeedPosting): FeedPosting {
  return { ...posting, locations: withPoints(places, posting.locations) }
}

/** A posting's places with the points of those that are certain; what a source stated stays. */
export function withPoints(places: Places, locations: readonly FeedLocation[]): FeedLocation[] {
  return locations.map((location) => {
    if (location.lat !== null && location.lng !== null) return location
    // A well-known city lies in the country that it is known for.
    const [plain = location] = location.country === null ? plainPlaces([location]) : []
    const found = locate(places, plain)
    return found.kind === 'at' ? { ...location, lat: found.point.lat, lng: found.point.lng } : { ...location }
  })
}

const COUNTRIES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' })

/** What one writes to mean this town of several: "Springfield, Illinois, United States". */
export function fullName(text: string, { country, region }: Candidate): string {
  const parts = [firstPart(text), regionName(country, region), COUNTRIES.of(country) ?? country]
  return parts.filter((part) => part !== null).join(', ')
}

function firstPart(text: string): string {
  return text.split(',')[0]?.trim() ?? ''
}

function choose(towns: readonly Candidate[], hasCountry: boolean): Located {
  const [largest, ...others] = towns.toSorted((a, b) => b.population - a.population)
  if (largest === undefined) return { kind: 'unknown' }
  const rivals = others.filter((town) => kmBetween(town, largest) > SAME_KM)
  const [rival] = rivals
  const times = hasCountry ? TIMES_IN_COUNTRY : TIMES_IN_WORLD
  const known = hasCountry || largest.population >= KNOWN_ABROAD
  const decided = rival === undefined || (known && largest.population >= times * Math.max(1, rival.population))
  if (decided) return { kind: 'at', point: { lat: rounded(largest.lat), lng: rounded(largest.lng) } }
  return { kind: 'several', options: [largest, ...rivals] }
}

// To ten metres: what a list of towns knows, and no digits of a number's storage.
function rounded(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000
}

function townsNamed(places: Places, city: string): readonly Candidate[] {
  const named = namesOf(city).flatMap((name) => places.named(name))
  return named.length > 0 ? named : places.named(shortName(city))
}

function namesOf(city: string): readonly string[] {
  const bare = city
    .replace(/^(?:[A-Z]{1,2}-)?\d{4,5}\s+/, '')
    .replace(/^(?:greater|raum|grossraum|großraum|region|stadt)\s+/i, '')
    .replace(/\s+(?:area|region|metropolitan area|city area|und umgebung)$/i, '')
    .trim()
  const names = cityNames(bare)
  return names.length > 1 ? names : [bare]
}
