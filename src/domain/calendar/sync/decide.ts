import { unsupported } from './capability.ts'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { bare, newLink } from './link.ts'
import type { Link, LocalSide, RemoteItem, RemoteRow, SyncPolicy } from './link.ts'
import { merge } from './merge.ts'
import type { FieldConflict, Merged, MergeRules } from './merge.ts'
import { newest } from './newest.ts'
import { difference, eventFitting, fitting, pathOf, project, saying } from './projection.ts'
import type { Projection } from './projection.ts'
import { sameValue } from './value.ts'

/** What happens to our event. */
export type EventChange =
  | { readonly do: 'keep' }
  | { readonly do: 'put'; readonly event: CalendarEvent }
  /** A new event, or one that was deleted here comes back under its id. */
  | { readonly do: 'make'; readonly event: CalendarEvent }
  | { readonly do: 'delete'; readonly by: 'person' | 'sync' | 'filter' }

/** Why something happens: counted, and written to the journal. */
export type Verdict =
  | ('noop' | 'pull' | 'push' | 'merge' | 'conflict' | 'unsupported' | 'rejected' | 'confirm' | 'stale')
  | (
      | 'deleted_there'
      | 'unlinked'
      | 'cancel_marked'
      | 'delete_there'
      | 'edit_vs_delete'
      | 'delete_vs_edit'
      | 'both_gone'
    )
  | ('made_again' | 'restored' | 'import' | 'adopt' | 'filtered' | 'withdrawn')

/** What one reading of one link leads to; the link replaces the one that was. */
export interface Decision {
  readonly verdict: Verdict
  readonly event: EventChange
  readonly link: Link | null
  /** The link of an id that is burnt, where the event goes on under another one. */
  readonly burnt: Link | null
  readonly overruled: readonly FieldConflict[]
}

export type Change = 'same' | 'changed' | 'deleted'

/** The matrix of calendar.md §6.2, before strategies and policies. */
export function matrix(local: Change, remote: Change): Verdict {
  if (local === 'deleted') {
    return remote === 'deleted' ? 'both_gone' : remote === 'changed' ? 'delete_vs_edit' : 'delete_there'
  }
  if (remote === 'deleted') return local === 'same' ? 'deleted_there' : 'edit_vs_delete'
  if (remote === 'changed') return local === 'same' ? 'pull' : 'merge'
  return local === 'same' ? 'noop' : 'push'
}

/**
 * What to do about one live link, from what both sides say against what was agreed. Without a row the calendar says what
 * it said when it was last read. Pure: the same answer however often it is asked, so that a crash replays safely.
 */
export function decide(link: Link, local: LocalSide, row: RemoteRow | null, policy: SyncPolicy): Decision {
  if (policy.direction === 'none') return settled('noop', link)
  if (row?.kind === 'gone') {
    return row.certain ? onGone({ ...link, gone: true }, local, policy) : settled('confirm', link)
  }
  if (row === null) return link.gone ? onGone(link, local, policy) : onItem(link, local, null, policy)
  if (isLate(link, row)) return settled('stale', link)
  const known = recovered({ ...link, gone: false, remote_id: row.remote_id }, row, policy)
  if (!policy.wants(row.event) && known.origin === 'imported' && !isChanged(known, local, policy)) {
    return decided(
      'withdrawn',
      { do: 'delete', by: 'filter' },
      bare({ ...known, etag: row.etag, updated: row.updated }, 'filtered'),
    )
  }
  const read = { ...known, etag: row.etag, updated: row.updated, seen: project(row.event, policy.capability) }
  return onItem(read.trouble?.kind === 'rejected' ? { ...read, trouble: null } : read, local, row, policy)
}

/** Whether a row says what had been read before, or what was before that (calendar.md §4.1: a delta can hold both). */
export function isLate(link: Link, row: RemoteItem): boolean {
  const since =
    link.updated === null || row.updated === null ? Number.NaN : Date.parse(row.updated) - Date.parse(link.updated)
  if (Number.isNaN(since)) return link.state === 'ended' && link.etag === row.etag
  return since < 0 || (link.state === 'ended' && since === 0)
}

/** Whether our side says something that the calendar was not told yet. */
export function isChanged(link: Link, local: LocalSide, policy: SyncPolicy): boolean {
  if (local.kind === 'deleted') return true
  const fields = project(local.event, policy.capability)
  return merge(link.base, fields, link.base.remote, rulesOf(policy, 'ask')).changed.local
}

function onGone(link: Link, local: LocalSide, policy: SyncPolicy): Decision {
  if (local.kind === 'deleted') return decided('both_gone', { do: 'keep' }, bare(link, 'ended'))
  const verdict = matrix(isChanged(link, local, policy) ? 'changed' : 'same', 'deleted')
  if (verdict === 'deleted_there' || policy.direction === 'push') return onDeletedThere(link, local, policy)
  if (policy.strategy === 'theirs') return decided('deleted_there', { do: 'delete', by: 'sync' }, bare(link, 'ended'))
  if (policy.strategy === 'mine') return madeAgain(link, policy)
  return settled('edit_vs_delete', { ...link, gone: true, pending: null, trouble: { kind: 'edit_vs_delete' } })
}

/** The event goes on in the calendar under a new id; the old one stays known as over. */
export function madeAgain(link: Link, policy: SyncPolicy): Decision {
  const next = newLink(link.event_id ?? '', policy.capability, link.generation + 1)
  return { ...decided('made_again', { do: 'keep' }, next), burnt: bare(link, 'ended') }
}

function onDeletedThere(link: Link, local: LocalSide & { kind: 'event' }, policy: SyncPolicy): Decision {
  const unlinked: Link = { ...bare(link, 'ended', link.event_id), gone: true }
  // It lies in another calendar as well and was found there: that is a move, and a move deletes nothing.
  if (local.elsewhere || policy.direction === 'push' || policy.when_deleted_there === 'unlink') {
    return decided('unlinked', { do: 'keep' }, unlinked)
  }
  if (policy.when_deleted_there === 'delete') {
    return decided('deleted_there', { do: 'delete', by: 'sync' }, bare(link, 'ended'))
  }
  return decided('cancel_marked', { do: 'put', event: { ...local.event, status: 'cancelled' } }, unlinked)
}

function onItem(link: Link, local: LocalSide, row: RemoteItem | null, policy: SyncPolicy): Decision {
  if (local.kind === 'deleted') return onDeletedHere(link, local, row, policy)
  const reason = unsupported(local.event, policy.capability)
  if (reason !== null) return settled('unsupported', { ...link, trouble: { kind: 'unsupported', reason } })
  // Nothing was ever written there: there is nothing to compare with yet.
  if (link.remote_id === null) return settled('push', { ...link, trouble: keptTrouble(link) })
  const before = project(local.event, policy.capability)
  const pushes = policy.direction === 'push'
  const strategy = policy.strategy === 'newest' ? newest(local.edited, row?.updated ?? null) : policy.strategy
  const merged = merge(link.base, before, link.seen, rulesOf(policy, pushes ? 'mine' : strategy))
  if (pushes)
    return settled(sameValue(merged.remote, link.seen) ? 'noop' : 'push', { ...link, trouble: keptTrouble(link) })
  const { conflicts, overruled, base } = merged
  const trouble = conflicts.length > 0 ? ({ kind: 'fields', conflicts } as const) : keptTrouble(link)
  const event = changed(local.event, before, merged.local)
  if (event === null || isTooLarge(merged, link))
    return settled('unsupported', { ...link, trouble: { kind: 'unsupported', reason: 'too_large' } })
  return { ...decided(verdictOf(merged, link), event, { ...link, base, trouble }), overruled }
}

/** Only what was changed here is written there. */
const isTooLarge = ({ remote, changed: { local } }: Merged, link: Link): boolean =>
  local && !sameValue(remote, link.seen) && eventFitting('-', remote) === null

function verdictOf(merged: Merged, link: Link): Verdict {
  if (merged.conflicts.length > 0) return 'conflict'
  const told = { local: !sameValue(merged.remote, link.seen), remote: merged.changed.remote }
  return matrix(told.local ? 'changed' : 'same', told.remote ? 'changed' : 'same')
}

const keptTrouble = ({ trouble }: Link): Link['trouble'] => (trouble?.kind === 'rejected' ? trouble : null)

/** Null: it would be more than an event holds. */
function changed(event: CalendarEvent, before: Projection, after: Projection): EventChange | null {
  const changes = difference(before, after)
  if (Object.keys(changes).length === 0) return { do: 'keep' }
  const next = fitting(event, changes)
  return next === null ? null : { do: 'put', event: next }
}

function onDeletedHere(
  link: Link,
  local: LocalSide & { kind: 'deleted' },
  row: RemoteItem | null,
  policy: SyncPolicy,
): Decision {
  // A filter takes away what is here, and never what is there (calendar.md §6.4.16).
  if (local.by === 'filter') return decided('unlinked', { do: 'keep' }, bare(link, 'filtered'))
  if (link.remote_id === null) {
    return link.pending === null ? decided('both_gone', { do: 'keep' }, null) : settled('delete_there', link)
  }
  const there: Change = sameValue(link.seen, link.base.remote) ? 'same' : 'changed'
  if (matrix('deleted', there) === 'delete_there' || policy.direction === 'push') {
    return settled('delete_there', { ...link, trouble: null })
  }
  if (policy.strategy === 'mine') {
    return settled('delete_there', { ...link, base: { local: link.seen, remote: link.seen }, trouble: null })
  }
  if (policy.strategy === 'theirs' && row !== null) {
    const base = { local: link.seen, remote: link.seen }
    const event = local.event === null ? row.event : saying(local.event, link.seen, policy.capability)
    return decided('restored', { do: 'make', event }, { ...link, base, pending: null, trouble: null })
  }
  return settled('delete_vs_edit', { ...link, trouble: { kind: 'delete_vs_edit' } })
}

/**
 * The link with the outcome of a write that got no answer, told by our mark on what was read: it is there, or (where the
 * object is as it was before) it is not. Whatever differs from what was sent has been changed since, by someone else.
 */
function recovered(link: Link, row: RemoteItem, policy: SyncPolicy): Link {
  const { pending } = link
  if (pending === null) return link
  if (row.mark?.token !== pending.token) return { ...link, pending: null }
  const base = agreedBy(link, pending.sent)
  if (row.unfinished !== true) return { ...link, base, pending: null }
  // What it has not brought yet is not anyone's change there: it is still ours to tell.
  const there = project(row.event, policy.capability)
  return {
    ...link,
    base: { local: { ...base.local, ...difference(base.remote, there) }, remote: there },
    pending: null,
  }
}

/** What is agreed once a write has been done: what we said then, and what the calendar made of it. */
export function agreedBy(link: Link, there: Projection): Link['base'] {
  const { pending } = link
  if (pending === null) return link.base
  const held = new Set(pending.held)
  const next = (was: Projection, now: Projection): Projection =>
    Object.fromEntries([
      ...Object.entries(now).filter(([path]) => !held.has(path)),
      ...Object.entries(was).filter(([path]) => held.has(path)),
    ])
  return { local: next(link.base.local, pending.local), remote: next(link.base.remote, there) }
}

const PEOPLE = new Set(['attendees', 'organizer'])
const NOBODY: ReadonlySet<string> = new Set()

/** The rules of a merge for this calendar. */
export function rulesOf(policy: SyncPolicy, decider: MergeRules['decider']): MergeRules {
  return {
    decider,
    pull_only: policy.writes_people ? NOBODY : PEOPLE,
    fits: (field, value) =>
      field !== 'reminders' || !Array.isArray(value) || value.length <= policy.capability.reminders,
    occurs: policy.occurs,
  }
}

/** Whether a path is one that only the calendar changes. */
export const isPeople = (path: string): boolean => PEOPLE.has(pathOf(path).field)

const settled = (verdict: Verdict, link: Link): Decision => decided(verdict, { do: 'keep' }, link)

function decided(verdict: Verdict, event: EventChange, link: Link | null): Decision {
  return { verdict, event, link, burnt: null, overruled: [] }
}
