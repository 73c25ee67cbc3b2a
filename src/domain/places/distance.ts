export interface Point {
  readonly lat: number
  readonly lng: number
}

const EARTH_KM = 6371
const KM_A_DEGREE = (EARTH_KM * Math.PI) / 180

/** Along the great circle. */
export function kmBetween(a: Point, b: Point): number {
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2
  const chord = half(a.lat, b.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * half(a.lng, b.lng)
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/** A box around everything within a distance; one that reaches over the 180th meridian goes around the world. */
export function boxAround(
  { lat, lng }: Point,
  km: number,
): { south: number; north: number; west: number; east: number } {
  const up = km / KM_A_DEGREE
  const widest = Math.min(90, Math.abs(lat) + up)
  const aside = widest >= 89 ? 180 : km / (KM_A_DEGREE * Math.cos(radians(widest)))
  const whole = lng - aside < -180 || lng + aside > 180
  return {
    south: lat - up,
    north: lat + up,
    west: whole ? -180 : lng - aside,
    east: whole ? 180 : lng + aside,
  }
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
