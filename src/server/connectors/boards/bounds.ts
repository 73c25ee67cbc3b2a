import type { AtsKey, PostingLocation } from '#domain/postings/posting.ts'

/** The most that a posting holds of each, in characters: what goes beyond belongs to no job, and no index takes it. */
export const MOST = { line: 300, id: 500, url: 2_000, tag: 80, text: 200_000 } as const

const MOST_TAGS = 50
const MOST_PLACES = 50

/** Tags that are words, not texts. */
export function tagsWithin(tags: readonly string[]): string[] {
  return tags.filter((tag) => tag.length <= MOST.tag).slice(0, MOST_TAGS)
}

/** Places with names that are lines. */
export function placesWithin(places: readonly PostingLocation[]): PostingLocation[] {
  const short = (name: string | null) => (name === null ? null : name.slice(0, MOST.line))
  return places.slice(0, MOST_PLACES).map((place) => ({
    ...place,
    raw: place.raw.slice(0, MOST.line),
    city: short(place.city),
    region: short(place.region),
  }))
}

/** An identity that fits an index; a longer one is none. */
export function atsWithin(ats: AtsKey | undefined): AtsKey | null {
  return ats === undefined || ats.tenant.length + ats.id.length > MOST.line ? null : ats
}
