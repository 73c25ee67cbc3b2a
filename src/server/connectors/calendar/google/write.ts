import { z } from 'zod'
import type { Answer, WriteQuestion } from '#domain/calendar/sync/port.ts'
import type { Write, WriteAnswer } from '#domain/calendar/sync/write.ts'
import { bodyOf, markBody, newBody, ownFields } from './body.ts'
import { eventsPath } from './client.ts'
import type { GoogleClient } from './client.ts'
import { hasAll, writeInstances } from './instances.ts'
import { itemOf } from './parse.ts'
import { findWhole } from './read.ts'
import { recurrenceLines } from './recurrence.ts'
import type { Whole } from './resource.ts'
import { isAboutTime, updateSeries } from './series.ts'
import { Zones } from './times.ts'
import { readVersion, versionOf } from './version.ts'
import type { Version } from './version.ts'
import { sendUpdates, writeRow } from './write-row.ts'

type Told = Answer<WriteAnswer>
type Update = Write & { kind: 'update' }

/** Carries out one write, guarded: nothing is overwritten that was not seen, and nobody gets mail who should not. */
export async function write(client: GoogleClient, question: WriteQuestion): Promise<Told> {
  const { write: asked } = question
  if (asked.kind === 'create') return create(client, question, asked)
  const version = readVersion(asked.if_match)
  if (version.locked) return client.talk.failed({ asked: asked.kind, status: null, code: 'read_only' })
  if (asked.kind === 'delete') return remove(client, question, asked)
  // A cancelled event is a deleted one for Google, and whoever cancels one does not want it gone.
  if (asked.changes['status'] === 'cancelled') return client.talk.ok({ kind: 'rejected', reason: 'cancelled' })
  if (isOneRequest(asked, version)) return patch(client, question, asked)
  const written = await updateSeries(client, question, asked)
  return 'master' in written ? done(client, question, written) : written
}

async function create(client: GoogleClient, question: WriteQuestion, asked: Write & { kind: 'create' }): Promise<Told> {
  const { event, mark } = asked
  if (event.status === 'cancelled') return client.talk.ok({ kind: 'rejected', reason: 'cancelled' })
  if (!hasAll(event, event.overrides)) return client.talk.ok({ kind: 'rejected', reason: 'no_such_instance' })
  const isAll = event.overrides.length === 0
  const made = await writeRow(client, question, {
    asked: 'create',
    body: {
      id: question.wanted_id,
      ...newBody(event),
      ...(event.recurrence === null ? {} : { recurrence: recurrenceLines(event.recurrence, event.when) }),
      // It says which write it is from once the write is done.
      ...markBody({ ccId: mark.event_id, ...(isAll ? { ccRev: mark.token } : {}) }),
    },
  })
  if ('kind' in made) return made
  const whole = { master: made, exceptions: [] }
  if (isAll) return done(client, question, whole)
  const written = await writeInstances(client, question, { whole, wanted: event, people: 'all', mark })
  return 'master' in written ? done(client, question, written) : written
}

/** What one PATCH says, and what its answer shows whole: an event alone, or of a series what its instances follow. */
function isOneRequest({ event, changes }: Update, { instances }: Version): boolean {
  if (instances === null) return event.recurrence === null || ('rrule' in changes && event.overrides.length === 0)
  const isOfInstances = Object.keys(changes).some((path) => path.startsWith('@'))
  return instances === '' && !isOfInstances && !isAboutTime(changes)
}

async function patch(client: GoogleClient, question: WriteQuestion, asked: Update): Promise<Told> {
  const { event, changes, mark, remote_id, if_match } = asked
  const repeats = 'rrule' in changes || 'rdates' in changes
  // A series needs a zone, which a single event may have left to its calendar.
  const fields = repeats ? ['when', ...ownFields(changes)] : ownFields(changes)
  const lines = event.recurrence === null ? null : recurrenceLines(event.recurrence, event.when)
  const body = {
    ...bodyOf(event, fields),
    ...(repeats ? { recurrence: lines } : {}),
    ...markBody({ ccId: mark.event_id, ccRev: mark.token }),
  }
  const row = await writeRow(client, question, {
    asked: 'update',
    remote_id,
    if_match: readVersion(if_match).etag,
    body,
  })
  return 'kind' in row ? row : done(client, question, { master: row, exceptions: [] })
}

async function remove(client: GoogleClient, question: WriteQuestion, asked: Write & { kind: 'delete' }): Promise<Told> {
  const { calendar, wanted_id, invites } = question
  const { remote_id, if_match } = asked
  const { etag, instances } = readVersion(if_match)
  if (instances !== null) {
    // What somebody said of one instance leaves the etag of its series as it is, and would go with the series unseen.
    const found = await findWhole(client, { calendar, remote_id, wanted_id, uid: '' })
    if (found.kind === 'failed') return found
    if (found.value === null) return client.talk.failed({ asked: 'delete', status: 404, code: null })
    if (versionOf(found.value) !== if_match) return client.talk.failed({ asked: 'delete', status: 412, code: null })
  }
  const [path, query] = [eventsPath(calendar.remote_id, remote_id), sendUpdates(invites)]
  const told = await client.ask('delete', { method: 'DELETE', path, query, if_match: etag }, z.null())
  return told.kind === 'failed' ? told : client.talk.ok({ kind: 'deleted' })
}

function done(client: GoogleClient, { calendar }: WriteQuestion, whole: Whole): Told {
  const item = itemOf(whole, new Zones(calendar.time_zone))
  // It was written, and what it became cannot be told: it is looked at before anything else is sent.
  if (item === null) return client.talk.failed({ asked: 'update', status: null, code: 'socket_closed' })
  const { remote_id, etag, updated, event: echo } = item
  return client.talk.ok({ kind: 'done', remote_id, etag, updated, echo })
}
