import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { blockKeys } from '#domain/duplicates/blocks.ts'
import { sameAs } from '#domain/duplicates/cluster.ts'
import type { Likeness } from '#domain/duplicates/cluster.ts'
import { printOfKept } from '#domain/duplicates/kept-print.ts'
import type { KeptPrint } from '#domain/duplicates/kept-print.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { joinSources } from '#features/postings/index.ts'
import { absorbable, byKey, clustersOf, nearest } from './recognise.ts'
import { remerge, separateSource } from './remerge.ts'
import { lockPostings } from './turn.ts'

const BATCH = 500
/** After so many that are compared others get their turn. */
const AT_A_TIME = 20
/** Each takes a few statements of its own. */
const SEPARATED = 100

/** What a source took down, by the ids of its rows. */
type Absent = ReadonlySet<string>

/**
 * Of what an employer's board took down and what it put up since it was last read whole, makes one posting where it is
 * one opening under a new number. Each old one is continued once, so that of twins none is lost.
 */
export async function continueRenumbered(ctx: Ctx, source_id: string, absent: Absent): Promise<void> {
  const { fresh, by_key } = await ctx.db.asSystem('find what an employer put up and took down', async (tx) => {
    const put_up = absent.size === 0 ? [] : await putUp(tx, source_id, absent)
    return { fresh: put_up, by_key: put_up.length === 0 ? new Map() : await keysOf(tx, absent) }
  })
  for (let start = 0; start < fresh.length; start += BATCH)
    await ctx.db.asSystem('continue openings under new numbers', async (tx) => {
      const wished = await wishesOf(tx, { source_id, fresh: fresh.slice(start, start + BATCH), by_key, absent })
      if (wished.length === 0) return
      // Only what is joined waits for its turn; comparing takes longer, and others may work meanwhile.
      await lockPostings(tx)
      await join(ctx, tx, await standing(tx, wished), absent)
    })
}

/** What an employer's board lists at once it tells apart: a number that was only missing is an opening of its own again. */
export async function separateListedAtOnce(ctx: Ctx, source_id: string, absent: Absent): Promise<void> {
  let more = true
  while (more)
    more = await ctx.db.asSystem('tell apart what an employer lists at once', async (tx) => {
      if ((await listedAtOnce(tx, source_id, absent)).length === 0) return false
      await lockPostings(tx)
      const later = await listedAtOnce(tx, source_id, absent)
      const apart: string[] = []
      for (const { id, posting_id } of later.slice(0, SEPARATED))
        apart.push(posting_id, await separateSource(ctx, tx, id))
      await remerge(ctx, tx, [...new Set(apart)])
      return later.length > SEPARATED
    })
}

interface Wish {
  /** Rows of the source, whose postings others may join meanwhile. */
  readonly old: string
  readonly fresh: string
  readonly likeness: Likeness
}

async function wishesOf(
  tx: Tx,
  of: { source_id: string; fresh: readonly string[]; by_key: ReadonlyMap<number, readonly string[]>; absent: Absent },
): Promise<Wish[]> {
  const { source_id, by_key, absent } = of
  const { rows } = await sql<{ id: string; posting_id: string; print: KeptPrint }>`
    SELECT id, posting_id, print FROM posting_sources WHERE id = ANY(${of.fresh}::uuid[]) ORDER BY id`.execute(tx)
  const batch = rows.map((row) => ({ ...row, print: printOfKept(row.print) }))
  const near = new Map(batch.map(({ id, print }) => [id, nearest(blockKeys(print), by_key)]))
  const posting_of = await postingsOf(tx, [...near.values()].flat())
  const row_of = new Map([...posting_of].map(([id, posting_id]) => [posting_id, id]))
  const clusters = await clustersOf(tx, [...row_of.keys()], absent)
  const wished: Wish[] = []
  for (const [at, { id, posting_id, print }] of batch.entries()) {
    const member = { source_id, is_employer: true, is_open: true, print }
    const old = new Set((near.get(id) ?? []).flatMap((each) => posting_of.get(each) ?? []))
    old.delete(posting_id)
    for (const likeness of sameAs(
      member,
      [...old].flatMap((each) => clusters.get(each) ?? []),
    )) {
      const row = row_of.get(likeness.posting_id)
      if (row !== undefined) wished.push({ old: row, fresh: id, likeness })
    }
    if (at % AT_A_TIME === AT_A_TIME - 1) await nextTurn()
  }
  return wished
}

type Pair = Wish & { readonly into: string; readonly from: string }

/** What was wished, by the postings that the rows belong to by now. */
async function standing(tx: Tx, wished: readonly Wish[]): Promise<Pair[]> {
  const posting_of = await postingsOf(
    tx,
    wished.flatMap(({ old, fresh }) => [old, fresh]),
  )
  return wished.flatMap((wish) => {
    const [into, from] = [posting_of.get(wish.old), posting_of.get(wish.fresh)]
    return into === undefined || from === undefined || into === from ? [] : [{ ...wish, into, from }]
  })
}

async function join(ctx: Ctx, tx: Tx, wished: readonly Pair[], absent: Absent): Promise<void> {
  const may = new Set((await absorbable(tx, wished, absent)).map(({ into, from }) => `${into} ${from}`))
  const continued = new Set<string>()
  const gone = new Set<string>()
  const joins = wished
    .toSorted((a, b) => b.likeness.probability - a.likeness.probability)
    .filter(({ into, from }) => {
      const taken = [into, from].some((id) => continued.has(id) || gone.has(id))
      if (taken || !may.has(`${into} ${from}`)) return false
      continued.add(into)
      gone.add(from)
      return true
    })
  const at = ctx.clock.iso()
  await joinSources(
    tx,
    joins.map(({ into, from, likeness }) => ({ ...likeness, into, from, how: 'score', at })),
  )
  await remerge(ctx, tx, [...continued])
}

async function putUp(tx: Tx, source_id: string, absent: Absent): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT s.id FROM posting_sources s JOIN sources x ON x.id = s.source_id
    WHERE s.source_id = ${source_id} AND s.owner_user_id IS NULL AND s.gone_at IS NULL AND s.missed = 0
      AND s.print IS NOT NULL AND s.first_seen_at > x.last_complete_at ORDER BY s.id`.execute(tx)
  return rows.flatMap(({ id }) => (absent.has(id) ? [] : [id]))
}

async function keysOf(tx: Tx, absent: Absent): Promise<Map<number, string[]>> {
  const { rows } = await sql<{ id: string; block_keys: number[] }>`
    SELECT id, block_keys FROM posting_sources WHERE id = ANY(${[...absent]}::uuid[])`.execute(tx)
  return byKey(rows.map(({ id, block_keys }) => ({ posting_id: id, block_keys })))
}

async function postingsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; posting_id: string }>`
    SELECT id, posting_id FROM posting_sources WHERE id = ANY(${[...new Set(ids)]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, posting_id }) => [id, posting_id]))
}

async function listedAtOnce(
  tx: Tx,
  source_id: string,
  absent: Absent,
): Promise<{ id: string; posting_id: string; joined_how: string | null }[]> {
  const listed = sql`source_id = ${source_id} AND gone_at IS NULL AND missed = 0 AND NOT id = ANY(${[...absent]}::uuid[])`
  const { rows } = await sql<{ id: string; posting_id: string; joined_how: string | null }>`
    WITH listed AS (
      SELECT id, posting_id, joined_how, first_seen_at FROM posting_sources WHERE owner_user_id IS NULL AND rank = 0 AND ${listed})
    SELECT id, posting_id, joined_how FROM listed
    WHERE posting_id IN (SELECT posting_id FROM listed GROUP BY posting_id HAVING count(*) > 1) ORDER BY first_seen_at, id`.execute(
    tx,
  )
  return [...Map.groupBy(rows, (row) => row.posting_id).values()]
    .flatMap(([, ...others]) => others)
    .filter((row) => row.joined_how === 'score')
}
