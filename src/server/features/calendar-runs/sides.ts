import { sql } from 'kysely'
import type { EventStanding } from '#contract/calendar-events.ts'
import { CAPABILITIES } from '#domain/calendar/sync/capability.ts'
import type { Provider } from '#domain/calendar/sync/capability.ts'
import type { CalendarSide } from '#features/calendar-events/index.ts'
import type { ConnectionHooks } from '#features/calendar-connections/index.ts'
import { calendarsOf, linkEvents } from '#features/calendar-sync/index.ts'
import type { Sync } from '#features/calendar-sync/index.ts'

interface StandingRow {
  readonly event_id: string
  readonly calendar_id: string
  readonly provider: Provider
  readonly trouble: string | null
  readonly reason: string | null
  readonly to_tell: boolean
}

const STATES: Readonly<Record<string, EventStanding['state']>> = {
  ...{ fields: 'conflict', edit_vs_delete: 'conflict', delete_vs_edit: 'conflict' },
  ...{ unsupported: 'unsupported', rejected: 'rejected' },
}

const TAKES = sql`c.selected AND c.direction IN ('push', 'both') AND c.role <> 'reader' AND n.disconnected_at IS NULL AND n.provider <> 'ics'`

/** What sync knows of our events, and does for them. */
export function eventSide(sync: Sync): CalendarSide {
  return {
    standings: async (tx, user_id, event_ids) => {
      if (event_ids.length === 0) return new Map()
      const { rows } = await sql<StandingRow>`
        SELECT l.event_id, l.calendar_id, n.provider, l.trouble ->> 'kind' AS trouble, l.trouble ->> 'reason' AS reason, l.to_tell
        FROM calendar_links l JOIN calendars c ON c.id = l.calendar_id JOIN calendar_connections n ON n.id = c.connection_id
        WHERE l.user_id = ${user_id} AND l.event_id = ANY(${event_ids}::uuid[]) AND l.state = 'live' ORDER BY l.id`.execute(
        tx,
      )
      const shown = rows.map(({ event_id, calendar_id, provider, trouble, reason, to_tell }) => {
        const state = STATES[trouble ?? ''] ?? (to_tell ? 'to_send' : 'in_sync')
        return { event_id, standing: { calendar_id, provider, state, reason } }
      })
      return new Map(
        [...Map.groupBy(shown, ({ event_id }) => event_id)].map(([id, all]) => [
          id,
          all.map(({ standing }) => standing),
        ]),
      )
    },
    // What an account is called is the address of whoever has it; also of one that was disconnected and left its events.
    addresses: async (tx, user_id) => {
      const { rows } = await sql<{ name: string }>`
        SELECT name FROM calendar_connections
        WHERE user_id = ${user_id} AND provider <> 'ics' AND name LIKE '%_@_%'`.execute(tx)
      return rows.map(({ name }) => name)
    },
    home: async (tx, user_id, provider) => {
      const { rows } = await sql<{ id: string }>`
        SELECT c.id FROM calendars c JOIN calendar_connections n ON n.id = c.connection_id
        WHERE c.user_id = ${user_id} AND ${TAKES} AND (${provider}::text IS NULL OR n.provider = ${provider})
        ORDER BY c.is_primary DESC, n.created_at, c.id LIMIT 1`.execute(tx)
      return rows[0]?.id ?? null
    },
    takes: async (tx, user_id, calendar_id) => {
      const { rows } = await sql`
        SELECT FROM calendars c JOIN calendar_connections n ON n.id = c.connection_id
        WHERE c.id = ${calendar_id} AND c.user_id = ${user_id} AND ${TAKES}`.execute(tx)
      return rows.length > 0
    },
    place: async (ctx, tx, { user_id, event_id, calendar_id }) => {
      const { rows } = await sql<{ provider: Provider }>`
        SELECT n.provider FROM calendars c JOIN calendar_connections n ON n.id = c.connection_id
        WHERE c.id = ${calendar_id} AND c.user_id = ${user_id}`.execute(tx)
      const [found] = rows
      if (found === undefined) return
      const capability = CAPABILITIES[found.provider]
      await linkEvents(ctx, tx, { id: calendar_id, user_id, capability }, [event_id])
      await sync.soon(ctx, tx, [calendar_id], 'change')
    },
    tell: async (ctx, tx, _user_id, event_ids) => sync.soon(ctx, tx, await calendarsOf(tx, event_ids, null), 'change'),
  }
}

/** What sync does when an account or its settings change. */
export function accountSide(sync: Sync, hooks: ConnectionHooks): ConnectionHooks {
  return {
    ...hooks,
    settingsChanged: async (ctx, tx, calendar_ids) => {
      await hooks.settingsChanged(ctx, tx, calendar_ids)
      // What is to be told is worked out anew under the new rules.
      await sql`
        UPDATE calendar_links SET to_tell = true WHERE calendar_id = ANY(${calendar_ids}::uuid[]) AND state = 'live'`.execute(
        tx,
      )
      await sync.soon(ctx, tx, calendar_ids, 'change')
    },
    syncSoon: async (ctx, tx, calendar_ids) => {
      await hooks.syncSoon(ctx, tx, calendar_ids)
      await sync.soon(ctx, tx, calendar_ids, 'person')
    },
  }
}
