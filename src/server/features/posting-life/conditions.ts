import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { LIMITS } from '#domain/postings/life.ts'
import { isoOf } from '#platform/clock.ts'
import { LOOKED_AT, readsFor } from './facts.ts'

type Condition = RawBuilder<unknown>

/** Who looks, and when. */
interface Viewing {
  readonly user_id: string
  readonly now_ms: number
}

/**
 * The marks of `facts.ts` as conditions on `p` (a posting) and `st` (what the viewer did with it), so that a feed can be
 * narrowed by them. Written for many rows: what can be a join is one. They name the viewer, so that background work that
 * sees all rows finds the same.
 */
export const LIFE_CONDITIONS: Readonly<Record<'edited' | 'stale' | 'ghost', (viewing: Viewing) => Condition>> = {
  edited: () => sql`(${LOOKED_AT} IS NOT NULL AND ${editedAfter(LOOKED_AT)})`,
  stale: ({
    now_ms,
  }) => sql`(p.closed_at IS NULL AND p.sort_at <= ${ago(now_ms, LIMITS.stale_days)} AND (p.expires_at IS NULL OR p.expires_at < ${ago(now_ms, 0)})
    AND EXISTS (SELECT FROM posting_sources s WHERE s.posting_id = p.id)
    AND NOT EXISTS (SELECT FROM posting_sources s WHERE s.posting_id = p.id AND s.rank = 0 AND s.gone_at IS NULL)
    AND NOT ${editedAfter(ago(now_ms, LIMITS.stale_days))})`,
  ghost: (viewing) => sql`(st.not_ghost_at IS NULL AND p.id IN (${ghosts(viewing)}))`,
}

// Of all that stand open long enough at once: their listings are then read together, and not one posting after the other.
function ghosts({ user_id, now_ms }: Viewing): Condition {
  const employer_gone_at = sql`max(o.gone_at) FILTER (WHERE o.rank = 0)`
  return sql`
    SELECT q.id FROM postings q JOIN posting_sources o ON o.posting_id = q.id
    WHERE q.closed_at IS NULL AND q.sort_at <= ${ago(now_ms, LIMITS.young_days)} GROUP BY q.id
    HAVING CASE
        WHEN bool_or(o.rank = 0 AND o.gone_at IS NULL) OR NOT bool_or(o.rank <> 0 AND o.gone_at IS NULL) THEN 0
        WHEN ${employer_gone_at} IS NOT NULL THEN 2 * (${employer_gone_at} <= ${ago(now_ms, LIMITS.lag_days)})::int
        ELSE 2 * (q.company_norm IN (SELECT b.company_norm FROM sources b WHERE ${readsFor(user_id)} AND b.company_norm IS NOT NULL
          AND b.last_complete_at > ${ago(now_ms, LIMITS.read_days)}))::int
      END
      + 2 * coalesce(q.expires_at < ${ago(now_ms, 0)}, false)::int
      + (q.sort_at <= ${ago(now_ms, LIMITS.long_days)})::int
      + ${ADVERTISED_OFTEN}::int
      + (q.first_seen_at <= ${ago(now_ms, LIMITS.unedited_days)} AND NOT EXISTS (
          SELECT FROM posting_sources s JOIN posting_edits e ON e.source_row_id = s.id WHERE s.posting_id = q.id))::int
      + (q.posted_at IS NULL AND q.expires_at IS NULL AND q.first_seen_at <= ${ago(now_ms, LIMITS.young_days)})::int >= ${LIMITS.points}`
}

// Only what has several listings, or came back, can have been advertised often: few have to be counted.
const ADVERTISED_OFTEN = sql`(CASE WHEN count(*) >= ${LIMITS.times}
    OR q.id IN (SELECT s.posting_id FROM posting_absences a JOIN posting_sources s ON s.id = a.source_row_id)
  THEN (SELECT l.advertised >= ${LIMITS.times} FROM posting_life l WHERE l.posting_id = q.id) ELSE false END)`

function editedAfter(instant: Condition): Condition {
  return sql`EXISTS (SELECT FROM posting_sources s JOIN posting_edits e ON e.source_row_id = s.id WHERE s.posting_id = p.id AND e.at > ${instant})`
}

function ago(now_ms: number, days: number): Condition {
  return sql`${isoOf(now_ms - days * 86_400_000)}::timestamptz`
}
