import { sql } from 'kysely'
import { CalendarEvent } from '#domain/calendar/event.ts'
import type { Decision } from '#domain/calendar/sync/decide.ts'
import type { Link, LocalSide, RemoteRow } from '#domain/calendar/sync/link.ts'
import { afterReading, afterTaken, finish, nextWrite } from '#domain/calendar/sync/write.ts'
import type { Write, WriteAnswer } from '#domain/calendar/sync/write.ts'
import { isoOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/db.ts'
import { carryOut } from './carry-out.ts'
import type { Carrying, Happened } from './carry-out.ts'
import { LEASE_MS, holdLease } from './lease.ts'
import type { Lease } from './lease.ts'
import { LINK_COLUMNS, findLink, nothingToTell, replaceLinks, storedLink } from './links.ts'
import type { Replacement, StoredLink } from './links.ts'
import { loadSides } from './sides.ts'
import { Overtaken } from './tables.ts'
import type { LeasedCalendar, SyncCtx } from './tables.ts'

/** A link with something to tell; `write` is null where it must be read first how the last write ended. */
export interface Chosen {
  readonly stored: StoredLink
  /** As it was before its write was begun. */
  readonly before: Link
  readonly write: Write | null
  /** Of our event. */
  readonly uid: string
  /** Whether its attendees are written, and may be sent mail. */
  readonly invites: boolean
}

export interface Telling extends Carrying {
  readonly calendar: LeasedCalendar
  readonly lease: Lease
}

type Candidate = Parameters<typeof storedLink>[0] & {
  readonly event: unknown
  readonly uid: string
  readonly invites: boolean
  readonly edited_at: string | null
  readonly deleted_by: 'person' | 'sync' | 'filter' | null
}

/** As many as a provider takes at once, at the most. */
const BATCH = 100

/**
 * Takes the next links that have something to tell, and stores what is about to be sent: as many as this provider takes at
 * once, never two of one UID, and one whose last write must be read first by itself. Those that turn out to have nothing to
 * tell are no candidates from then on. Two statements, however many are told.
 */
export async function chooseNext(ctx: SyncCtx, tx: Tx, run: Telling): Promise<readonly Chosen[] | 'fenced'> {
  for (;;) {
    const candidates = await nextCandidates(ctx, tx, run.lease)
    if (candidates === null) return 'fenced'
    const { quiet, unread, writes } = amongThem(ctx, run, candidates)
    await nothingToTell(tx, quiet)
    if (unread !== null) return [unread]
    if (writes.length > 0) return begun(ctx, tx, writes)
    if (candidates.length < BATCH) return []
  }
}

interface Beginning extends Chosen {
  readonly link: Link
}

function amongThem(ctx: SyncCtx, { policy }: Telling, candidates: readonly Candidate[]) {
  const most = Math.min(policy.capability.writes_at_once, BATCH)
  const quiet: StoredLink[] = []
  const writes: Beginning[] = []
  const uids = new Set<string>()
  for (const candidate of candidates) {
    const { uid } = candidate
    // What one leaves behind the other may need: they go one after the other.
    if (writes.length === most || uids.has(uid)) break
    const stored = storedLink(candidate)
    const token = ctx.random.bytes(9).toString('base64url')
    const invites = policy.writes_people || candidate.invites
    const next = nextWrite(stored.link, sideOf(candidate), { ...policy, writes_people: invites }, token)
    if (next.do === 'nothing') quiet.push(stored)
    else if (next.do === 'write') {
      writes.push({ stored, before: stored.link, write: next.write, uid, invites, link: next.link })
      uids.add(uid)
    } else if (writes.length > 0) break
    else return { quiet, unread: { stored, before: stored.link, write: null, uid, invites }, writes }
  }
  return { quiet, unread: null, writes }
}

async function begun(ctx: SyncCtx, tx: Tx, writes: readonly Beginning[]): Promise<readonly Chosen[]> {
  const changes = writes.map(({ stored: was, link }) => ({ was, link, to_tell: true }))
  const rows = await replaceLinks(tx, changes, ctx.clock.iso())
  return writes.map(({ link: _, ...chosen }, n) => {
    const stored = rows[n]
    if (stored === null || stored === undefined) throw new Overtaken()
    return { ...chosen, stored }
  })
}

/** Prolongs the lease, and reads the first links that may have something to tell. Null: the lease is gone. */
async function nextCandidates(
  ctx: SyncCtx,
  tx: Tx,
  { calendar_id, fence }: Lease,
): Promise<readonly Candidate[] | null> {
  const { rows } = await sql<Candidate | { id: null }>`
    WITH held AS (
      UPDATE calendars SET leased_until = ${isoOf(ctx.clock.ms() + LEASE_MS)}
      WHERE id = ${calendar_id} AND fence = ${fence} RETURNING id
    )
    SELECT next.* FROM held LEFT JOIN LATERAL (
      SELECT ${LINK_COLUMNS}, e.event, e.uid, e.invites, e.edited_at, e.deleted_by FROM calendar_links l JOIN calendar_events e ON e.id = l.event_id
      WHERE l.calendar_id = ${calendar_id} AND l.to_tell AND l.state = 'live' ORDER BY l.id LIMIT ${BATCH}
    ) next ON true`.execute(tx)
  return rows.length === 0 ? null : rows.flatMap((row) => (row.id === null ? [] : [row]))
}

function sideOf({ event: stored, edited_at, deleted_by }: Candidate): LocalSide {
  const event = CalendarEvent.parse(stored)
  if (deleted_by !== null) return { kind: 'deleted', by: deleted_by, event }
  return { kind: 'event', event, edited: edited_at, elsewhere: false }
}

/** What a calendar answered to a write. */
export interface Answered {
  readonly chosen: Chosen
  readonly answer: WriteAnswer
}

/** What is stored in the place of an answer. */
export const inItsPlace = (how: 'deleted' | { readonly rejected: string }): WriteAnswer =>
  how === 'deleted' ? { kind: 'deleted' } : { kind: 'rejected', reason: how.rejected }

/** Stores what a calendar answered to writes: one statement, unless somebody wrote one of their links in the meantime. */
export async function storeAnswers(
  ctx: SyncCtx,
  tx: Tx,
  run: Telling,
  answered: readonly Answered[],
): Promise<readonly Happened[] | 'fenced'> {
  const simple: (Replacement & { readonly of: Answered })[] = []
  const others: Answered[] = []
  for (const of of answered) {
    const { stored: was } = of.chosen
    const { link, burnt } = finish(was.link, of.answer, run.policy)
    if (link === null || burnt !== null) others.push(of)
    else simple.push({ was, link, to_tell: false, of })
  }
  const saved = await replaceLinks(tx, simple, ctx.clock.iso())
  const happened: Happened[] = []
  for (const { chosen, answer } of [...others, ...simple.flatMap(({ of }, n) => (saved[n] === null ? [of] : []))]) {
    const one = await storeDecision(ctx, tx, run, chosen, (link) => finish(link, answer, run.policy))
    if (one === 'fenced') return one
    if (one !== 'stored') happened.push(one)
  }
  return happened
}

/** Stores what follows from the chosen object as it was read after its write went wrong. */
export async function storeReading(
  ctx: SyncCtx,
  tx: Tx,
  run: Telling,
  chosen: Chosen,
  read: { readonly row: RemoteRow | null; readonly after: 'race' | 'unknown' | 'taken' | 'gone' },
): Promise<readonly Happened[] | 'fenced'> {
  const decideAfter = read.after === 'taken' ? afterTaken : afterReading
  const one = await storeDecision(ctx, tx, run, chosen, (link, local) => decideAfter(link, local, read.row, run.policy))
  return one === 'fenced' ? one : one === 'stored' ? [] : [one]
}

/** Decides about the chosen link as it is stored by now; where it goes on as another one, there is nothing to decide. */
async function storeDecision(
  ctx: SyncCtx,
  tx: Tx,
  run: Telling,
  { stored, write }: Chosen,
  decideNow: (link: Link, local: LocalSide) => Decision,
): Promise<Happened | 'stored' | 'fenced'> {
  if (!(await holdLease(ctx, tx, run.lease))) return 'fenced'
  const now = await findLink(tx, stored.id)
  const isSame = write === null || now?.link.generation === stored.link.generation
  if (now === null || now.link.state !== 'live' || now.link.event_id !== stored.link.event_id || !isSame)
    return 'stored'
  const sides = await loadSides(tx, run.calendar, [now.link])
  const local = sides.of(now.link.event_id)?.side ?? { kind: 'deleted', by: 'person', event: null }
  const decision = decideNow(now.link, local)
  return carryOut(ctx, tx, run, [{ was: now, decision }], sides)
}

/** Takes back what was begun and never sent: there is nothing to be read about it. */
export async function takeBack(
  ctx: SyncCtx,
  tx: Tx,
  { lease }: Telling,
  unsent: readonly Chosen[],
): Promise<'taken_back' | 'fenced'> {
  if (!(await holdLease(ctx, tx, lease))) return 'fenced'
  const changes = unsent.map(({ stored: was, before: link }) => ({ was, link, to_tell: true }))
  await replaceLinks(tx, changes, ctx.clock.iso())
  return 'taken_back'
}
