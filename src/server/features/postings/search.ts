import { sql } from 'kysely'
import type { JobFacets, JobFilter, JobSort } from '#contract/postings.ts'
import type { Tx } from '#platform/db/db.ts'
import { all } from './condition.ts'
import type { Condition } from './condition.ts'
import { conditionsOf, distanceTo, from, isNew } from './filters.ts'
import type { Faceted, Viewer } from './filters.ts'
import { textRank } from './text-search.ts'
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

/**
 * Where the postings of a page stand, one more than `limit` when there is a next page. Keys decide, so no row is lost or
 * repeated. Row-level security hides the indexes of texts: run it as the system; what it gives are ids, read as the viewer.
 */
export async function findPlaces(tx: Tx, viewer: Viewer, page: FeedPage): Promise<Place[]> {
  const { common, faceted } = conditionsOf(page.filter, viewer)
  const key = sortKey(page)
  const beyond = page.after === null ? [] : [after(page, key, page.after)]
  const order =
    page.sort === '-posted_at' ? sql`p.sort_at DESC, p.id DESC` : sql`${key} DESC, p.sort_at DESC, p.id DESC`
  await preferIndexes(tx, page.filter)
  const { rows } = await sql<Place>`
    SELECT p.id, ${key} AS sort_key, p.sort_at FROM ${from(viewer)} WHERE ${all([...common, ...Object.values(faceted), ...beyond])}
    ORDER BY ${order} LIMIT ${page.limit + 1}`.execute(tx)
  return rows
}

/**
 * From here on a search for words takes the indexes, until the next filter of the transaction: PostgreSQL takes reading a
 * long text from its place apart to cost nothing, and would read them all.
 */
export async function preferIndexes(tx: Tx, { q }: Pick<JobFilter, 'q'>): Promise<void> {
  const scan = q !== undefined && q.trim() !== '' ? 'off' : 'on'
  await sql`SELECT set_config('enable_seqscan', ${scan}, true)`.execute(tx)
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

type Count = { facet: string; value: string; count: number }

/** The first page, how many postings the filter finds, and how many each further choice would leave, in one reading; as `findPlaces`. */
export async function findAndCount(
  tx: Tx,
  viewer: Viewer,
  page: FeedPage,
): Promise<{ places: Place[]; total: number; facets: JobFacets }> {
  const { common, faceted } = conditionsOf(page.filter, viewer)
  const but = (own: Faceted | null) =>
    sql.join([sql`TRUE`, ...FACETED.filter((name) => name !== own).map((name) => sql.ref(`f_${name}`))], sql` AND `)
  const counted = (facet: string, value: Condition, own: Faceted | null, lateral = sql``) =>
    sql`SELECT ${sql.lit(facet)} AS facet, ${value} AS value, count(*) AS count, NULL::float8, NULL::timestamptz FROM found ${lateral} WHERE ${but(own)} GROUP BY 2`
  await preferIndexes(tx, page.filter)
  const { rows } = await sql<Count & Omit<Place, 'id'>>`
    WITH found AS MATERIALIZED (
      SELECT p.id, p.sort_at, ${sortKey(page)} AS sort_key,
        p.remote_kind, p.seniority, p.source_ids, p.skill_ids, p.employment, p.closed_at, st.saved_at, st.applied_at, ${isNew(viewer.now_ms)} AS is_new,
        ${sql.join(FACETED.map((name) => sql`coalesce(${faceted[name]}, false) AS ${sql.ref(`f_${name}`)}`))}
      FROM ${from(viewer)} WHERE ${all(common)}
    ), page AS (
      SELECT id, sort_key, sort_at FROM found WHERE ${but(null)} ORDER BY sort_key DESC, sort_at DESC, id DESC LIMIT ${page.limit + 1}
    )
    SELECT 'total' AS facet, '' AS value, count(*) AS count, NULL::float8 AS sort_key, NULL::timestamptz AS sort_at FROM found WHERE ${but(null)}
    UNION ALL ${counted('remote', sql`remote_kind`, 'remote')}
    UNION ALL ${counted('seniority', sql`seniority`, 'seniority')}
    UNION ALL ${counted('source', sql`x`, 'source', sql`CROSS JOIN LATERAL unnest(source_ids) x`)}
    UNION ALL ${counted('employment', sql`x`, 'employment', sql`CROSS JOIN LATERAL unnest(employment) x`)}
    UNION ALL (${counted('skills', sql`x`, null, sql`CROSS JOIN LATERAL unnest(skill_ids) x`)} ORDER BY 3 DESC, 2 LIMIT 40)
    UNION ALL SELECT 'state', v.state, count(*), NULL, NULL FROM found CROSS JOIN LATERAL (VALUES
      ('open', closed_at IS NULL), ('closed', closed_at IS NOT NULL), ('new', is_new), ('saved', saved_at IS NOT NULL), ('applied', applied_at IS NOT NULL)
    ) v (state, holds) WHERE v.holds AND ${but('standing')} GROUP BY 2
    UNION ALL (SELECT 'page', id::text, row_number() OVER (ORDER BY sort_key DESC, sort_at DESC, id DESC), sort_key, sort_at FROM page)`.execute(
    tx,
  )
  const facet = (name: string) =>
    rows
      .filter((row) => row.facet === name && row.value !== null)
      .map(({ value, count }) => ({ value, label: null, count }))
      .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  return {
    places: rows
      .filter((row) => row.facet === 'page')
      .toSorted((a, b) => a.count - b.count)
      .map(({ value, sort_key, sort_at }) => ({ id: value, sort_key, sort_at })),
    total: rows.find((row) => row.facet === 'total')?.count ?? 0,
    facets: {
      remote: facet('remote'),
      seniority: facet('seniority'),
      source: facet('source'),
      skills: facet('skills'),
      employment: facet('employment'),
      state: facet('state'),
    },
  }
}

const FACETED: readonly Faceted[] = ['remote', 'seniority', 'source', 'employment', 'standing']

function sortKey({ sort, filter }: FeedPage): Condition {
  switch (sort) {
    case '-match':
      return sql`coalesce(m.score, -1)::float8`
    case '-salary':
      return sql`coalesce(p.salary_year, -1)::float8`
    case 'relevance':
      return textRank(filter.q ?? '')
    case '-posted_at':
      return sql`0::float8`
  }
}

function after({ sort }: FeedPage, key: Condition, [value, sort_at, id]: readonly [number, string, string]): Condition {
  if (sort === '-posted_at') return sql`(p.sort_at, p.id) < (${sort_at}::timestamptz, ${id}::uuid)`
  return sql`(${key}, p.sort_at, p.id) < (${value}::float8, ${sort_at}::timestamptz, ${id}::uuid)`
}
