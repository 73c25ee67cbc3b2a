import { Temporal } from 'temporal-polyfill'
import type { CalendarWarning } from '#contract/calendar-times.ts'
import { boundInstant } from '#domain/calendar-events/bound.ts'
import { placeOfEvent } from '#domain/calendar-events/event-place.ts'
import type { EventPlace } from '#domain/calendar-events/event-place.ts'
import { overlaps } from '#domain/calendar-events/overlap.ts'
import type { Overlap } from '#domain/calendar-events/overlap.ts'
import { assumptionWords, LONGEST_TRIP_H, tooFar, travelWords } from '#domain/calendar-events/travel.ts'
import type { Stay, TooFar } from '#domain/calendar-events/travel.ts'
import type { Places } from '#domain/places/gazetteer.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { CalendarSide } from './hooks.ts'
import { checked, zoneOf } from './read.ts'
import { busyEvents } from './times.ts'

/** Where towns are, beside the platform. */
export interface EventsCtx extends Ctx {
  readonly places: Places
}

const MOST_OVERLAPS = 500

interface Dated extends Stay {
  readonly id: string
  readonly recurrence_id: string | null
  readonly title: string
}

/** What does not go together in a stretch: what overlaps, and what cannot be reached in time. */
export async function warnings(
  ctx: EventsCtx,
  actor: Actor,
  query: { from: string; to: string; timezone?: string | undefined },
  side: CalendarSide,
): Promise<{ items: CalendarWarning[]; shortened: boolean }> {
  const { from, to, shown, shortened } = await ctx.db.as(actor, async (tx) => {
    const zone = query.timezone ?? (await zoneOf(ctx, tx, actor.user_id))
    const [from, to] = [boundInstant(query.from, zone, 'from'), boundInstant(query.to, zone, 'to')]
    checked(from, to)
    const busy = await busyEvents(ctx, tx, actor, { from: around(from, -1), to: around(to, 1), zone }, side)
    return { ...busy, from, to }
  })
  const located = placesOnce(ctx.places)
  const dated = shown
    .filter((one) => !one.all_day)
    .map(({ id, recurrence_id, title, start_time, end_time, location, url }): Dated => {
      const at = { from: Date.parse(start_time), to: Date.parse(end_time) }
      return { id, recurrence_id, title, ...at, place: located(location, url) }
    })
  const [begins, ends] = [Date.parse(from), Date.parse(to)]
  const isIn = (one: Dated): boolean => one.to > begins && one.from < ends
  const double = overlaps(dated.filter(isIn), MOST_OVERLAPS)
  const far = tooFar(dated).filter(({ first, second }) => isIn(first) || isIn(second))
  const items = [...double.map(presentOverlap), ...far.map(presentTravel)]
  return {
    items: items.sort((a, b) => Date.parse(a.first.start_time) - Date.parse(b.first.start_time)),
    shortened: shortened || double.length === MOST_OVERLAPS,
  }
}

/** What begins or ends outside of the stretch may be where one comes from, or goes to. */
const around = (instant: string, way: 1 | -1): string =>
  Temporal.Instant.from(instant)
    .add({ hours: way * LONGEST_TRIP_H })
    .toString()

/** A series is in one place on all of its dates. */
function placesOnce(places: Places): (location: string | null, url: string | null) => EventPlace | null {
  const known = new Map<string, EventPlace | null>()
  return (location, url) => {
    const key = JSON.stringify([location, url])
    const found = known.get(key)
    if (found !== undefined) return found
    const place = placeOfEvent(places, { location, url })
    known.set(key, place)
    return place
  }
}

const presentOverlap = ({ first, second, minutes }: Overlap<Dated>): CalendarWarning => ({
  ...{ kind: 'overlap', first: warned(first), second: warned(second), minutes },
})

function presentTravel(far: TooFar<Dated>): CalendarWarning {
  const { first, second, left_min, from, to, trip } = far
  return {
    ...{ kind: 'travel', first: warned(first), second: warned(second) },
    ...{ minutes: left_min, needed_minutes: trip.minutes, distance_km: trip.km },
    ...{ from_place: from.name, to_place: to.name, message: travelWords(far), assumption: assumptionWords(trip) },
  }
}

const warned = ({ id, recurrence_id, title, from, to }: Dated) => ({
  ...{ id, recurrence_id, title, start_time: instant(from), end_time: instant(to) },
})

const instant = (ms: number): string => Temporal.Instant.fromEpochMilliseconds(ms).toString()
