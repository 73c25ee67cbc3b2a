import { sql } from 'kysely'
import { blockKeys } from '#domain/duplicates/blocks.ts'
import { sameAs } from '#domain/duplicates/cluster.ts'
import type { Likeness } from '#domain/duplicates/cluster.ts'
import type { Fingerprint } from '#domain/duplicates/fingerprint.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { joinSources } from '#features/postings/index.ts'
import { absorbable, byKey, clustersOf, nearest } from './recognise.ts'
import { remerge, separateSource } from './remerge.ts'

const BATCH = 500

type Fresh = { posting_id: string; print: Fingerprint }

/**
 * Of what an employer's board took down and what it put up since it was last read whole, makes one posting where it is
 * one opening under a new number. Each old one is continued once, so that of twins none is lost.
 */
export async function continueRenumbered(
  ctx: Ctx,
  tx: Tx,
  source_id: string,
  vanished: readonly string[],
): Promise<void> {
  const fresh = vanished.length === 0 ? [] : await putUp(tx, source_id)
  if (fresh.length === 0) return
  const { rows } = await sql<{ posting_id: string; block_keys: number[] }>`
    SELECT posting_id, block_keys FROM posting_sources WHERE posting_id = ANY(${vanished}::uuid[])`.execute(tx)
  const by_key = byKey(rows)
  const continued = new Set<string>()
  for (let start = 0; start < fresh.length; start += BATCH) {
    const batch = fresh.slice(start, start + BATCH)
    const near = new Map(batch.map(({ posting_id, print }) => [posting_id, nearest(blockKeys(print), by_key)]))
    const clusters = await clustersOf(tx, [...near.values()].flat())
    const wished = batch.flatMap(({ posting_id, print }) => {
      const member = { source_id, is_employer: true, is_open: true, print }
      const old = (near.get(posting_id) ?? []).filter((id) => id !== posting_id).flatMap((id) => clusters.get(id) ?? [])
      return sameAs(member, old).map((likeness) => ({ into: likeness.posting_id, from: posting_id, likeness }))
    })
    await join(ctx, tx, { wished, possible: await absorbable(tx, wished), continued })
  }
  await remerge(ctx, tx, [...continued])
}

/** What an employer's board lists at once it tells apart: a number that was only missing is an opening of its own again. */
export async function separateListedAtOnce(ctx: Ctx, tx: Tx, source_id: string): Promise<void> {
  const { rows } = await sql<{ id: string; posting_id: string; joined_how: string | null }>`
    SELECT s.id, s.posting_id, s.joined_how FROM posting_sources s JOIN (
      SELECT posting_id FROM posting_sources
      WHERE source_id = ${source_id} AND owner_user_id IS NULL AND rank = 0 AND gone_at IS NULL AND missed = 0
      GROUP BY posting_id HAVING count(*) > 1) several USING (posting_id)
    WHERE s.source_id = ${source_id} AND s.gone_at IS NULL AND s.missed = 0 ORDER BY s.first_seen_at, s.id`.execute(tx)
  const later = [...Map.groupBy(rows, (row) => row.posting_id).values()]
    .flatMap(([, ...others]) => others)
    .filter((row) => row.joined_how === 'score')
  const apart: string[] = []
  for (const { id, posting_id } of later) apart.push(posting_id, await separateSource(ctx, tx, id))
  await remerge(ctx, tx, [...new Set(apart)])
}

type Wish = { into: string; from: string; likeness: Likeness }
type Wished = {
  wished: readonly Wish[]
  possible: readonly Pick<Wish, 'into' | 'from'>[]
  continued: Set<string>
}

async function join(ctx: Ctx, tx: Tx, { wished, possible, continued }: Wished): Promise<void> {
  const may = new Set(possible.map(({ into, from }) => `${into} ${from}`))
  const gone = new Set<string>()
  for (const { into, from, likeness } of wished.toSorted((a, b) => b.likeness.probability - a.likeness.probability)) {
    if (!may.has(`${into} ${from}`) || continued.has(into) || gone.has(from)) continue
    continued.add(into)
    gone.add(from)
    await joinSources(tx, { into, from, how: 'score', ...likeness, at: ctx.clock.iso() })
  }
}

async function putUp(tx: Tx, source_id: string): Promise<Fresh[]> {
  const { rows } = await sql<Fresh>`
    SELECT s.posting_id, s.print FROM posting_sources s JOIN sources x ON x.id = s.source_id
    WHERE s.source_id = ${source_id} AND s.owner_user_id IS NULL AND s.gone_at IS NULL AND s.missed = 0
      AND s.print IS NOT NULL AND s.first_seen_at > x.last_complete_at ORDER BY s.id`.execute(tx)
  return rows
}
