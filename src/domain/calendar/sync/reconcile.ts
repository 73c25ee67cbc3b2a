import { unsupported } from './capability.ts'
import { decide, isLate } from './decide.ts'
import type { Decision, EventChange } from './decide.ts'
import { needsConfirmation } from './guard.ts'
import { bare, newLink } from './link.ts'
import type { Link, ListedRow, LocalSide, RemoteItem, RemoteRow, SyncPolicy } from './link.ts'
import { project, saying } from './projection.ts'

/** What was read of a calendar, and what is stored of it when the reading is applied. */
export interface Reading {
  readonly rows: readonly ListedRow[]
  /** What was read by its id in this run: it is so, and not what a listing has late. */
  readonly verified: ReadonlySet<string>
  /** A listing of everything, read to its last page: what is not in it is not there any more. */
  readonly complete: boolean
  /** All links for a listing of everything; else those of its rows, those with an open question, and of changed events. */
  readonly links: readonly Link[]
  /** How many live links the calendar has, given here or not. */
  readonly live: number
  readonly local: (event_id: string) => LocalSide | null
  /**
   * Our event that is the same by our mark, or by its UID and the key of its instance, and has no live link to this
   * calendar; one that was deleted counts as well, so that its coming back is told from something new.
   */
  readonly twin: (row: RemoteItem) => string | null
  readonly policy: SyncPolicy
  /** Deletions that a person has confirmed, by the remote id. */
  readonly confirmed: ReadonlySet<string>
}

/** One decision, and the link that it was about; null where there was none. */
export interface Step {
  readonly was: Link | null
  readonly decision: Decision
}

export type Reconciled =
  /** Nothing may be stored before a person has said that so much was meant to be deleted. */
  | { readonly kind: 'needs_confirmation'; readonly gone: readonly string[] }
  /** These may only have left what is listed: they are read first, and the reading is applied with what that brings. */
  | { readonly kind: 'unconfirmed'; readonly remote_ids: readonly string[] }
  | { readonly kind: 'apply'; readonly steps: readonly Step[] }

/**
 * All that a reading changes here, to be stored together with its cursor in one transaction (calendar.md §6.3). A link
 * that was not read is decided again where something was open, since our side may have changed since.
 */
export function reconcile(reading: Reading): Reconciled {
  const { links, policy, complete } = reading
  const { rows, unclear, unreadable } = latest(reading)
  const byId = new Map(links.flatMap((link) => (link.remote_id === null ? [] : [[link.remote_id, link]])))
  const untold = [...rows.values()].filter(
    (row) => row.kind === 'item' && row.mark_untold === true && !byId.has(row.remote_id),
  )
  const unread = [...unclear, ...untold.map(({ remote_id }) => remote_id)].filter((id) => !reading.verified.has(id))
  if (unread.length > 0) return { kind: 'unconfirmed', remote_ids: unread }
  const unnamed = new Map(links.flatMap((link) => (link.remote_id === null ? [[link.event_id, link]] : [])))
  const read = new Set<Link>()
  const steps: Step[] = []
  // Two objects may say that they are the same event; the first is it, and the other one is an event of its own.
  const taken = new Set<string>()
  const twin = (row: RemoteItem): string | null => {
    const found = reading.twin(row)
    if (found === null || taken.has(found)) return null
    taken.add(found)
    return found
  }
  for (const row of rows.values()) {
    const marked = row.kind === 'item' && row.mark !== null ? unnamed.get(row.mark.event_id) : undefined
    const was = byId.get(row.remote_id) ?? (marked !== undefined && !read.has(marked) ? marked : null)
    if (was !== null) read.add(was)
    const decision = decideRow(was, row, { ...reading, twin })
    if (decision !== null) steps.push({ was, decision })
  }
  for (const was of links) {
    if (read.has(was)) continue
    const missing = complete && was.remote_id !== null && was.state !== 'ended' && !unreadable.has(was.remote_id)
    const row: RemoteRow | null = missing
      ? { kind: 'gone', remote_id: was.remote_id ?? '', certain: !policy.capability.windowed }
      : null
    const decision = row === null ? again(was, reading) : decideRow(was, row, reading)
    if (decision !== null) steps.push({ was, decision })
  }
  const listed = [...rows.values()].filter(({ kind }) => kind === 'item').length + unreadable.size
  return checked(steps, listed, reading)
}

/** What only happens because the calendar is said to have deleted something. */
const GONE: ReadonlySet<Decision['verdict']> = new Set([
  ...(['deleted_there', 'unlinked', 'cancel_marked', 'edit_vs_delete', 'made_again'] as const),
])

function checked(steps: readonly Step[], listed: number, reading: Reading): Reconciled {
  const idsOf = (some: readonly Step[]): string[] => some.flatMap(({ was }) => was?.remote_id ?? [])
  const unconfirmed = steps.filter(({ decision }) => decision.verdict === 'confirm')
  if (unconfirmed.length > 0) return { kind: 'unconfirmed', remote_ids: idsOf(unconfirmed) }
  const gone = idsOf(steps.filter(({ decision }) => GONE.has(decision.verdict)))
  const { complete, confirmed, live: links } = reading
  if (needsConfirmation({ gone, links, complete, listed, confirmed })) return { kind: 'needs_confirmation', gone }
  return { kind: 'apply', steps }
}

interface Latest {
  readonly rows: ReadonlyMap<string, RemoteRow>
  readonly unclear: readonly string[]
  readonly unreadable: ReadonlySet<string>
}

/**
 * One row for each object: a reading may bring an older one behind a newer one (calendar.md §4.1). Where it says both that
 * it is there and that it is gone, nobody knows which came last, and it is read; what cannot be read is not taken for gone.
 */
function latest({ rows: all, verified }: Reading): Latest {
  const rows = new Map<string, RemoteRow>()
  const unclear = new Set<string>()
  const unreadable = new Set(all.flatMap((row) => (row.kind === 'unreadable' ? [row.remote_id] : [])))
  for (const row of all) {
    if (row.kind === 'unreadable' || (row.kind === 'gone' && unreadable.has(row.remote_id))) continue
    if (row.kind === 'dirty') {
      if (!verified.has(row.remote_id)) unclear.add(row.remote_id)
      continue
    }
    const before = rows.get(row.remote_id)
    if (before !== undefined && before.kind !== row.kind && !verified.has(row.remote_id)) unclear.add(row.remote_id)
    if (before?.kind === 'item' && row.kind === 'item' && older(row, before)) continue
    rows.set(row.remote_id, row)
  }
  return { rows, unclear: [...unclear], unreadable }
}

const older = (row: RemoteItem, than: RemoteItem): boolean =>
  row.updated !== null && than.updated !== null && Date.parse(row.updated) < Date.parse(than.updated)

/** A link that nothing was read about: open questions are asked again, since our side may have answered them. */
function again(was: Link, { local, policy }: Reading): Decision | null {
  if (was.state !== 'live' || was.pending !== null || was.event_id === null) return null
  const side = local(was.event_id)
  if (side === null) return null
  const settled = was.trouble === null && side.kind === 'event' && unsupported(side.event, policy.capability) === null
  if (settled) return null
  return decide(was, side, null, policy)
}

function decideRow(was: Link | null, row: RemoteRow, reading: Reading): Decision | null {
  if (was === null || was.state === 'ended') return row.kind === 'item' ? onNew(was, row, reading) : null
  const { local, policy } = reading
  if (was.state === 'filtered') {
    if (row.kind === 'gone') return row.certain ? plain('both_gone', { do: 'keep' }, bare(was, 'ended')) : null
    return onNew(was, row, reading)
  }
  const side = was.event_id === null ? null : local(was.event_id)
  return decide(was, side ?? { kind: 'deleted', by: 'person', event: null }, row, policy)
}

/** An object that no live link knows (calendar.md §6.2, the two last lines). */
function onNew(was: Link | null, row: RemoteItem, reading: Reading): Decision | null {
  const { local, twin, policy, verified } = reading
  if (was !== null && was.state === 'ended') {
    if (isLate(was, row)) return plain('stale', { do: 'keep' }, was)
    // Between what was read last and the delete there may have been more: only a reading tells that it is back.
    if (!verified.has(row.remote_id)) return plain('confirm', { do: 'keep' }, was)
  }
  if (policy.direction === 'push' || policy.direction === 'none') return null
  const { remote_id, etag, updated } = row
  const id = { remote_id, etag, updated, generation: was?.generation ?? 0 }
  const keptOut = plain('filtered', { do: 'keep' }, bare(id, 'filtered'))
  if (!policy.wants(row.event)) return keptOut
  const seen = project(row.event, policy.capability)
  const found = twin(row)
  if (found === null && !policy.reaches(row.event)) return keptOut
  const side = found === null ? null : local(found)
  const link: Link = { ...newLink(found ?? '', policy.capability), ...id, seen, origin: 'found' }
  // Someone deleted it here, and it is there under another id or again: a person is asked (calendar.md §6.4.4).
  if (side?.kind === 'deleted' && side.by === 'person') return decide(link, side, row, policy)
  if (side?.kind === 'event') {
    const decision = decide(link, side, row, policy)
    return { ...decision, verdict: decision.verdict === 'conflict' ? 'conflict' : 'adopt' }
  }
  // It was taken away here since another calendar or a filter said so: under its old id it has what belongs to it.
  const base = { local: seen, remote: seen }
  const verdict = side === null ? 'import' : 'restored'
  const before = side?.kind === 'deleted' ? side.event : null
  const event = before === null ? row.event : saying(before, seen, policy.capability)
  return plain(verdict, { do: 'make', event }, { ...link, base, origin: side === null ? 'imported' : 'found' })
}

function plain(verdict: Decision['verdict'], event: EventChange, link: Link): Decision {
  return { verdict, event, link, burnt: null, overruled: [] }
}
