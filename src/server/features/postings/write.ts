import { sql } from 'kysely'
import type { JoinedHow } from '#contract/duplicates.ts'
import type { Reason } from '#domain/duplicates/verdict.ts'
import type { FeedPosting } from '#domain/postings/feed-posting.ts'
import { searchedBy } from '#domain/postings/searched-by.ts'
import type { Tx } from '#platform/db/db.ts'
import { runPrepared } from '#platform/db/prepared.ts'
import type { ContentColumns, PostingRow, PostingSourceRow } from './tables.ts'

const CONTENT = [
  'title',
  'title_norm',
  'company',
  'company_norm',
  'company_domain',
  'company_logo_url',
  'locations',
  'place_text',
  'remote_kind',
  'remote_countries',
  'remote_timezones',
  'salary_min',
  'salary_max',
  'salary_currency',
  'salary_period',
  'salary_gross',
  'salary_origin',
  'salary_text',
  'salary_year',
  'employment',
  'contract',
  'workload_min',
  'workload_max',
  'seniority',
  'description_html',
  'description_text',
  'skills',
  'skill_ids',
  'skill_text',
  'tags',
  'languages',
  'language',
  'apply_url',
  'source_url',
  'requisition_id',
  'posted_at',
  'posted_precision',
  'source_updated_at',
  'expires_at',
] as const satisfies readonly (keyof ContentColumns)[]
const STANDING = [
  'source_ids',
  'provenance',
  'content_hash',
  'last_seen_at',
  'closed_at',
  'close_reason',
  'updated_at',
] as const
const IDENTITY = ['id', 'owner_user_id', 'is_sample', 'first_seen_at', 'created_at'] as const
const POSTING = [...IDENTITY, ...CONTENT, ...STANDING]
const SOURCE = [
  'id',
  'posting_id',
  'owner_user_id',
  'source_id',
  'external_id',
  'source_url',
  'apply_url',
  'ats_key',
  'url_keys',
  'rank',
  'posting',
  'content_hash',
  'first_seen_at',
  'last_seen_at',
  'missed',
  'gone_at',
  'print',
  'block_keys',
  'joined_how',
  'joined_probability',
  'joined_reasons',
  'joined_at',
  'joined_from',
] as const satisfies readonly (keyof PostingSourceRow)[]
// What stays as it was when a source says something new.
const STEADY: ReadonlySet<string> = new Set([
  ...['id', 'source_id', 'external_id', 'owner_user_id', 'first_seen_at', 'posting_id'],
  ...['joined_how', 'joined_probability', 'joined_reasons', 'joined_at', 'joined_from'],
])

/** Why a source's posting is shown as one with others: it stands for itself. */
export const UNJOINED = {
  joined_how: null,
  joined_probability: null,
  joined_reasons: null,
  joined_at: null,
  joined_from: null,
} satisfies Partial<PostingSourceRow>

export type NewPosting = Omit<PostingRow, 'version' | 'sort_at'>

/** The columns that a posting's content fills, with those that it is searched by. */
export function contentOf(posting: FeedPosting): ContentColumns {
  return { ...posting, ...searchedBy(posting) }
}

export async function insertPostings(tx: Tx, rows: readonly NewPosting[]): Promise<void> {
  if (rows.length === 0) return
  const columns = names(POSTING)
  await sql`INSERT INTO postings (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::postings, ${JSON.stringify(rows)}::jsonb)`.execute(
    tx,
  )
}

/** What a posting has besides what its first source says. */
export type OpeningColumns = Omit<NewPosting, keyof FeedPosting>

/** So many are made and sent while the database writes those before. */
const AT_ONCE = 100

/**
 * Adds postings, each with its first source: what that says travels and is read once for both. The words of their texts
 * are due: reading them takes as long as all else that is written. `textOf` gives both as JSON: `source` has the columns
 * of a `PostingSourceRow`, `opening` has `OpeningColumns`.
 */
export async function insertOpenings<Opening>(
  tx: Tx,
  openings: readonly Opening[],
  textOf: (opening: Opening) => string,
): Promise<void> {
  let writing: Promise<void> = Promise.resolve()
  for (let at = 0; at < openings.length; at += AT_ONCE) {
    const given = `[${openings
      .slice(at, at + AT_ONCE)
      .map(textOf)
      .join(',')}]`
    await writing
    writing = writeOpenings(tx, given)
  }
  await writing
}

async function writeOpenings(tx: Tx, openings: string): Promise<void> {
  // Columns by name and type: to make one value of both and a whole row of that costs a quarter more to read.
  const statement = sql`
    WITH given AS MATERIALIZED (
      SELECT g.source AS given_source, g.opening FROM jsonb_to_recordset(${openings}::jsonb) g (source jsonb, opening jsonb)
    ), added AS (
      INSERT INTO postings (${names(POSTING)}, words_due) SELECT ${names(POSTING)}, description_text IS NOT NULL FROM given
        CROSS JOIN LATERAL jsonb_to_record(given_source -> 'posting') said (
          title text, title_norm text, company text, company_norm text, company_domain text, company_logo_url text,
          locations jsonb, remote_kind text, remote_countries text[], remote_timezones text[],
          salary_min bigint, salary_max bigint, salary_currency text, salary_period text, salary_gross boolean,
          salary_origin text, salary_text text, employment text[], contract text, workload_min real, workload_max real,
          seniority text, description_html text, description_text text, skills jsonb, tags text[], languages jsonb,
          language text, apply_url text, source_url text, requisition_id text, posted_at timestamptz,
          posted_precision text, source_updated_at timestamptz, expires_at timestamptz)
        CROSS JOIN LATERAL jsonb_to_record(opening) besides (
          id uuid, owner_user_id uuid, is_sample boolean, place_text text, salary_year bigint, skill_ids text[],
          skill_text text, source_ids text[], provenance jsonb, content_hash text, first_seen_at timestamptz,
          last_seen_at timestamptz, closed_at timestamptz, close_reason text, created_at timestamptz, updated_at timestamptz)
    )
    INSERT INTO posting_sources (${names(SOURCE)}) SELECT ${names(SOURCE)}
    FROM given CROSS JOIN LATERAL jsonb_populate_record(NULL::posting_sources, given_source) said`
  await runPrepared(tx, 'add openings', statement)
}

/** Writes content and standing of postings that exist; the version grows. */
export async function updatePostings(
  tx: Tx,
  rows: readonly (Omit<NewPosting, (typeof IDENTITY)[number]> & { id: string })[],
): Promise<void> {
  await update(tx, rows, [...CONTENT, ...STANDING])
}

/** Writes where postings are listed and whether they stand; what they say stays. The version grows. */
export async function updateStanding(
  tx: Tx,
  rows: readonly Pick<NewPosting, 'id' | (typeof STANDING)[number]>[],
): Promise<void> {
  const only = ['id', ...STANDING] as const
  const short = rows.map((row) => Object.fromEntries(only.map((name) => [name, row[name]])))
  await update(tx, short, STANDING)
}

async function update(tx: Tx, rows: readonly unknown[], columns: readonly string[]): Promise<void> {
  if (rows.length === 0) return
  const sets = sql.join(columns.map((name) => sql`${sql.ref(name)} = x.${sql.ref(name)}`))
  await sql`UPDATE postings p SET version = p.version + 1, ${sets} FROM jsonb_populate_recordset(NULL::postings, ${JSON.stringify(rows)}::jsonb) x WHERE p.id = x.id`.execute(
    tx,
  )
}

/** Adds what a source says of a posting, or replaces what it said before. */
export async function upsertSources(tx: Tx, rows: readonly PostingSourceRow[]): Promise<void> {
  await upsertSourceTexts(
    tx,
    rows.map((row) => JSON.stringify(row)),
  )
}

/** The same of rows that are JSON already. */
export async function upsertSourceTexts(tx: Tx, rows: readonly string[]): Promise<void> {
  if (rows.length === 0) return
  const columns = names(SOURCE)
  const sets = sql.join(
    SOURCE.filter((name) => !STEADY.has(name)).map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`),
  )
  await sql`
    INSERT INTO posting_sources (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::posting_sources, ${`[${rows.join(',')}]`}::jsonb)
    ON CONFLICT (source_id, external_id, owner_user_id) DO UPDATE SET ${sets}`.execute(tx)
}

/** Makes the sources of postings those of others; the empty ones go, and their addresses lead to the others. */
export async function joinSources(
  tx: Tx,
  joins: readonly {
    into: string
    from: string
    how: JoinedHow
    probability: number
    reasons: readonly Reason[]
    at: string
  }[],
): Promise<void> {
  if (joins.length === 0) return
  await sql`UPDATE posting_sources s SET posting_id = j."into", joined_how = j.how, joined_probability = j.probability,
      joined_reasons = j.reasons, joined_at = j.at, joined_from = j."from"
    FROM jsonb_to_recordset(${JSON.stringify(joins)}::jsonb)
      j ("into" uuid, "from" uuid, how text, probability float8, reasons jsonb, at timestamptz)
    WHERE s.posting_id = j."from"`.execute(tx)
  await sql`DELETE FROM postings WHERE id = ANY(${joins.map(({ from }) => from)}::uuid[])`.execute(tx)
}

function names(columns: readonly string[]) {
  return sql.join(columns.map((name) => sql.ref(name)))
}
