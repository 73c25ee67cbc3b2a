import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { clockOf, wallAt } from '#domain/calendar/moment.ts'
import type { CalendarAt, CalendarFailure } from '#domain/calendar/sync/port.ts'
import { addressOf } from './client.ts'
import type { GraphClient } from './client.ts'
import { GraphInstance } from './graph-event.ts'
import { keyIn } from './parse.ts'
import type { Whole } from './read.ts'
import { readable } from './times.ts'

const Found = z.object({ value: z.array(GraphInstance) })
const ASKED = 'id,start,end,type,originalStart,occurrenceId'

/** An instance, with the version that a write to it is held against. */
interface FoundInstance {
  readonly kind: 'found'
  readonly id: string
  readonly etag: string | null
}

/** An instance by its original start; null: the series has none there. */
export async function findInstance(
  client: GraphClient,
  calendar: CalendarAt,
  { key, whole }: { key: string; whole: Whole },
): Promise<FoundInstance | null | CalendarFailure> {
  const { when } = whole.item.event
  const isIt = (instance: GraphInstance): boolean => readable(() => keyIn(instance, when)) === key
  // One that was changed may lie elsewhere by now; its series names it.
  const known = whole.given.exceptionOccurrences?.find(isIt)
  if (known !== undefined) return foundIn(known)
  const clock = clockOf(when, [])
  if (clock === null) return null
  const at = clock.instantOf(wallAt(key, clock))
  // A day begins at another hour in each zone.
  const [before, after] = when.kind === 'all_day' ? [{ hours: 24 }, { hours: 48 }] : [{ minutes: 1 }, { minutes: 1 }]
  const url = addressOf(calendar, `/events/${encodeURIComponent(whole.item.remote_id)}/instances`, {
    startDateTime: text(at.subtract(before)),
    endDateTime: text(at.add(after)),
    $select: ASKED,
    $top: '50',
  })
  const answer = await client.ask('update', { method: 'GET', url }, Found)
  if (answer.kind === 'failed') return answer
  const there = answer.content.value.find(isIt)
  return there === undefined ? null : foundIn(there)
}

const foundIn = ({ id, '@odata.etag': etag }: GraphInstance): FoundInstance => ({
  kind: 'found',
  id,
  etag: etag ?? null,
})

const text = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: 'second' })
