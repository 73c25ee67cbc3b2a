import { sql } from 'kysely'
import type { JobFacets, JobFilter, JobSort } from '#contract/postings.ts'
import type { Tx } from '#platform/db/db.ts'
import type { Condition } from './condition.ts'
import { STANDING, conditionsOf, distanceTo, from, isNew } from './filters.ts'
import type { Faceted, Viewer } from './filters.ts'
import { preferIndexes, readNewest, whereOf } from './newest.ts'
import type { Newest, Wanted, Words } from './newest.ts'
import { searchOf, textParts } from './text-search.ts'
import type { TextSearch } from './text-search.ts'
import type { PostingRow, StateRow } from './tables.ts'

/** A posting as a list shows it, with what the viewer did with it. */
export interface FeedRow extends Omit<PostingRow, 'description_text' | 'description_html'> {
  excerpt: string | null
  seen_until: string
  is_new: boolean
  match_score: number | null
  saved_at: StateRow['saved_at']
  hidden_at: StateRow['hidden_at']
  seen_at: StateRow['seen_at']
  applied_at: StateRow['applied_at']
  notes: StateRow['notes']
  not_ghost_at: StateRow['not_ghost_at']
  duplicate_of: StateRow['duplicate_of']
  /** From the town that is searched around. */
  distance_km: number | null
  /** What the list is sorted by, then `sort_at`, then `id`. */
  sort_key: number
}

export interface FeedPage {
  readonly filter: JobFilter
  readonly sort: JobSort
  /** The key of the last row of the page before. */
  readonly after: readonly [number, string, string] | null
  readonly limit: number
}

const LISTED = sql`p.id, p.owner_user_id, p.is_sample, p.title, p.company, p.company_norm, p.company_domain, p.company_logo_url, p.locations,
  p.remote_kind, p.remote_countries, p.remote_timezones, p.salary_min, p.salary_max, p.salary_currency, p.salary_period, p.salary_gross,
  p.salary_origin, p.salary_text, p.employment, p.contract, p.workload_min, p.workload_max, p.seniority, p.skills, p.tags, p.languages, p.language,
  p.posted_at, p.posted_precision, p.expires_at, p.first_seen_at, p.closed_at, p.close_reason, p.source_ids, p.provenance, p.apply_url, p.source_url,
  p.requisition_id, p.created_at, p.updated_at, p.version, p.sort_at, left(p.description_text, 240) AS excerpt,
  st.saved_at, st.hidden_at, st.seen_at, st.applied_at, st.notes, st.not_ghost_at, st.duplicate_of, m.score AS match_score`

/** Where a posting stands in a list: what the list is sorted by, then `sort_at`, then `id`. */
export interface Place {
  readonly id: string
  readonly sort_key: number
  readonly sort_at: string
}

/** Postings at their places, as the viewer sees them; what went meanwhile is left out. */
export async function readPlaces(tx: Tx, viewer: Viewer, places: readonly Place[]): Promise<FeedRow[]> {
  const { rows } = await sql<FeedRow>`
    SELECT ${LISTED}, page.sort_key, ${distanceTo(viewer.near)} AS distance_km, ${isNew(viewer.now_ms)} AS is_new,
      greatest(p.last_seen_at, (SELECT max(s.seen_until) FROM posting_sightings s WHERE s.posting_id = p.id)) AS seen_until
    FROM unnest(${places.map(({ id }) => id)}::uuid[], ${places.map(({ sort_key }) => sort_key)}::float8[]) WITH ORDINALITY AS page (id, sort_key, at)
      JOIN ${from(viewer)} ON p.id = page.id
    ORDER BY page.at`.execute(tx)
  return rows
}

/** A part of a list: all of its postings stand before those of the next part. */
interface Part {
  /** What its postings have besides the filter. */
  readonly where: Condition
  readonly words: Words | null
  /** What it is sorted by before the time, or what all of it has. */
  readonly key: Condition | number
}

/**
 * Where the postings of a page stand, one more than `limit` when there is a next page. Keys decide, so no row is lost or
 * repeated. Part by part, each along an index, so that a page is found without sorting all that a search finds. Row-level
 * security hides the indexes of texts: run it as the system; what it gives are ids, read as the viewer.
 */
export async function findPlaces(tx: Tx, viewer: Viewer, page: FeedPage): Promise<Place[]> {
  const text = await searchOf(tx, page.filter)
  const { personal, posting, faceted, words } = conditionsOf(page.filter, viewer, text)
  if (words !== null) await preferIndexes(tx)
  const found: Place[] = []
  for (const part of partsOf(page.sort, text, words)) {
    const beyond = beyondOf(part, page.after)
    const wanted = page.limit + 1 - found.length
    if (beyond === null || wanted === 0) continue
    const where = {
      personal: [...personal, part.where],
      posting: [...Object.values(faceted), ...beyond, ...posting],
    }
    found.push(...(await readPart(tx, viewer, { part, ...where, wanted })))
  }
  return found
}

async function readPart(
  tx: Tx,
  viewer: Viewer,
  { part: { key, words }, ...of }: { part: Part } & Pick<Newest, 'personal' | 'posting' | 'wanted'>,
): Promise<Place[]> {
  const feed = from(viewer)
  if (typeof key === 'number') {
    const columns = sql`p.id, ${key}::float8 AS sort_key, p.sort_at`
    return readNewest(tx, { ...of, words, columns, feed, now_ms: viewer.now_ms }, async (statement) => {
      const { rows } = await sql<Place>`${statement}`.execute(tx)
      return { result: rows, found: rows.length }
    })
  }
  const { rows } = await sql<Place>`
    SELECT p.id, ${key}::float8 AS sort_key, p.sort_at FROM ${feed} WHERE ${whereOf({ ...of, words })}
    ORDER BY ${key} DESC, p.sort_at DESC, p.id DESC LIMIT ${of.wanted}`.execute(tx)
  return rows
}

function partsOf(sort: JobSort, text: TextSearch | null, words: Words | null): Part[] {
  switch (sort) {
    case '-posted_at':
      return [{ where: sql`TRUE`, words, key: 0 }]
    case '-match':
      return keyed(sql`m.score`, words)
    case '-salary':
      return keyed(sql`p.salary_year`, words)
    case 'relevance':
      return text === null
        ? [{ where: sql`TRUE`, words, key: 0 }]
        : textParts(text).map((part) => ({ where: sql`TRUE`, words: part.words, key: part.rank }))
  }
}

function keyed(key: Condition, words: Words | null): Part[] {
  return [
    { where: sql`${key} IS NOT NULL`, words, key },
    { where: sql`${key} IS NULL`, words, key: UNKNOWN },
  ]
}

const UNKNOWN = -1

/** What of a part stands after a place; null when none of it does. */
function beyondOf({ key }: Part, after: FeedPage['after']): Condition[] | null {
  if (after === null) return []
  const [value, sort_at, id] = after
  if (typeof key === 'number') {
    if (value < key) return null
    return value > key ? [] : [sql`(p.sort_at, p.id) < (${sort_at}::timestamptz, ${id}::uuid)`]
  }
  if (value === UNKNOWN) return null
  return [sql`${key} <= ${value}`, sql`(${key}, p.sort_at, p.id) < (${value}, ${sort_at}::timestamptz, ${id}::uuid)`]
}

// A posting whose sources were found to be another's leads there.
const settled = (id: string) => sql`
  SELECT coalesce((SELECT p.id FROM postings p WHERE p.id = ${id}), (SELECT s.posting_id FROM posting_sources s WHERE s.joined_from = ${id} LIMIT 1))`

/** One posting that the viewer may see, whatever sources are on. */
export async function findPosting(
  tx: Tx,
  viewer: Viewer,
  id: string,
): Promise<(FeedRow & Pick<PostingRow, 'description_html' | 'description_text'>) | null> {
  const { rows } = await sql<FeedRow & Pick<PostingRow, 'description_html' | 'description_text'>>`
    SELECT ${LISTED}, p.description_html, p.description_text, 0 AS sort_key, NULL::float8 AS distance_km, ${isNew(viewer.now_ms)} AS is_new,
      greatest(p.last_seen_at, (SELECT max(s.seen_until) FROM posting_sightings s WHERE s.posting_id = p.id)) AS seen_until
    FROM ${from(viewer)} WHERE p.id = (${settled(id)}) AND (p.owner_user_id IS NULL OR p.owner_user_id = ${viewer.user_id})`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** Postings that the viewer may see, whatever sources are on; in no order. */
export async function findPostings(tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<FeedRow[]> {
  const { rows } = await sql<FeedRow>`
    SELECT ${LISTED}, 0 AS sort_key, NULL::float8 AS distance_km, ${isNew(viewer.now_ms)} AS is_new, p.last_seen_at AS seen_until
    FROM ${from(viewer)} WHERE p.id = ANY(${[...ids]}::uuid[]) AND (p.owner_user_id IS NULL OR p.owner_user_id = ${viewer.user_id})`.execute(
    tx,
  )
  return rows
}

// Up to how many postings are counted: of more, the newest.
const COUNTED = 1000

/** How many postings a filter finds, or of how many the newest were counted. */
export interface FeedCounts {
  readonly total: number
  readonly is_least: boolean
  readonly facets: JobFacets
}

/**
 * How many postings a filter finds, and how many each further choice would leave; a facet leaves out its own choice. As
 * `findPlaces`, run it as the system when words are searched for.
 */
export async function countFeed(tx: Tx, viewer: Viewer, filter: JobFilter): Promise<FeedCounts> {
  const { personal, posting, faceted, words } = conditionsOf(filter, viewer, await searchOf(tx, filter))
  if (words !== null) await preferIndexes(tx)
  const but = (own: Faceted | null) => ({
    personal,
    words,
    posting: [...FACETED.filter((name) => name !== own).map((name) => faceted[name]), ...posting],
  })
  const chosen = FACETED.filter((name) => name !== 'standing' && isChosen(filter, name))
  const own = chosen.map(facetOf)
  const facets = FACETS.filter((facet) => !own.includes(facet))
  const { total, counts } = await countNewest(tx, viewer, { ...but(null), facets })
  const also = async (where: Wanted, facet: Facet) =>
    counts.push(...(await countNewest(tx, viewer, { ...where, facets: [facet] })).counts)
  for (const name of chosen) await also(but(name), facetOf(name))
  const standing = but('standing')
  // No posting is open and closed, so only the others are looked for: the closed ones, which have an index of their own.
  if (isChosen(filter, 'standing'))
    await also({ ...standing, posting: [sql`NOT ${faceted.standing}`, ...standing.posting] }, 'state')
  counts.push(...(await countOwn(tx, viewer, standing)))
  const found = (facet: Facet) =>
    counts
      .flatMap(({ facet: of, value, count }) => (of === facet && value !== null ? [{ value, label: null, count }] : []))
      .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  return {
    total: Math.min(total, COUNTED),
    is_least: total > COUNTED,
    facets: {
      remote: found('remote'),
      seniority: found('seniority'),
      source: found('source'),
      skills: found('skills'),
      employment: found('employment'),
      state: found('state'),
    },
  }
}

type Facet = keyof JobFacets
interface Count {
  facet: string
  value: string | null
  count: number
}

const FACETED: readonly Faceted[] = ['remote', 'seniority', 'source', 'employment', 'standing']
const FACETS: readonly Facet[] = ['remote', 'seniority', 'source', 'skills', 'employment', 'state']

function facetOf(name: Faceted): Facet {
  return name === 'standing' ? 'state' : name
}

function isChosen(filter: JobFilter, name: Faceted): boolean {
  const values = name === 'standing' ? filter.state?.filter((state) => state in STANDING) : filter[name]
  return values !== undefined && values.length > 0
}

const each = (list: string) => sql`CROSS JOIN LATERAL unnest(${sql.ref(list)}) x (value)`
const COUNTS: Readonly<Record<Facet, Condition>> = {
  remote: sql`SELECT 'remote', remote_kind, count(*) FROM counted GROUP BY 2`,
  seniority: sql`SELECT 'seniority', seniority, count(*) FROM counted GROUP BY 2`,
  source: sql`SELECT 'source', x.value, count(*) FROM counted ${each('source_ids')} GROUP BY 2`,
  employment: sql`SELECT 'employment', x.value, count(*) FROM counted ${each('employment')} GROUP BY 2`,
  skills: sql`(SELECT 'skills', x.value, count(*) FROM counted ${each('skill_ids')} GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT 40)`,
  state: sql`SELECT 'state', v.state, count(*) FROM counted CROSS JOIN LATERAL (VALUES
    ('open', closed_at IS NULL), ('closed', closed_at IS NOT NULL), ('new', is_new)) v (state, holds) WHERE v.holds GROUP BY 2`,
}

async function countNewest(
  tx: Tx,
  viewer: Viewer,
  { facets, ...where }: Wanted & { facets: readonly Facet[] },
): Promise<{ total: number; counts: Count[] }> {
  const columns = sql`p.id, p.sort_at, p.remote_kind, p.seniority, p.source_ids, p.skill_ids, p.employment, p.closed_at, ${isNew(viewer.now_ms)} AS is_new`
  const of = { ...where, columns, feed: from(viewer), wanted: COUNTED + 1, now_ms: viewer.now_ms }
  return readNewest(tx, of, async (statement) => {
    const { rows } = await sql<Count>`
      WITH found AS MATERIALIZED (${statement}), counted AS (SELECT * FROM found ORDER BY sort_at DESC, id DESC LIMIT ${COUNTED})
      SELECT 'total' AS facet, '' AS value, count(*) AS count FROM found
      ${sql.join(
        facets.map((facet) => sql`UNION ALL ${COUNTS[facet]}`),
        sql` `,
      )}`.execute(tx)
    const total = rows.find((row) => row.facet === 'total')?.count ?? 0
    return { result: { total, counts: rows }, found: total }
  })
}

// What a person chose is counted apart: it is little, and would be missing among the newest of many.
async function countOwn(tx: Tx, viewer: Viewer, where: Wanted): Promise<Count[]> {
  const { rows } = await sql<Count>`
    SELECT 'state' AS facet, v.state AS value, count(*) AS count FROM ${from(viewer)}
      CROSS JOIN LATERAL (VALUES ('saved', st.saved_at IS NOT NULL), ('applied', st.applied_at IS NOT NULL)) v (state, holds)
    WHERE v.holds AND (st.saved_at IS NOT NULL OR st.applied_at IS NOT NULL) AND ${whereOf(where)} GROUP BY 2`.execute(
    tx,
  )
  return rows
}
