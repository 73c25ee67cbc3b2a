import { sql } from 'kysely'
import type { Provider } from '#domain/calendar/sync/capability.ts'
import type { Channel } from '#domain/calendar/sync/port.ts'
import type { Tx } from '#platform/db/db.ts'

export interface ChannelRow {
  readonly id: string
  readonly user_id: string
  readonly calendar_id: string
  readonly remote_id: string | null
  readonly resource_id: string | null
  readonly secret_sealed: string
  readonly state: 'starting' | 'live' | 'refused' | 'ended'
  readonly expires_at: string | null
  readonly renew_at: string | null
  readonly last_message_key: string | null
}

/** A calendar of which a provider could tell us. */
export interface Watched {
  readonly id: string
  readonly user_id: string
  readonly connection_id: string
  readonly remote_id: string
  readonly time_zone: string | null
  readonly provider: Provider
}

const WATCHED = sql`c.selected AND c.direction IN ('pull', 'both') AND n.disconnected_at IS NULL AND n.sync_enabled AND n.status = 'active'`

export async function findWatched(tx: Tx, calendar_id: string): Promise<Watched | null> {
  const { rows } = await sql<Watched>`
    SELECT c.id, c.user_id, c.connection_id, c.remote_id, c.time_zone, n.provider
    FROM calendars c JOIN calendar_connections n ON n.id = c.connection_id WHERE c.id = ${calendar_id} AND ${WATCHED}`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** Calendars that have no channel, or one that is to be renewed; those that were refused are asked again after a day. */
export async function calendarsToWatch(tx: Tx, at: { now: string; refused_before: string }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM calendars c JOIN calendar_connections n ON n.id = c.connection_id
    WHERE n.provider IN ('google', 'microsoft') AND ${WATCHED} AND NOT EXISTS (
      SELECT FROM calendar_channels h WHERE h.calendar_id = c.id
        AND ((h.state = 'live' AND h.renew_at > ${at.now}) OR (h.state = 'refused' AND h.created_at > ${at.refused_before})))`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

export async function liveChannels(tx: Tx, calendar_ids: readonly string[]): Promise<ChannelRow[]> {
  const { rows } = await sql<ChannelRow>`
    SELECT * FROM calendar_channels WHERE calendar_id = ANY(${calendar_ids}::uuid[]) AND state = 'live' ORDER BY id`.execute(
    tx,
  )
  return rows
}

export async function insertChannel(
  tx: Tx,
  row: Pick<ChannelRow, 'id' | 'user_id' | 'calendar_id' | 'secret_sealed'> & { readonly now: string },
): Promise<void> {
  await sql`
    INSERT INTO calendar_channels (id, user_id, calendar_id, secret_sealed, state, created_at)
    VALUES (${row.id}, ${row.user_id}, ${row.calendar_id}, ${row.secret_sealed}, 'starting', ${row.now})`.execute(tx)
}

export async function openedChannel(tx: Tx, id: string, channel: Channel, renew_at: string): Promise<void> {
  await sql`
    UPDATE calendar_channels SET state = 'live', remote_id = ${channel.remote_id}, resource_id = ${channel.resource_id},
      expires_at = ${channel.expires_at}, renew_at = ${renew_at} WHERE id = ${id}`.execute(tx)
}

export async function endChannels(tx: Tx, ids: readonly string[], state: 'ended' | 'refused'): Promise<void> {
  await sql`UPDATE calendar_channels SET state = ${state} WHERE id = ANY(${ids}::uuid[])`.execute(tx)
}

/** Whom a message is for: Google names our id, Graph its own. It may come before we know that the channel is open. */
export async function lockChannel(
  tx: Tx,
  by: { readonly id: string } | { readonly remote_id: string },
): Promise<ChannelRow | null> {
  const where = 'id' in by ? sql`id = ${by.id}` : sql`remote_id = ${by.remote_id}`
  const { rows } = await sql<ChannelRow>`
    SELECT * FROM calendar_channels WHERE ${where} AND state IN ('starting', 'live') LIMIT 1 FOR UPDATE`.execute(tx)
  return rows[0] ?? null
}

export async function noteMessage(tx: Tx, id: string, key: string | null, now: string): Promise<void> {
  await sql`UPDATE calendar_channels SET last_message_at = ${now}, last_message_key = ${key} WHERE id = ${id}`.execute(
    tx,
  )
}

/** Channels that ended long ago. */
export async function forgetChannels(tx: Tx, before: string): Promise<void> {
  await sql`DELETE FROM calendar_channels WHERE state <> 'live' AND created_at < ${before}`.execute(tx)
}
