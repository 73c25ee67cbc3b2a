import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { PublishedEvent } from '#contract/live.ts'
import type { Actor } from '#platform/actor.ts'
import type { Tx } from '#platform/db/db.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    live_events: { id: string; user_id: string; type: string; data: unknown; at: string }
    live_reads: { user_id: string; last_read_id: string; at: string }
    live_tickets: { hash: Buffer; actor: unknown; expires_at: string }
  }
}

/** Whose sockets end: those of one session, or all of a person but one session's. */
export type Revoked =
  | { readonly session_id: string }
  | { readonly user_id: string; readonly except_session_id?: string | null }

/** Tells every node, when the transaction commits, to close sockets with 4401. */
export async function announceRevoked(tx: Tx, who: Revoked): Promise<void> {
  await sql`SELECT pg_notify('copilot_live', ${JSON.stringify({ revoked: who })})`.execute(tx)
}

/** A row of `live_events`; its type may be one of an older or newer release. */
export const StoredEvent = z.object({
  id: z.string(),
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
  at: z.string(),
})
export type StoredEvent = z.infer<typeof StoredEvent>

const StoredActor = z.object({
  user_id: z.uuid(),
  firm_id: z.uuid(),
  role: z.enum(['owner', 'admin', 'coach', 'member']),
  via: z.enum(['session', 'jwt', 'token']),
  session_id: z.string().nullable(),
  scopes: z.array(z.string()).nullable(),
}) satisfies z.ZodType<Actor>

/** An id that Postgres does not know (of a `pong`, or pruned) says only when: this much before it is told again. */
const OVERLAP_MS = 30_000

export async function addEvent(tx: Tx, event: PublishedEvent & { user_id: string }): Promise<void> {
  await sql`SELECT publish_live(${event.id}, ${event.user_id}, ${event.type}, ${JSON.stringify(event.data)}::jsonb, ${event.at})`.execute(
    tx,
  )
}

/**
 * The events after `since`, oldest first. Ids ascend by when they were made, not by when they were committed: an
 * event that the transaction of `since` could not see yet is new too, though its id may be smaller.
 */
export async function eventsSince(
  tx: Tx,
  user_id: string,
  range: { since: string; limit: number },
): Promise<readonly StoredEvent[]> {
  const { rows } = await sql`
    WITH last AS (SELECT id, xid, seen FROM live_events WHERE id = ${range.since} AND user_id = ${user_id})
    SELECT e.id, e.type, e.data, e.at FROM live_events e
    WHERE e.user_id = ${user_id} AND e.id <> ${range.since} AND CASE WHEN EXISTS (SELECT FROM last)
      THEN e.id > ${range.since}
        OR (SELECT e.xid <> last.xid AND NOT pg_visible_in_snapshot(e.xid, last.seen) FROM last)
      ELSE e.id > ${earlier(range.since, OVERLAP_MS)} END
    ORDER BY e.id LIMIT ${range.limit}`.execute(tx)
  return z.array(StoredEvent).parse(rows)
}

export async function eventById(tx: Tx, id: string): Promise<StoredEvent | null> {
  const row = await tx
    .selectFrom('live_events')
    .select(['id', 'type', 'data', 'at'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : StoredEvent.parse(row)
}

/** Remembers how far the person has read; never backwards. Answers with where they are. */
export async function markRead(tx: Tx, user_id: string, read: { id: string; at: string }): Promise<string> {
  const { rows } = await sql<{ last_read_id: string }>`
    INSERT INTO live_reads (user_id, last_read_id, at) VALUES (${user_id}, ${read.id}, ${read.at})
    ON CONFLICT (user_id) DO UPDATE SET last_read_id = greatest(live_reads.last_read_id, excluded.last_read_id), at = excluded.at
    RETURNING last_read_id`.execute(tx)
  return rows[0]?.last_read_id ?? read.id
}

export async function addTicket(tx: Tx, ticket: { secret: string; actor: Actor; expires_at: string }): Promise<void> {
  await tx
    .insertInto('live_tickets')
    .values({ hash: hashOf(ticket.secret), actor: JSON.stringify(ticket.actor), expires_at: ticket.expires_at })
    .execute()
}

/** Uses a ticket up; null when it is unknown, used, or too old. */
export async function takeTicket(tx: Tx, secret: string, now: string): Promise<Actor | null> {
  const row = await tx
    .deleteFrom('live_tickets')
    .where('hash', '=', hashOf(secret))
    .returning(['actor', 'expires_at'])
    .executeTakeFirst()
  return row === undefined || Date.parse(row.expires_at) <= Date.parse(now) ? null : StoredActor.parse(row.actor)
}

/** Deletes events before `events_before` and tickets that ran out. */
export async function prune(tx: Tx, limits: { events_before: string; now: string }): Promise<void> {
  await tx.deleteFrom('live_events').where('at', '<', limits.events_before).execute()
  await tx.deleteFrom('live_tickets').where('expires_at', '<', limits.now).execute()
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** The smallest UUIDv7 of a time before that of `id` (RFC 9562: 48 bits of milliseconds come first). */
function earlier(id: string, ms: number): string {
  const at = Math.max(0, Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) - ms)
  const hex = at.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
