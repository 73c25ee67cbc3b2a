import { sql } from 'kysely'
import { z } from 'zod'
import type { Places } from '#domain/places/gazetteer.ts'
import { withPoints } from '#domain/places/locate.ts'
import type { FeedLocation } from '#domain/postings/feed-posting.ts'
import type { Tx } from '#platform/db/db.ts'
import { job } from '#platform/queue.ts'
import type { BoardCtx } from '#features/postings/index.ts'
import { lockPostings } from './turn.ts'

/** Grows when the list of towns, or the rule by which a name means one of them, gets better, or points were left out. */
const LIST = 2
const BATCH = 500

/** Gives points to the places that were there before postings had them; once done it only looks that it is. */
export const fillPoints = job({
  name: 'fill-posting-points',
  data: z.object({}),
  cron: '*/10 * * * *',
  timeout_s: 540,
  run: async (ctx: BoardCtx, _, signal) => {
    let more = true
    while (more && !signal.aborted)
      more = await ctx.db.asSystem('give points to postings', (tx) => fillBatch(tx, ctx.places, ctx.clock.iso()))
  },
})

/** The next postings by id; false when there are no more. */
async function fillBatch(tx: Tx, places: Places, now: string): Promise<boolean> {
  await sql`INSERT INTO place_fills (list) VALUES (${LIST}) ON CONFLICT DO NOTHING`.execute(tx)
  const { rows } = await sql<{ after_id: string | null; done_at: string | null }>`
    SELECT after_id, done_at FROM place_fills WHERE list = ${LIST} FOR UPDATE`.execute(tx)
  const [fill] = rows
  if (fill === undefined || fill.done_at !== null) return false
  await lockPostings(tx)
  const postings = await unplaced(
    tx,
    sql`SELECT id, locations FROM postings WHERE ${fill.after_id}::uuid IS NULL OR id > ${fill.after_id}::uuid ORDER BY id LIMIT ${BATCH} FOR UPDATE`,
  )
  const ids = postings.map(({ id }) => id)
  const sources = await unplaced(
    tx,
    sql`SELECT id, posting -> 'locations' AS locations FROM posting_sources WHERE posting_id = ANY(${ids}::uuid[])`,
  )
  const found = JSON.stringify(placed(places, postings))
  await sql`UPDATE postings p SET locations = x.locations FROM jsonb_to_recordset(${found}::jsonb) AS x (id uuid, locations jsonb) WHERE p.id = x.id`.execute(
    tx,
  )
  const said = JSON.stringify(placed(places, sources))
  await sql`UPDATE posting_sources s SET posting = jsonb_set(s.posting, '{locations}', x.locations)
    FROM jsonb_to_recordset(${said}::jsonb) AS x (id uuid, locations jsonb) WHERE s.id = x.id`.execute(tx)
  // A migration sees no postings where its role is held to their policies, and then gave no points to those that had them.
  await sql`
    INSERT INTO posting_points (posting_id, owner_user_id, lat, lng)
    SELECT DISTINCT p.id, p.owner_user_id, (l ->> 'lat')::float8, (l ->> 'lng')::float8
    FROM postings p CROSS JOIN LATERAL jsonb_array_elements(p.locations) l
    WHERE p.id = ANY(${ids}::uuid[]) AND jsonb_typeof(l -> 'lat') = 'number' AND jsonb_typeof(l -> 'lng') = 'number'
      AND NOT EXISTS (SELECT FROM posting_points g WHERE g.posting_id = p.id)`.execute(tx)
  const last = ids.length < BATCH
  await sql`UPDATE place_fills SET after_id = ${ids.at(-1) ?? fill.after_id}, done_at = ${last ? now : null} WHERE list = ${LIST}`.execute(
    tx,
  )
  return !last
}

interface Located {
  readonly id: string
  readonly locations: FeedLocation[] | null
}

async function unplaced(tx: Tx, query: ReturnType<typeof sql>): Promise<Located[]> {
  const { rows } = await sql<Located>`${query}`.execute(tx)
  return rows
}

/** Those of which a place got a point now. */
function placed(places: Places, rows: readonly Located[]): Located[] {
  return rows.flatMap(({ id, locations }) => {
    if (locations === null) return []
    const now = withPoints(places, locations)
    return now.some((each, index) => each.lat !== (locations[index]?.lat ?? null)) ? [{ id, locations: now }] : []
  })
}
