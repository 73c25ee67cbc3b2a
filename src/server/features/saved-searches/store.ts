import { sql } from 'kysely'
import type { ColumnType } from 'kysely'
import type { AlertWhen, SearchFilter } from '#contract/saved-searches.ts'
import { MOST_COUNTED } from '#contract/saved-searches.ts'
import type { FeedLocation } from '#domain/postings/feed-posting.ts'
import { asName } from '#platform/db/collate.ts'
import type { Tx } from '#platform/db/db.ts'
import { waitTurn } from '#platform/db/turn.ts'
import type { Condition } from '#features/postings/index.ts'

export interface SearchRow {
  id: string
  user_id: string
  name: string
  filter: SearchFilter
  alert: AlertWhen
  alert_hour: number
  alert_weekday: number
  alert_since: string
  due_at: string | null
  due_zone: string | null
  last_alert_at: string | null
  last_looked_at: string
  created_at: string
  updated_at: string
  version: number
}

declare module '#platform/db/tables.ts' {
  interface Tables {
    saved_searches: Omit<SearchRow, 'filter'> & { filter: ColumnType<SearchFilter, string, string> }
    saved_search_tellings: { search_id: string; posting_id: string; user_id: string; told_at: string }
  }
}

/** What a search finds: postings `p` with their state `st` and score `m`. */
export interface Found {
  readonly from: Condition
  readonly where: Condition
}

/** A posting as an alert tells of it. */
export interface ToldPosting {
  id: string
  title: string
  company: string
  locations: FeedLocation[]
  match_score: number | null
}

export async function listSearches(tx: Tx, user_id: string): Promise<SearchRow[]> {
  return tx
    .selectFrom('saved_searches')
    .selectAll()
    .where('user_id', '=', user_id)
    .orderBy(asName(sql`name`))
    .orderBy('id')
    .execute()
}

export async function findSearch(tx: Tx, user_id: string, id: string): Promise<SearchRow | null> {
  return (await one(tx, id).where('user_id', '=', user_id).executeTakeFirst()) ?? null
}

/** The search, held as it is until the transaction ends. */
export async function lockSearch(tx: Tx, id: string): Promise<SearchRow | null> {
  return (await one(tx, id).forUpdate().executeTakeFirst()) ?? null
}

/** The person's own search, held as it is until the transaction ends; nobody waits for one of somebody else. */
export async function lockOwnSearch(tx: Tx, user_id: string, id: string): Promise<SearchRow | null> {
  return (await one(tx, id).where('user_id', '=', user_id).forUpdate().executeTakeFirst()) ?? null
}

function one(tx: Tx, id: string) {
  return tx.selectFrom('saved_searches').selectAll().where('id', '=', id)
}

/** One change of a person's searches after the other: their names and their number depend on all of them. */
export async function takeTurn(tx: Tx, user_id: string): Promise<void> {
  await waitTurn(tx, `saved searches of ${user_id}`)
}

export async function insertSearch(tx: Tx, row: SearchRow): Promise<void> {
  await tx
    .insertInto('saved_searches')
    .values({ ...row, filter: JSON.stringify(row.filter) })
    .execute()
}

export async function updateSearch(
  tx: Tx,
  { id, user_id }: Pick<SearchRow, 'id' | 'user_id'>,
  { filter, ...fields }: Partial<Omit<SearchRow, 'id' | 'user_id'>>,
): Promise<void> {
  const set = filter === undefined ? fields : { ...fields, filter: JSON.stringify(filter) }
  await tx.updateTable('saved_searches').set(set).where('id', '=', id).where('user_id', '=', user_id).execute()
}

export async function deleteSearch(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('saved_searches').where('id', '=', id).execute()
}

/** How many open postings a search finds that came since one looked and that one has not opened. */
export async function countNew(tx: Tx, found: Found, since: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM (
    SELECT FROM ${found.from} WHERE ${found.where} AND ${unopened(since)} LIMIT ${MOST_COUNTED}) x`.execute(tx)
  return rows[0]?.count ?? 0
}

function unopened(since: string): Condition {
  return sql`p.closed_at IS NULL AND p.first_seen_at > ${since}::timestamptz AND st.seen_at IS NULL AND st.applied_at IS NULL`
}

/**
 * Notes that a search tells of what it found since and told of never; gives which. Not of what is hidden, and not of
 * what the person brought in; nor again of a posting that was told of under the id of one that it took in.
 */
export async function tell(
  tx: Tx,
  search: Pick<SearchRow, 'id' | 'user_id'>,
  found: Found,
  at: { since: string; now: string },
): Promise<string[]> {
  const { rows } = await sql<{ posting_id: string }>`
    INSERT INTO saved_search_tellings (search_id, posting_id, user_id, told_at)
    SELECT ${search.id}, p.id, ${search.user_id}, ${at.now} FROM ${found.from}
    WHERE ${found.where} AND ${unopened(at.since)} AND p.owner_user_id IS NULL AND NOT p.is_sample AND NOT p.words_due AND st.hidden_at IS NULL
      AND p.company_norm NOT IN (SELECT h.company_norm FROM hidden_companies h WHERE h.user_id = ${search.user_id})
      AND NOT EXISTS (SELECT FROM saved_search_tellings t WHERE t.search_id = ${search.id} AND t.posting_id = p.id)
      AND NOT EXISTS (SELECT FROM saved_search_tellings t JOIN posting_sources s ON s.joined_from = t.posting_id
        WHERE t.search_id = ${search.id} AND s.posting_id = p.id)
    ON CONFLICT DO NOTHING RETURNING posting_id`.execute(tx)
  return rows.map((row) => row.posting_id)
}

/** The best of these postings. */
export async function bestOf(
  tx: Tx,
  user_id: string,
  { ids, limit }: { ids: readonly string[]; limit: number },
): Promise<ToldPosting[]> {
  const { rows } = await sql<ToldPosting>`
    SELECT p.id, p.title, p.company, p.locations, m.score AS match_score
    FROM postings p LEFT JOIN posting_matches m ON m.posting_id = p.id AND m.user_id = ${user_id}
    WHERE p.id = ANY(${[...ids]}::uuid[]) ORDER BY m.score DESC NULLS LAST, p.sort_at DESC, p.id LIMIT ${limit}`.execute(
    tx,
  )
  return rows
}

type Due = SearchRow & { zone: string }

/** Searches of which an alert is due, or was reckoned in a zone that the person has left; others work on the rest. */
export async function dueSearches(tx: Tx, now: string, limit: number): Promise<Due[]> {
  const { rows } = await sql<Due>`
    SELECT s.*, coalesce(u.time_zone, 'UTC') AS zone FROM saved_searches s LEFT JOIN user_settings u ON u.user_id = s.user_id
    WHERE s.due_at IS NOT NULL AND (s.due_at <= ${now}::timestamptz OR s.due_zone <> coalesce(u.time_zone, 'UTC'))
    ORDER BY s.due_at LIMIT ${limit} FOR UPDATE OF s SKIP LOCKED`.execute(tx)
  return rows
}

export async function forgetTellings(tx: Tx, before: string): Promise<void> {
  await tx.deleteFrom('saved_search_tellings').where('told_at', '<', before).execute()
}
