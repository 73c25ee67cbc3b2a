import { blankEvent, detailsAt } from '#domain/calendar/event.ts'
import type { CalendarEvent, Override } from '#domain/calendar/event.ts'
import { givenAmong, regularAt } from '#domain/calendar/expand.ts'
import type { Answer, CalendarFailure, WriteQuestion } from '#domain/calendar/sync/port.ts'
import type { Mark } from '#domain/calendar/sync/link.ts'
import type { WriteAnswer } from '#domain/calendar/sync/write.ts'
import { bodyOf, differing, markBody } from './body.ts'
import type { Body } from './body.ts'
import { eventsPath } from './client.ts'
import type { GoogleClient } from './client.ts'
import { detailsIn, masterIn } from './parse.ts'
import { EventsPage, isCancelled, Row } from './resource.ts'
import type { Whole } from './resource.ts'
import { keyOf, whenOf, Zones } from './times.ts'
import { writeRow } from './write-row.ts'

/** What the instances of a series are to say. */
interface Job {
  readonly whole: Whole
  readonly wanted: CalendarEvent
  /** The paths of attendees that are to be written: no others ever are. */
  readonly people: ReadonlySet<string> | 'all'
  readonly mark: Mark
}

/** One instance that does not say yet what it should. `row` null: it follows its series so far, and is looked for first. */
interface Step {
  readonly key: string
  readonly row: Row | null
  readonly do: 'cancel' | 'restore' | 'change'
}

/** Whether the series has the instances that these are about: Google holds no others. */
export function hasAll(event: CalendarEvent, overrides: readonly Override[]): boolean {
  const keys = overrides.map(({ recurrence_id }) => recurrence_id)
  return givenAmong(event, keys).size === keys.length
}

/** What there is to write of the instances. */
export function instanceSteps({ whole, wanted, people }: Omit<Job, 'mark'>, zones: Zones): Step[] {
  const there = masterIn(whole.master, zones)
  const { recurrence } = wanted
  if (there === null || recurrence === null) return []
  const rows = new Map(whole.exceptions.map((row) => [keyOf(row.originalStartTime, there.when, zones), row]))
  rows.delete(null)
  const left = new Set(there.recurrence?.exdates)
  const out = new Set(recurrence.exdates)
  const overrides = new Set(wanted.overrides.map(({ recurrence_id }) => recurrence_id))
  const keys = new Set([...out, ...overrides, ...[...rows.keys()].flatMap((key) => key ?? [])])
  const given = givenAmong(wanted, [...keys])
  return [...keys].flatMap((key): Step[] => {
    const row = rows.get(key) ?? null
    const isThere = row === null ? !left.has(key) : !isCancelled(row)
    const isGiven = overrides.has(key) || given.has(key)
    if (out.has(key) || !isGiven) return isThere && (row !== null || isGiven) ? [{ key, row, do: 'cancel' }] : []
    if (row !== null && isCancelled(row)) return [{ key, row, do: 'restore' }]
    const differs = row === null || fieldsOf(row, { key, wanted, people }, zones).length > 0
    return differs ? [{ key, row, do: 'change' }] : []
  })
}

/** Writes them one after the other, and our mark when all are as they should be. What is answered is how all is then. */
export async function writeInstances(
  client: GoogleClient,
  question: WriteQuestion,
  job: Job,
): Promise<Whole | Answer<WriteAnswer>> {
  const zones = new Zones(question.calendar.time_zone)
  const rows = new Map(job.whole.exceptions.map((row) => [row.id, row]))
  const { id: remote_id } = job.whole.master
  for (const step of instanceSteps(job, zones)) {
    const row = step.row ?? (await instanceAt(client, question, { series_id: remote_id, key: step.key, job, zones }))
    if (row === null) return client.talk.ok({ kind: 'rejected', reason: 'no_such_instance' })
    if ('kind' in row) return row
    const written = await carryOut(client, question, { ...step, row, job, zones })
    if ('kind' in written) return written
    rows.set(written.id, written)
  }
  const body = markBody({ ccId: job.mark.event_id, ccRev: job.mark.token })
  const master = await writeRow(client, { ...question, invites: false }, { asked: 'update', remote_id, body })
  return 'kind' in master ? master : { master, exceptions: [...rows.values()] }
}

interface Doing extends Step {
  readonly row: Row
  readonly job: Job
  readonly zones: Zones
}

/** guides/recurringevents: an instance that is written becomes a row of its own; one with the status `cancelled` is left out. */
async function carryOut(
  client: GoogleClient,
  question: WriteQuestion,
  { key, row, do: what, job, zones }: Doing,
): Promise<Row | CalendarFailure> {
  const send = (to: Row, body: Body) =>
    writeRow(client, question, { asked: 'update', remote_id: to.id, if_match: to.etag, body })
  if (what === 'cancel') return send(row, { status: 'cancelled' })
  const about = { key, wanted: job.wanted, people: job.people }
  const wanted = wantedAt(job.wanted, key)
  // What Google kept of a cancelled one is not sure: it comes back where its series has it, and then says what it should.
  const back = what === 'restore' ? await send(row, bodyOf(wanted, ['status', 'when'])) : row
  if ('kind' in back) return back
  const fields = fieldsOf(back, about, zones)
  return fields.length === 0 ? back : send(back, bodyOf(wanted, fields))
}

/** The fields in which an instance does not say what it should, of those that are ours to write. */
function fieldsOf(row: Row, { key, wanted, people }: Omit<Job, 'whole' | 'mark'> & { key: string }, zones: Zones) {
  const when = whenOf(row.start, row.end, zones)
  const next = wantedAt(wanted, key)
  const there = { ...blankEvent(wanted.uid, when ?? next.when), ...detailsIn(row) }
  const isOurs = (field: string) =>
    field === 'attendees'
      ? people === 'all' || people.has('attendees') || people.has(`@${key}/attendees`)
      : field !== 'organizer'
  return differing(there, next).filter(isOurs)
}

/** One instance as an event of its own. */
function wantedAt(wanted: CalendarEvent, key: string): CalendarEvent {
  const moved = wanted.overrides.find(({ recurrence_id }) => recurrence_id === key)?.when ?? null
  return { ...blankEvent(wanted.uid, moved ?? regularAt(wanted, key)), ...detailsAt(wanted, key) }
}

/** events/instances: asked for by its original start, for what its id looks like means nothing (calendar.md §4.4.11). */
async function instanceAt(
  client: GoogleClient,
  { calendar }: WriteQuestion,
  { series_id, key, job, zones }: { series_id: string; key: string; job: Job; zones: Zones },
): Promise<Row | CalendarFailure | null> {
  const path = `${eventsPath(calendar.remote_id, series_id)}/instances`
  const told = await client.ask('read', { method: 'GET', path, query: { originalStart: key } }, EventsPage)
  if (told.kind === 'failed') return told
  const rows = told.value.items.flatMap((item) => Row.safeParse(item).data ?? [])
  return rows.find((row) => keyOf(row.originalStartTime, job.wanted.when, zones) === key) ?? null
}
