import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { keepLife } from './life.ts'
import { changedOf } from './known.ts'
import { absorb, sourceRows } from './placing.ts'
import type { IngestSource, Placed } from './placing.ts'
import type { Draft } from './prepare.ts'
import { appearing, remerge } from './remerge.ts'
import { lockPostings } from './turn.ts'
import { insertOpenings, keepTerms, upsertSourceTexts } from '#features/postings/index.ts'

export interface Ingested {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly closed: number
}

/**
 * Keeps a page of a source: shared rows, one posting for all sources that carry it. What did not change is not written.
 * Run it in a transaction of background work; pages of different sources take turns, so that two do not add one posting twice.
 */
export async function ingestPage(ctx: Ctx, tx: Tx, source: IngestSource, drafts: readonly Draft[]): Promise<Ingested> {
  // A page of which nothing changed waits for nobody.
  const changed = await changedOf(tx, source.id, drafts)
  if (changed.length > 0) {
    await lockPostings(tx)
    // A page that a crash takes back is read again, and whatever else is kept after it waits until both are on the disk.
    await sql`SET LOCAL synchronous_commit = off`.execute(tx)
  }
  const written = await changedOf(
    tx,
    source.id,
    changed.map(({ draft }) => draft),
  )
  const unchanged = drafts.length - written.length
  const worth = written.filter(({ draft, known: row }) => row !== null || !draft.item.closed)
  if (worth.length === 0) return { added: 0, changed: 0, unchanged, closed: 0 }
  const rows = await sourceRows(ctx, tx, source, worth)
  const added = new Set(rows.filter((row) => row.is_new).map((row) => row.row.posting_id))
  await keepLife(ctx, tx, source, { rows, worth })
  await addOpenings(
    ctx,
    tx,
    rows.filter((row) => row.is_new),
  )
  await upsertSourceTexts(tx, rows.filter((row) => !row.is_new).map(sourceText))
  await keepTerms(tx, namesOf(rows))
  await absorb(ctx, tx, rows)
  // A posting that one row brought alone says what that row says.
  const brought = new Set(rows.filter((row) => row.is_new && row.also.length === 0).map(({ row }) => row.id))
  const others = [...new Set(rows.filter(({ row }) => !brought.has(row.id)).map(({ row }) => row.posting_id))]
  const closed = await remerge(ctx, tx, others, joinedAlone(rows))
  return { added: added.size, changed: rows.length - added.size, unchanged, closed }
}

/** So many are worth a second connection. */
const MANY = 200

/**
 * Adds openings, half of many on a connection beside this one: most of what a page costs is the database's work for these,
 * and one connection keeps one processor busy. That half is in the feed with all that belongs to it even if the page fails
 * afterwards; read again, it did not change.
 */
async function addOpenings(ctx: Ctx, tx: Tx, openings: readonly Placed[]): Promise<void> {
  const now = ctx.clock.iso()
  const add = (into: Tx, some: readonly Placed[]) => insertOpenings(into, some, (opening) => openingText(opening, now))
  if (openings.length < MANY) return add(tx, openings)
  const middle = Math.ceil(openings.length / 2)
  const others = openings.slice(middle)
  // Both come to their end, whatever happens to the other: neither writes once the turn is another's.
  const halves = await Promise.allSettled([
    add(tx, openings.slice(0, middle)),
    ctx.db.besideSystem('keep half of a page', async (beside) => {
      await sql`SET LOCAL synchronous_commit = off`.execute(beside)
      await add(beside, others)
      // Those of the page are kept once this is done, and not before: neither waits for the other.
      await keepTerms(beside, namesOf(others))
    }),
  ])
  for (const half of halves) if (half.status === 'rejected') throw half.reason
}

function namesOf(rows: readonly Placed[]): string[] {
  return rows.flatMap(({ made }) => made.texts.names)
}

/** The newcomers that joined postings to which nothing else happened on this page than that they came about. */
function joinedAlone(rows: readonly Placed[]): ReadonlySet<string> {
  // Which others a posting took in is known only once it did.
  if (rows.some(({ also }) => also.length > 0)) return new Set()
  const groups = [...Map.groupBy(rows, ({ row }) => row.posting_id).values()]
  const quiet = groups.filter((group) => group.every(({ is_newcomer }) => is_newcomer))
  return new Set(quiet.flatMap((group) => group.flatMap(({ is_new, row }) => (is_new ? [] : [row.id]))))
}

/** As `insertOpenings` takes it. */
function openingText(placed: Placed, now: string): string {
  const { row, made } = placed
  const { besides, expires_at } = made.texts
  const columns = JSON.stringify(appearing({ ...row, expires_at }, now))
  return `{"source":${sourceText(placed)},"opening":${joined(besides, columns)}}`
}

/** The whole row as JSON. */
function sourceText({ row, made }: Placed): string {
  return joined(JSON.stringify(row), `{"posting":${made.texts.said},"print":${made.texts.print}}`)
}

/** Two objects in JSON as one. */
function joined(one: string, other: string): string {
  return `${one.slice(0, -1)},${other.slice(1)}`
}
