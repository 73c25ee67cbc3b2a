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
import { LINK_COLUMNS, findLink, nothingToTell, replaceLink, storedLink } from './links.ts'
import type { StoredLink } from './links.ts'
import { loadSides } from './sides.ts'
import { Overtaken } from './tables.ts'
import type { LeasedCalendar, SyncCtx } from './tables.ts'

/** A link with something to tell; `write` is null where it must be read first how the last write ended. */
export interface Chosen {
  readonly stored: StoredLink
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

const BATCH = 20

/**
 * Takes the next link that has something to tell, and stores what is about to be sent. Those that turn out to have nothing
 * to tell are no candidates from then on. Two statements for each event that is told.
 */
export async function chooseNext(ctx: SyncCtx, tx: Tx, run: Telling): Promise<Chosen | 'nothing' | 'fenced'> {
  for (;;) {
    const candidates = await nextCandidates(ctx, tx, run.lease)
    if (candidates === null) return 'fenced'
    const quiet: StoredLink[] = []
    for (const candidate of candidates) {
      const stored = storedLink(candidate)
      const token = ctx.random.bytes(9).toString('base64url')
      const { uid } = candidate
      const invites = run.policy.writes_people || candidate.invites
      const next = nextWrite(stored.link, sideOf(candidate), { ...run.policy, writes_people: invites }, token)
      if (next.do === 'nothing') quiet.push(stored)
      else {
        await nothingToTell(tx, quiet)
        if (next.do === 'read') return { stored, write: null, uid, invites }
        const begun = await replaceLink(tx, stored, { link: next.link, to_tell: true, now: ctx.clock.iso() })
        if (begun === null) throw new Overtaken()
        return { stored: begun, write: next.write, uid, invites }
      }
    }
    await nothingToTell(tx, quiet)
    if (candidates.length < BATCH) return 'nothing'
  }
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

/** Stores what a calendar answered to a write: one statement, unless somebody wrote the link in the meantime. */
export async function storeAnswer(
  ctx: SyncCtx,
  tx: Tx,
  run: Telling,
  chosen: Chosen,
  answer: WriteAnswer,
): Promise<Happened | 'stored' | 'fenced'> {
  const { stored } = chosen
  const decision = finish(stored.link, answer, run.policy)
  if (decision.link !== null && decision.burnt === null) {
    const saved = await replaceLink(tx, stored, { link: decision.link, to_tell: false, now: ctx.clock.iso() })
    if (saved !== null) return 'stored'
  }
  return storeDecision(ctx, tx, run, chosen, (link) => finish(link, answer, run.policy))
}

/** Stores what follows from the chosen object as it was read after its write went wrong. */
export function storeReading(
  ctx: SyncCtx,
  tx: Tx,
  run: Telling,
  chosen: Chosen,
  read: { readonly row: RemoteRow | null; readonly after: 'race' | 'unknown' | 'taken' | 'gone' },
): Promise<Happened | 'stored' | 'fenced'> {
  const decideAfter = read.after === 'taken' ? afterTaken : afterReading
  return storeDecision(ctx, tx, run, chosen, (link, local) => decideAfter(link, local, read.row, run.policy))
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
