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
  readonly whole_account: boolean
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

const TELLS = sql`(h.calendar_id = c.id OR (h.whole_account AND h.calendar_id IN (
  SELECT o.id FROM calendars o WHERE o.connection_id = c.connection_id)))`

const IN_TURN = sql`n.provider = 'microsoft'`

/**
 * Calendars that have no channel, or one that is to be renewed; those that were refused are asked again after a day. Of an
 * account whose first channel may turn out to be for all of its calendars one at a time: two would end each other's.
 * `next_of`: after one of that account.
 */
export async function calendarsToWatch(
  tx: Tx,
  at: { readonly now: string; readonly refused_before: string; readonly next_of?: string },
): Promise<string[]> {
  const { next_of = null } = at
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT ON (CASE WHEN ${IN_TURN} THEN n.id ELSE c.id END) c.id
    FROM calendars c JOIN calendar_connections n ON n.id = c.connection_id
    WHERE n.provider IN ('google', 'microsoft') AND ${WATCHED} AND (${next_of}::uuid IS NULL OR (n.id = ${next_of} AND ${IN_TURN}))
      AND NOT EXISTS (
      SELECT FROM calendar_channels h WHERE ${TELLS}
        AND ((h.state = 'live' AND h.renew_at > ${at.now}) OR (h.state = 'refused' AND h.created_at > ${at.refused_before})))
    ORDER BY CASE WHEN ${IN_TURN} THEN n.id ELSE c.id END, c.id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** The channels of these calendars with their provider, also where a calendar is synced no more: others may need them. */
export async function liveChannels(
  tx: Tx,
  calendar_ids: readonly string[],
): Promise<(ChannelRow & { provider: Provider })[]> {
  const { rows } = await sql<ChannelRow & { provider: Provider }>`
    SELECT h.*, n.provider
    FROM calendar_channels h JOIN calendars c ON c.id = h.calendar_id JOIN calendar_connections n ON n.id = c.connection_id
    WHERE h.calendar_id = ANY(${calendar_ids}::uuid[]) AND h.state = 'live' ORDER BY h.id`.execute(tx)
  return rows
}

/** Those that tell of a calendar: its own, and one of another calendar that is about the whole account. */
export async function channelsFor(tx: Tx, { id }: Pick<Watched, 'id'>): Promise<ChannelRow[]> {
  const { rows } = await sql<ChannelRow>`
    SELECT h.* FROM calendars c JOIN calendar_channels h ON ${TELLS}
    WHERE c.id = ${id} AND h.state = 'live' ORDER BY h.whole_account DESC, h.id`.execute(tx)
  return rows
}

/** The calendars that a message of a channel is about. */
export async function calendarsToldOf(
  tx: Tx,
  { calendar_id, whole_account }: Pick<ChannelRow, 'calendar_id' | 'whole_account'>,
): Promise<string[]> {
  if (!whole_account) return [calendar_id]
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM calendars own JOIN calendars c ON c.connection_id = own.connection_id
      JOIN calendar_connections n ON n.id = c.connection_id
    WHERE own.id = ${calendar_id} AND ${WATCHED} ORDER BY c.id <> own.id, c.id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** It is to be renewed before its time. */
export async function renewNow(tx: Tx, id: string, now: string): Promise<void> {
  await sql`UPDATE calendar_channels SET renew_at = ${now} WHERE id = ${id}`.execute(tx)
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
      expires_at = ${channel.expires_at}, renew_at = ${renew_at},
      whole_account = ${channel.whole_account} WHERE id = ${id}`.execute(tx)
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
    SELECT * FROM calendar_channels WHERE ${where} AND state IN ('starting', 'live') ORDER BY id DESC LIMIT 1 FOR UPDATE`.execute(
    tx,
  )
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
