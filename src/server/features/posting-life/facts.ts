import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { LifeMarks } from '#contract/posting-life.ts'
import { isLikelyGhost, isStale } from '#domain/postings/life.ts'
import type { LifeFacts } from '#domain/postings/life.ts'
import type { Tx } from '#platform/db/db.ts'

/** What is known of a posting's life, and what the viewer did. */
export interface Life {
  readonly facts: LifeFacts
  readonly edits: number
  /** When the viewer last looked; null: never. */
  readonly looked_at: string | null
  readonly not_ghost_at: string | null
}

interface Row extends Pick<LifeFacts, 'closed_at' | 'open_since' | 'first_seen_at' | 'posted_at' | 'expires_at'> {
  id: string
  advertised: number | null
  employer_carries: boolean
  employer_gone_at: string | null
  others_carry: boolean
  employer_read_at: string | null
  edits: number | null
  edited_at: string | null
  looked_at: string | null
  not_ghost_at: string | null
}

/** When a person last looked at a posting; null: never. */
export const LOOKED_AT = sql`coalesce(greatest(st.looked_at, st.seen_at), st.saved_at)`

/** Of the sources `b` the employers' boards that a person follows: which ones others follow is theirs to know. */
export function readsFor(user_id: string): RawBuilder<unknown> {
  return sql`b.kind = 'employer' AND EXISTS (SELECT FROM source_subscriptions f WHERE f.source_id = b.id AND f.user_id = ${user_id} AND f.enabled)`
}

/** The life of these postings, as far as the person may know; two readings of what belongs to them, however many there are. */
export async function livesOf(tx: Tx, user_id: string, ids: readonly string[]): Promise<Map<string, Life>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Row>`
    SELECT p.id, p.closed_at, p.sort_at AS open_since, p.first_seen_at, p.posted_at, p.expires_at, l.advertised, l.employer_carries,
      l.employer_gone_at, l.others_carry, l.edits, l.edited_at, ${LOOKED_AT} AS looked_at, st.not_ghost_at,
      (SELECT max(b.last_complete_at) FROM sources b WHERE ${readsFor(user_id)} AND b.company_norm = p.company_norm) AS employer_read_at
    FROM postings p LEFT JOIN (SELECT * FROM posting_life WHERE posting_id = ANY(${[...ids]}::uuid[])) l ON l.posting_id = p.id
      LEFT JOIN posting_states st ON st.posting_id = p.id AND st.user_id = ${user_id} AND st.posting_id = ANY(${[...ids]}::uuid[])
    WHERE p.id = ANY(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, lifeOf(row)]))
}

/** What a list marks a posting with; nothing where nothing is known. */
export function marksOf(life: Life | undefined, now: string): LifeMarks {
  if (life === undefined) return { edited_at: null, advertised: 1, is_stale: false, is_likely_ghost: false }
  const { facts, looked_at } = life
  const edited_at = facts.watched?.edited_at ?? null
  const since = edited_at !== null && looked_at !== null && Date.parse(edited_at) > Date.parse(looked_at)
  return {
    edited_at: since ? edited_at : null,
    advertised: facts.watched?.advertised ?? 1,
    is_stale: isStale(facts, now),
    is_likely_ghost: life.not_ghost_at === null && isLikelyGhost(facts, now),
  }
}

function lifeOf({ edits, looked_at, not_ghost_at, ...row }: Row): Life {
  const { advertised, edited_at, employer_carries, employer_gone_at, others_carry, employer_read_at } = row
  const watched =
    advertised === null
      ? null
      : { advertised, edited_at, employer_carries, employer_gone_at, others_carry, employer_read_at }
  const { closed_at, open_since, first_seen_at, posted_at, expires_at } = row
  const facts = { closed_at, open_since, first_seen_at, posted_at, expires_at, watched }
  return { facts, edits: edits ?? 0, looked_at, not_ghost_at }
}
