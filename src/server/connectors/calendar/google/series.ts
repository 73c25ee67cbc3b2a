import type { CalendarEvent } from '#domain/calendar/event.ts'
import type { Answer, CalendarFailure, WriteQuestion } from '#domain/calendar/sync/port.ts'
import type { Projection } from '#domain/calendar/sync/projection.ts'
import type { Write, WriteAnswer } from '#domain/calendar/sync/write.ts'
import { bodyOf, markBody, ownFields } from './body.ts'
import type { Body } from './body.ts'
import type { GoogleClient } from './client.ts'
import { hasAll, instanceSteps, writeInstances } from './instances.ts'
import { masterIn } from './parse.ts'
import { findWhole } from './read.ts'
import { readRecurrence, recurrenceLines } from './recurrence.ts'
import { isCancelled } from './resource.ts'
import type { Row, Whole } from './resource.ts'
import { keyOf, Zones } from './times.ts'
import { versionOf } from './version.ts'
import { writeRow } from './write-row.ts'

type Update = Write & { kind: 'update' }

/** Whether a write moves the instances of a series, or says which there are. */
export const isAboutTime = (changes: Projection): boolean =>
  ['when', 'rrule', 'rdates'].some((field) => field in changes)

/**
 * Updates a series and the instances that differ, which are rows of their own: each is read first and written with the version
 * that was read. The mark comes last, since with it the whole counts as written.
 */
export async function updateSeries(
  client: GoogleClient,
  question: WriteQuestion,
  asked: Update,
): Promise<Whole | Answer<WriteAnswer>> {
  const { event: wanted, changes, mark, remote_id, if_match } = asked
  const sought = { calendar: question.calendar, remote_id, wanted_id: question.wanted_id, uid: wanted.uid }
  const found = await findWhole(client, sought)
  if (found.kind === 'failed') return found
  const before = found.value
  if (before === null) return client.talk.failed({ asked: 'update', status: 404, code: null })
  if (if_match !== null && versionOf(before) !== if_match) return raced(client)
  const zones = new Zones(question.calendar.time_zone)
  const there = masterIn(before.master, zones)
  if (there === null) return client.talk.failed({ asked: 'update', status: 200, code: 'unreadable' })
  const people = new Set(Object.keys(changes).filter((path) => path.endsWith('attendees')))
  const job = { wanted, people, mark }
  const moves = isAboutTime(changes)
  if (readRecurrence(before.master.recurrence, there.when).unsupported.length > 0 && moves)
    return client.talk.ok({ kind: 'rejected', reason: 'unsupported_series' })
  const known = new Set(moves ? [] : before.exceptions.map((row) => keyOf(row.originalStartTime, there.when, zones)))
  const added = wanted.overrides.filter((override) => !known.has(override.recurrence_id))
  if (!hasAll(wanted, added)) return client.talk.ok({ kind: 'rejected', reason: 'no_such_instance' })

  const body: Body = {
    ...bodyOf(wanted, ownFields(changes)),
    ...recurrenceBody(asked, there, cancelledIn(before, there, zones)),
  }
  const isAll = moves
    ? before.exceptions.length === 0 && wanted.overrides.length === 0
    : instanceSteps({ ...job, whole: before }, zones).length === 0
  const marked = isAll ? { ...body, ...markBody({ ccId: mark.event_id, ccRev: mark.token }) } : body
  const { etag } = before.master
  const master =
    Object.keys(marked).length === 0
      ? before.master
      : await writeRow(client, question, { asked: 'update', remote_id, if_match: etag, body: marked })
  if ('kind' in master) return master
  if (isAll) return { master, exceptions: before.exceptions }
  const whole = moves ? await movedWhole(client, sought, { before, master }) : { ...before, master }
  if ('kind' in whole) return whole
  return writeInstances(client, question, { ...job, whole })
}

const raced = (client: GoogleClient): CalendarFailure =>
  client.talk.failed({ asked: 'update', status: 412, code: null })

/** How it repeats, where that changes, or where a date that is taken out of it comes back. */
function recurrenceBody({ event, changes }: Update, there: CalendarEvent, cancelled: ReadonlySet<string>): Body {
  const wanted = event.recurrence
  if (wanted === null) return 'rrule' in changes ? { recurrence: null } : {}
  const comesBack = there.recurrence?.exdates.some((key) => !wanted.exdates.includes(key)) === true
  if (!comesBack && !isAboutTime(changes)) return {}
  const exdates = wanted.exdates.filter((key) => !cancelled.has(key))
  return { recurrence: recurrenceLines({ ...wanted, exdates }, event.when) }
}

function cancelledIn({ exceptions }: Whole, there: CalendarEvent, zones: Zones): Set<string> {
  return new Set(exceptions.filter(isCancelled).flatMap((row) => keyOf(row.originalStartTime, there.when, zones) ?? []))
}

/** A series that was moved, with what became of its instances: Google takes some of them away. */
async function movedWhole(
  client: GoogleClient,
  sought: Parameters<typeof findWhole>[1],
  { before, master }: { readonly before: Whole; readonly master: Row },
): Promise<Whole | CalendarFailure> {
  if (before.exceptions.length === 0) return { master, exceptions: [] }
  const found = await findWhole(client, sought)
  if (found.kind === 'failed') return found
  if (found.value === null) return client.talk.failed({ asked: 'update', status: 404, code: null })
  const etags = new Map(before.exceptions.map(({ id, etag }) => [id, etag]))
  const isOthers = (row: Row) => !isCancelled(row) && etags.get(row.id) !== row.etag
  return found.value.exceptions.some(isOthers) ? raced(client) : found.value
}
