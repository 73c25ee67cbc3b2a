import { sql } from 'kysely'
import type { TimelineItem } from '#contract/application-history.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { requireApplication } from './settle.ts'
import { isBackdated } from './store.ts'

type Item = Omit<TimelineItem, 'backdated'>

/** Everything that happened with one application, newest first. */
export async function timeline(ctx: Ctx, actor: Actor, id: string): Promise<{ items: TimelineItem[] }> {
  return ctx.db.as(actor, async (tx) => {
    await requireApplication(tx, actor, id)
    const items = await itemsOf(tx, actor.user_id, id)
    return { items: items.map((item) => ({ ...item, backdated: item.kind === 'status' && isBackdated(item) })) }
  })
}

async function itemsOf(tx: Tx, user_id: string, id: string): Promise<Item[]> {
  const of = sql`user_id = ${user_id} AND application_id = ${id}`
  const { rows } = await sql<Item>`
    SELECT m.id, 'status' AS kind, m.at, coalesce(s.name, m.status) AS title, m.note AS text, m.status, m.from_status AS from,
           f.name AS from_name, m.by_user_id AS by, m.recorded_at
      FROM application_moves m LEFT JOIN stages s ON s.id = m.stage_id LEFT JOIN stages f ON f.id = m.from_stage_id
      WHERE m.user_id = ${user_id} AND m.application_id = ${id}
    UNION ALL
    SELECT id, 'note', created_at, 'Note', text, NULL, NULL, NULL, user_id, created_at FROM application_notes WHERE ${of}
    UNION ALL
    SELECT id, 'interview', start_time, kind || ', round ' || round, notes, NULL, NULL, NULL, user_id, created_at FROM interviews WHERE ${of}
    UNION ALL
    SELECT i.id, 'interaction', i.at, i.kind || CASE i.direction WHEN 'in' THEN ' from ' ELSE ' to ' END || c.name, i.summary,
           NULL, NULL, NULL, i.user_id, i.created_at
      FROM contact_interactions i JOIN contacts c ON c.id = i.contact_id WHERE i.user_id = ${user_id} AND i.application_id = ${id}
    UNION ALL
    SELECT id, 'offer', received_at, 'Offer', notes, NULL, NULL, NULL, user_id, created_at FROM offers WHERE ${of}
    UNION ALL
    SELECT id, 'reminder', coalesce(done_at, remind_at), CASE WHEN done_at IS NULL THEN 'Reminder' ELSE 'Reminder done' END, text,
           NULL, NULL, NULL, user_id, created_at FROM application_reminders WHERE ${of}
    ORDER BY 3 DESC, 10 DESC, 1 DESC`.execute(tx)
  return rows
}
