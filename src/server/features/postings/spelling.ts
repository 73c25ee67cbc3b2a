import { sql } from 'kysely'
import { fold } from '#domain/postings/fold.ts'
import { meantBy, respelled, termsIn, writtenWords } from '#domain/postings/spelling.ts'
import type { Written } from '#domain/postings/spelling.ts'
import type { Tx } from '#platform/db/db.ts'
import { from, inFeed } from './filters.ts'
import type { Viewer } from './filters.ts'
import { preferIndexes, readNewest } from './newest.ts'
import type { Newest } from './newest.ts'
import { readSearch, textCondition } from './text-search.ts'

const LIKE = 100
// Two letters swapped in a short word leave no more than this in common.
const LEAST_LIKE = '0.2'

/** Remembers the words that shared postings name themselves by. */
export async function keepTerms(tx: Tx, names: readonly string[]): Promise<void> {
  const terms = termsIn(...new Set(names))
  if (terms.length === 0) return
  // In order, so that two who remember the same words do not wait for each other.
  await sql`INSERT INTO search_terms SELECT unnest(${terms.toSorted()}::text[]) ON CONFLICT DO NOTHING`.execute(tx)
}

/**
 * What is searched for instead of what was written: as it was most likely meant, unless `verbatim`. A space at its end says
 * that the last word is whole: it is one that postings name themselves by, so it is not looked for as the beginning of others.
 */
export async function searchedFor(tx: Tx, viewer: Viewer, q: string, verbatim: boolean): Promise<string> {
  const meant = verbatim ? q : ((await meantSearch(tx, viewer, q)) ?? q)
  const last = fold(/\p{L}+$/u.exec(meant)?.[0] ?? '')
  const { rows } = await sql`SELECT FROM search_terms WHERE term = ${last}`.execute(tx)
  return rows.length === 0 ? meant : `${meant} `
}

/**
 * The search that was most likely meant: words that nothing in the viewer's feed has are written as the nearest that
 * something has. Null when it is right as it is, or nothing is near.
 */
async function meantSearch(tx: Tx, viewer: Viewer, q: string): Promise<string | null> {
  const unknown = await unknownOf(tx, writtenWords(q))
  const meant = new Map<string, string>()
  for (const { word, term } of unknown) {
    if (await isInFeed(tx, viewer, word)) continue
    const nearest = meantBy(term, await alike(tx, term))
    if (nearest !== null && (await isInFeed(tx, viewer, nearest))) meant.set(word, nearest)
  }
  return meant.size === 0 ? null : respelled(q, meant)
}

// One may still be writing: the beginning of a known word is known.
async function unknownOf(tx: Tx, words: readonly Written[]): Promise<Written[]> {
  if (words.length === 0) return []
  const { rows } = await sql<{ term: string }>`
    SELECT x.term FROM unnest(${words.map(({ term }) => term)}::text[]) x (term)
    WHERE EXISTS (SELECT FROM search_terms s WHERE s.term LIKE x.term || '%')`.execute(tx)
  const known = new Set(rows.map((row) => row.term))
  return words.filter(({ term }) => !known.has(term))
}

async function alike(tx: Tx, term: string): Promise<string[]> {
  await sql`SELECT set_config('pg_trgm.similarity_threshold', ${LEAST_LIKE}, true)`.execute(tx)
  const { rows } = await sql<{ term: string }>`
    SELECT term FROM search_terms WHERE term % ${term} ORDER BY similarity(term, ${term}) DESC, term LIMIT ${LIKE}`.execute(
    tx,
  )
  return rows.map((row) => row.term)
}

async function isInFeed(tx: Tx, viewer: Viewer, word: string): Promise<boolean> {
  const of: Newest = {
    columns: sql`p.id, p.sort_at`,
    feed: from(viewer),
    personal: [inFeed(viewer)],
    posting: [],
    words: { condition: textCondition(await readSearch(tx, word)), in: 'text' },
    wanted: 1,
    now_ms: viewer.now_ms,
  }
  await preferIndexes(tx)
  return readNewest(tx, of, async (statement) => {
    const { rows } = await statement.execute(tx)
    return { result: rows.length > 0, found: rows.length }
  })
}
