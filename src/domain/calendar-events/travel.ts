import { kmBetween } from '#domain/places/distance.ts'
import type { EventPlace } from './event-place.ts'

/** Roads and rails are longer than the straight line. */
const DETOUR = 1.3
/** By train or car, on the whole way. */
const KM_H = 100
/** To leave a building, and to be in the other one. */
const AROUND_MIN = 30
/** A flight is thought of from here on: straight, with what airports take at both ends. */
const FLIGHT_FROM_KM = 300
const FLIGHT_KM_H = 700
const AIRPORTS_MIN = 210
/** Towns are points here: what lies nearer says nothing of the way between two doors. */
const NEAR_KM = 10

/** The way between two towns. */
export interface Trip {
  /** As the crow flies. */
  readonly km: number
  /** What it takes at the least, to five minutes. */
  readonly minutes: number
  readonly by: 'ground' | 'air'
}

/** How long one plausibly travels; null: the places are too near to each other to say. */
export function tripBetween(from: EventPlace, to: EventPlace): Trip | null {
  const km = kmBetween(from.point, to.point)
  if (km < NEAR_KM) return null
  const ground = ((km * DETOUR) / KM_H) * 60 + AROUND_MIN
  const air = km < FLIGHT_FROM_KM ? Infinity : (km / FLIGHT_KM_H) * 60 + AIRPORTS_MIN
  const minutes = Math.ceil(Math.min(ground, air) / 5) * 5
  return { km: Math.round(km), minutes, by: air < ground ? 'air' : 'ground' }
}

/** Something that takes one's time, and where; null: nobody knows, or nowhere. */
export interface Stay {
  /** Instants in milliseconds. */
  readonly from: number
  readonly to: number
  readonly place: EventPlace | null
}

/** Two stays that one does not reach one after the other. */
export interface TooFar<S> {
  readonly first: S
  readonly second: S
  readonly left_min: number
  readonly from: EventPlace
  readonly to: EventPlace
  readonly trip: Trip
}

/**
 * What one cannot travel to in time from where one was last. Calls in between do not move anyone; of stays that overlap,
 * one is late already, and that is told as an overlap.
 */
export function tooFar<S extends Stay>(stays: readonly S[]): TooFar<S>[] {
  const placed = stays.flatMap((stay) => (stay.place === null ? [] : [{ stay, place: stay.place }]))
  const byEnd = placed.toSorted((a, b) => a.stay.to - b.stay.to)
  let ended = 0
  return placed
    .toSorted((a, b) => a.stay.from - b.stay.from)
    .flatMap((next) => {
      while (ended < byEnd.length && (byEnd[ended]?.stay.to ?? Infinity) <= next.stay.from) ended += 1
      const before = byEnd[ended - 1]
      if (before === undefined || before.stay === next.stay) return []
      const trip = tripBetween(before.place, next.place)
      const left_min = Math.floor((next.stay.from - before.stay.to) / 60_000)
      if (trip === null || trip.minutes <= left_min) return []
      return [{ first: before.stay, second: next.stay, left_min, from: before.place, to: next.place, trip }]
    })
}

/** No trip on earth takes longer: so far around a stretch one has to look. */
export const LONGEST_TRIP_H = 36

/** `The way from Hamburg to Berlin takes about 3 h 50 min, and 30 min are left.` */
export function travelWords({ from, to, trip, left_min }: Omit<TooFar<unknown>, 'first' | 'second'>): string {
  const left = left_min === 0 ? 'no time' : lasts(left_min)
  const isOne = left_min <= 1 || left_min === 60
  return `The way from ${from.name} to ${to.name} takes about ${lasts(trip.minutes)}, and ${left} ${isOne ? 'is' : 'are'} left.`
}

/** What was reckoned with, so that whoever knows better can tell. */
export function assumptionWords({ km, by }: Trip): string {
  return by === 'air'
    ? `Reckoned as a flight: ${km} km at ${FLIGHT_KM_H} km/h, and ${lasts(AIRPORTS_MIN)} for both airports.`
    : `Reckoned over land: ${km} km straight, ${Math.round((DETOUR - 1) * 100)} % more on the way, at ${KM_H} km/h, and ${AROUND_MIN} min to set out and arrive.`
}

function lasts(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter((part) => part !== false).join(' ')
}
