import type { JobFilter } from '#contract/postings.ts'
import { radiusNeedsPlace, severalPlaces, unknownPlace } from '#contract/places.ts'
import type { Point } from '#domain/places/distance.ts'
import type { Places } from '#domain/places/gazetteer.ts'
import { fullName, locateWritten } from '#domain/places/locate.ts'
import { refuse, refuseField } from '#platform/errors.ts'

/** The town that is searched around, and how far. */
export interface Near extends Point {
  readonly radius_km: number
}

const NAMED = 8

/** Around what a filter searches; null without a radius. Refuses a place that is not one certain town. */
export function nearOf(places: Places, { place = '', radius_km }: Pick<JobFilter, 'place' | 'radius_km'>): Near | null {
  if (radius_km === undefined) return null
  if (place.trim() === '') return refuseField(radiusNeedsPlace, 'place')
  const found = locateWritten(places, place)
  if (found.kind === 'at') return { ...found.point, radius_km }
  if (found.kind === 'unknown') return refuseField(unknownPlace, 'place')
  const names = [...new Set(found.options.map((town) => fullName(place, town)))].slice(0, NAMED)
  const { code, message } = severalPlaces
  return refuse(severalPlaces, { field_errors: [{ field: 'place', code, message }], details: { places: names } })
}
