import type { Seniority } from '#contract/posting-fields.ts'
import type { FeedPosting } from '#domain/postings/feed-posting.ts'
import { fold } from '#domain/postings/fold.ts'
import { cityNames } from '#domain/postings/place.ts'
import { sketchOf } from './sketch.ts'
import type { TextSketch } from './sketch.ts'

/** What a posting is compared by; small enough to be kept beside it. */
export interface Fingerprint {
  /** As `companyNorm` gives it. */
  readonly company: string
  /** The words of the title as `titleNorm` gives them, without the place of work. */
  readonly title: readonly string[]
  /** One folded name for each city, the same for München and Munich. */
  readonly cities: readonly string[]
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[]
  readonly is_remote: boolean
  readonly level: Seniority | null
  readonly requisition_id: string | null
  /** For a year in minor units of `currency`; null where amount or period is unknown. */
  readonly pay: { readonly min: number; readonly max: number; readonly currency: string } | null
  /** ISO 639-1. */
  readonly language: string | null
  /** Milliseconds since 1970. */
  readonly posted_ms: number | null
  readonly text: TextSketch | null
}

const YEARLY = { hour: 2080, day: 260, week: 52, month: 12, year: 1 } as const

/** The fingerprint of what one source says of a posting. */
export function fingerprintOf(posting: FeedPosting): Fingerprint {
  const cities = posting.locations.flatMap(({ city }) => (city === null ? [] : [plainCity(city)]))
  const named = new Set(
    posting.locations.flatMap(({ city }) => (city === null ? [] : cityNames(city).flatMap(wordsOf))),
  )
  const title = wordsOf(fold(posting.title_norm))
  const work = title.filter((word) => !named.has(word))
  const countries = [
    ...posting.locations.flatMap(({ country }) => (country === null ? [] : [country])),
    ...(posting.locations.length === 0 ? posting.remote_countries : []),
  ]
  return {
    company: posting.company_norm,
    title: work.length === 0 ? title : work,
    cities: [...new Set(cities)].toSorted(),
    countries: [...new Set(countries)].toSorted(),
    is_remote: posting.remote_kind === 'remote',
    level: posting.seniority,
    requisition_id: posting.requisition_id,
    pay: payOf(posting),
    language: posting.language,
    posted_ms: posting.posted_at === null ? null : Date.parse(posting.posted_at),
    text: sketchOf(posting.description_text),
  }
}

const wordsOf = (text: string) => text.split(' ').filter((word) => word !== '')

// Of all names of a city that we know, always the same one.
function plainCity(city: string): string {
  return cityNames(city).toSorted()[0] ?? city
}

function payOf({ salary_min, salary_max, salary_currency, salary_period, salary_origin }: FeedPosting) {
  const low = salary_min ?? salary_max
  const high = salary_max ?? salary_min
  // What a board predicts differs from board to board.
  if (low === null || high === null || salary_currency === null || salary_period === null) return null
  if (salary_origin === 'predicted') return null
  const times = YEARLY[salary_period]
  return { min: low * times, max: high * times, currency: salary_currency }
}
