import { sql } from 'kysely'
import { TEXTS_SHARED } from '#domain/duplicates/blocks.ts'
import type { BlockKeys } from '#domain/duplicates/blocks.ts'
import { compatible, sameAs } from '#domain/duplicates/cluster.ts'
import type { Cluster, Likeness, Member } from '#domain/duplicates/cluster.ts'
import { printOfKept } from '#domain/duplicates/kept-print.ts'
import { isoOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/db.ts'
import type { PostingSourceRow } from '#features/postings/index.ts'

/** A source's posting that nothing is known of yet. */
export interface Newcomer {
  readonly id: string
  readonly member: Member
  readonly keys: BlockKeys
  /** The posting that carries the same number or address; null: none does. */
  readonly identical: string | null
}

export interface Recognised {
  /** Where it belongs; null: it is an opening of its own. */
  readonly join: Likeness | null
  /** Postings that turn out to be the same opening, too. */
  readonly also: readonly Likeness[]
}

// Somebody who advertises again after this long is looking for somebody else.
const REMEMBERED_DAYS = 120
/** As many as are compared with one newcomer; those that share the most keys. */
const COMPARED = 24
/** A key that more postings have tells little. */
const TELLING = 200

const NONE: ReadonlySet<string> = new Set()

/** For each newcomer the posting that it belongs to, by its id; the newcomers know each other as well. */
export async function recognise(
  tx: Tx,
  newcomers: readonly Newcomer[],
  place: { now_ms: number; makeId: () => string; others: () => Promise<void> },
): Promise<Map<string, Recognised & { posting_id: string }>> {
  const known = await Neighbours.of(tx, newcomers, place.now_ms)
  const places = new Map<string, Recognised & { posting_id: string }>()
  for (const newcomer of newcomers) {
    const likenesses = newcomer.identical === null ? sameAs(newcomer.member, known.near(newcomer)) : []
    const [join = null, ...also] = likenesses
    const posting_id = newcomer.identical ?? join?.posting_id ?? place.makeId()
    known.add(posting_id, newcomer)
    places.set(newcomer.id, { join, also, posting_id })
    await place.others()
  }
  return places
}

/**
 * Of pairs of postings that a newcomer is the same as, those that may become one: nothing that any of their sources
 * says speaks against it, nobody took them apart, and nobody has done anything with the one that goes.
 */
export async function absorbable(
  tx: Tx,
  pairs: readonly { into: string; from: string }[],
  absent: ReadonlySet<string> = NONE,
): Promise<{ into: string; from: string }[]> {
  if (pairs.length === 0) return []
  const clusters = await clustersOf(
    tx,
    pairs.flatMap(({ into, from }) => [into, from]),
    absent,
  )
  const { rows } = await sql<{ posting_id: string; other_id: string | null }>`
    SELECT st.posting_id, NULL::uuid AS other_id FROM posting_states st WHERE st.posting_id = ANY(${pairs.map((pair) => pair.from)}::uuid[])
    UNION ALL SELECT a.posting_id, b.posting_id FROM posting_splits x
      JOIN posting_sources a ON a.id = x.source_row_id JOIN posting_sources b ON b.id = x.other_row_id
      WHERE a.posting_id = ANY(${pairs.flatMap(({ into, from }) => [into, from])}::uuid[])`.execute(tx)
  const touched = new Set(rows.filter((row) => row.other_id === null).map((row) => row.posting_id))
  const split = new Set(
    rows.flatMap((row) => [`${row.posting_id} ${row.other_id}`, `${row.other_id} ${row.posting_id}`]),
  )
  return pairs.filter(({ into, from }) => {
    const [left, right] = [clusters.get(into), clusters.get(from)]
    if (left === undefined || right === undefined || touched.has(from) || split.has(`${into} ${from}`)) return false
    return compatible(left.members, right.members)
  })
}

/**
 * Postings with what their sources say, as far as that can be compared. `absent`: the ids of rows that a whole reading
 * under way lacks, and that are not counted as missed yet.
 */
export async function clustersOf(
  tx: Tx,
  posting_ids: readonly string[],
  absent: ReadonlySet<string> = NONE,
): Promise<Map<string, Cluster>> {
  type Row = Pick<PostingSourceRow, 'id' | 'posting_id' | 'source_id' | 'rank' | 'gone_at' | 'missed'> & {
    print: NonNullable<PostingSourceRow['print']>
  }
  // One by one, and `OFFSET 0`: with figures of the table from before it grew PostgreSQL would sooner go through all of it.
  const { rows } = await sql<Row>`
    SELECT s.* FROM unnest(${[...new Set(posting_ids)]}::uuid[]) p (id) CROSS JOIN LATERAL (
      SELECT id, posting_id, source_id, rank, gone_at, missed, print FROM posting_sources
      WHERE posting_id = p.id AND print IS NOT NULL OFFSET 0) s ORDER BY s.id`.execute(tx)
  const groups = Map.groupBy(rows, (row) => row.posting_id)
  return new Map(
    [...groups].map(([posting_id, members]) => [
      posting_id,
      {
        posting_id,
        members: members.map(({ id, source_id, rank, gone_at, missed, print }) => ({
          source_id,
          is_employer: rank === 0,
          // What the last whole reading lacked is not listed beside what that reading had.
          is_open: gone_at === null && missed === 0 && !absent.has(id),
          print: printOfKept(print),
        })),
      },
    ]),
  )
}

/**
 * By their keys the shared postings that have enough in common with one of these to be compared with it: a name, or two keys
 * of the text. For each of those at most `TELLING`; those long gone are left out.
 */
export async function sharing(tx: Tx, of: readonly BlockKeys[], now_ms: number): Promise<Map<number, string[]>> {
  const names = [...new Set(of.flatMap((keys) => keys.names))]
  const pairs = new Map(of.flatMap(({ texts }) => pairsOf(texts)).map((pair) => [pair.join(' '), pair]))
  if (names.length + pairs.size === 0) return new Map()
  const fresh = sql`owner_user_id IS NULL AND (gone_at IS NULL OR gone_at > ${isoOf(now_ms - REMEMBERED_DAYS * 86_400_000)}::timestamptz)
    LIMIT ${TELLING}`
  // One by one: an index that is asked for thousands of keys at once looks at all of them for every row. Two keys at once,
  // since many postings have one of a text in common, and reading all of these took longer than all else.
  const { rows } = await sql<{ keys: number[]; posting_id: string }>`
    SELECT ARRAY[k.key] AS keys, s.posting_id FROM unnest(${names}::int[]) k (key)
      CROSS JOIN LATERAL (SELECT posting_id FROM posting_sources WHERE block_keys @> ARRAY[k.key] AND ${fresh}) s
    UNION ALL SELECT ARRAY[p.key, p.other], s.posting_id
      FROM unnest(${[...pairs.values()].map(([key]) => key)}::int[], ${[...pairs.values()].map(([, other]) => other)}::int[]) p (key, other)
      CROSS JOIN LATERAL (SELECT posting_id FROM posting_sources WHERE block_keys @> ARRAY[p.key, p.other] AND ${fresh}) s`.execute(
    tx,
  )
  const found = new Map<number, Set<string>>()
  for (const { keys, posting_id } of rows)
    for (const key of keys) found.set(key, (found.get(key) ?? new Set()).add(posting_id))
  return new Map([...found].map(([key, ids]) => [key, [...ids]]))
}

/** Each two of the keys of a text, the smaller first: `TEXTS_SHARED` of them in common are one of these. */
function pairsOf(texts: readonly number[]): [number, number][] {
  return texts.flatMap((one, at) =>
    texts.slice(at + 1).map((other): [number, number] => (one < other ? [one, other] : [other, one])),
  )
}

/** Postings by the keys under which they are found. */
export function byKey(rows: readonly { posting_id: string; block_keys: readonly number[] }[]): Map<number, string[]> {
  const found = new Map<number, string[]>()
  for (const { posting_id, block_keys } of rows) for (const key of block_keys) append(found, key, posting_id)
  return found
}

/** Those that share the most of the keys, at most `COMPARED`. */
export function nearest(keys: BlockKeys, by_key: ReadonlyMap<number, readonly string[]>): string[] {
  const shared = new Map<string, number>()
  const count = (of: readonly number[], worth: number) => {
    for (const key of of)
      for (const id of new Set(by_key.get(key)?.slice(0, TELLING))) shared.set(id, (shared.get(id) ?? 0) + worth)
  }
  count(keys.names, TEXTS_SHARED)
  count(keys.texts, 1)
  return [...shared]
    .filter(([, worth]) => worth >= TEXTS_SHARED)
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, COMPARED)
    .map(([id]) => id)
}

/** Postings that could be the same as some newcomers, and those newcomers that were placed already. */
class Neighbours {
  readonly #by_key: Map<number, string[]>
  readonly #clusters: Map<string, Cluster>

  private constructor(by_key: Map<number, string[]>, clusters: Map<string, Cluster>) {
    this.#by_key = by_key
    this.#clusters = clusters
  }

  static async of(tx: Tx, newcomers: readonly Newcomer[], now_ms: number): Promise<Neighbours> {
    const unknown = newcomers.filter((each) => each.identical === null)
    const by_key = await sharing(
      tx,
      unknown.map(({ keys }) => keys),
      now_ms,
    )
    const near = unknown.flatMap((each) => nearest(each.keys, by_key))
    return new Neighbours(by_key, await clustersOf(tx, near))
  }

  near({ keys }: Newcomer): Cluster[] {
    return nearest(keys, this.#by_key).flatMap((id) => this.#clusters.get(id) ?? [])
  }

  add(posting_id: string, { member, keys }: Newcomer): void {
    const members = this.#clusters.get(posting_id)?.members ?? []
    this.#clusters.set(posting_id, { posting_id, members: [...members, member] })
    for (const key of [...keys.names, ...keys.texts]) append(this.#by_key, key, posting_id)
  }
}

function append(by_key: Map<number, string[]>, key: number, posting_id: string): void {
  const ids = by_key.get(key)
  if (ids === undefined) by_key.set(key, [posting_id])
  else if (ids.at(-1) !== posting_id) ids.push(posting_id)
}
