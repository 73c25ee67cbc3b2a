import type { CalendarEvent } from '#domain/calendar/event.ts'
import { unsupported } from './capability.ts'
import { agreedBy, decide, isPeople, madeAgain, rulesOf } from './decide.ts'
import type { Decision } from './decide.ts'
import { toldOfDelete } from './link.ts'
import type { Link, LocalSide, Mark, Pending, RemoteRow, SyncPolicy } from './link.ts'
import { merge } from './merge.ts'
import { difference, eventOf, eventFitting, project } from './projection.ts'
import type { Projection } from './projection.ts'
import { sameValue } from './value.ts'

/** One thing to tell a calendar. `if_match` guards it: what someone else wrote meanwhile is never overwritten. */
export type Write =
  | { readonly kind: 'create'; readonly event: CalendarEvent; readonly mark: Mark }
  | {
      readonly kind: 'update'
      readonly remote_id: string
      readonly if_match: string | null
      /** All that the calendar is to say; a connector that can patch writes the `changes` alone and keeps the rest. */
      readonly event: CalendarEvent
      readonly changes: Projection
      readonly mark: Mark
    }
  | { readonly kind: 'delete'; readonly remote_id: string; readonly if_match: string | null }

/** What there is to do for one link now: nothing, a write, or first to read how the last write ended. */
export type Next =
  | { readonly do: 'nothing' }
  | { readonly do: 'read'; readonly remote_id: string | null; readonly mark: Mark }
  | { readonly do: 'write'; readonly write: Write; readonly link: Link }

/** What a calendar answered to a write. */
export type WriteAnswer =
  | {
      readonly kind: 'done'
      readonly remote_id: string
      readonly etag: string | null
      readonly updated: string | null
      readonly echo: CalendarEvent
    }
  | { readonly kind: 'deleted' }
  /** Refused for good: it is kept with its reason, and the rest goes on (a poison item, calendar.md §6.5). */
  | { readonly kind: 'rejected'; readonly reason: string }
  /** The id that we wanted is not to be had; the event needs another one. */
  | { readonly kind: 'burnt' }

const NOTHING: Next = { do: 'nothing' }

/**
 * What a link has to tell its calendar, and the link as it must be stored before that is sent. Derived from both sides
 * each time, so that there is no list of things to send that could fall out of step with what is.
 */
export function nextWrite(link: Link, local: LocalSide, policy: SyncPolicy, token: string): Next {
  if (link.state !== 'live' || link.event_id === null || link.gone || !policy.capability.writes) return NOTHING
  if (policy.direction === 'none' || policy.direction === 'pull') return NOTHING
  const mark: Mark = { event_id: link.event_id, token }
  // The outcome of a write is unknown: it is read before anything is sent again (calendar.md §6.5).
  if (link.pending !== null) return { do: 'read', remote_id: link.remote_id, mark: link.pending }
  if (local.kind === 'deleted') return nextDelete(link, local)
  if (unsupported(local.event, policy.capability) !== null) return NOTHING
  const fields = project(local.event, policy.capability)
  if (link.trouble?.kind === 'rejected' && sameValue(link.trouble.local, fields)) return NOTHING
  if (link.remote_id === null) return nextCreate(link, { fields, mark, policy, uid: local.event.uid })
  const decider = policy.direction === 'push' ? 'mine' : 'ask'
  const { remote, conflicts } = merge(link.base, fields, link.seen, rulesOf(policy, decider))
  const changes = difference(link.seen, remote)
  if (Object.keys(changes).length === 0) return NOTHING
  // What both say together may be more than an event holds: that is told where it is decided.
  const event = eventFitting(local.event.uid, remote)
  if (event === null) return NOTHING
  const held = conflicts.map(({ key, field }) => (key === '' ? field : `@${key}/${field}`))
  const pending: Pending = { ...mark, sent: remote, local: fields, held }
  const write: Write = { kind: 'update', remote_id: link.remote_id, if_match: link.etag, event, changes, mark }
  return { do: 'write', write, link: { ...link, pending } }
}

function nextDelete(link: Link, local: LocalSide & { kind: 'deleted' }): Next {
  if (local.by === 'filter' || link.remote_id === null || link.trouble?.kind === 'delete_vs_edit') return NOTHING
  if (link.trouble?.kind === 'rejected') return NOTHING
  // The calendar says what nobody here has seen: that is a question for a person, not a delete.
  if (!sameValue(link.seen, link.base.remote)) return NOTHING
  return { do: 'write', write: { kind: 'delete', remote_id: link.remote_id, if_match: link.etag }, link }
}

interface Making {
  readonly fields: Projection
  readonly mark: Mark
  readonly policy: SyncPolicy
  readonly uid: string
}

function nextCreate(link: Link, { fields, mark, policy, uid }: Making): Next {
  const sent = policy.writes_people
    ? fields
    : Object.fromEntries(Object.entries(fields).filter(([path]) => !isPeople(path)))
  const pending: Pending = { ...mark, sent, local: fields, held: [] }
  return {
    do: 'write',
    write: { kind: 'create', event: eventOf(uid, sent), mark },
    link: { ...link, pending, attempts: link.attempts + 1 },
  }
}

/** The link after a write was answered. What our side says by now plays no part: it is compared with what was sent. */
export function finish(link: Link, answer: WriteAnswer, policy: SyncPolicy): Decision {
  // It keeps its event, which a person may bring back.
  if (answer.kind === 'deleted') return stored('delete_there', toldOfDelete(link))
  if (answer.kind === 'burnt') return madeAgain(link, policy)
  if (answer.kind === 'rejected') {
    const trouble = { kind: 'rejected', reason: answer.reason, local: link.pending?.local ?? {} } as const
    return stored('rejected', { ...link, pending: null, trouble })
  }
  const { remote_id, etag, updated } = answer
  const seen = project(answer.echo, policy.capability)
  const trouble = link.trouble?.kind === 'rejected' ? null : link.trouble
  return stored('push', { ...link, remote_id, etag, updated, seen, base: agreedBy(link, seen), pending: null, trouble })
}

/**
 * The link after its object was read, since an answer did not come, or said that the object is another one by now. Null:
 * there is none, neither under the id nor with our mark.
 */
export function afterReading(link: Link, local: LocalSide, row: RemoteRow | null, policy: SyncPolicy): Decision {
  if (row !== null) return decide(link, local, row, policy)
  if (link.remote_id !== null)
    return decide(link, local, { kind: 'gone', remote_id: link.remote_id, certain: true }, policy)
  return decide({ ...link, pending: null }, local, null, policy)
}

/**
 * The link after its id turned out to be taken, with what lies there. Ours: a create whose answer was lost. Deleted, though
 * we tried before: it was made and then deleted by someone. The same event by its UID, which a calendar refuses to have
 * twice: that one is taken for it. Anything else burns the id (calendar.md §4.1, §6.5).
 */
export function afterTaken(link: Link, local: LocalSide, row: RemoteRow | null, policy: SyncPolicy): Decision {
  if (row?.kind === 'item' && (row.mark?.event_id === link.event_id || isSame(local, row.event)))
    return decide(link, local, row, policy)
  const madeBefore = row?.kind !== 'item' && link.attempts > 1
  if (madeBefore) return decide(link, local, { kind: 'gone', remote_id: '', certain: true }, policy)
  return finish(link, { kind: 'burnt' }, policy)
}

const isSame = (local: LocalSide, there: CalendarEvent): boolean =>
  local.event !== null && local.event.uid === there.uid && local.event.recurrence_id === there.recurrence_id

function stored(verdict: Decision['verdict'], link: Link): Decision {
  return { verdict, event: { do: 'keep' }, link, burnt: null, overruled: [] }
}
