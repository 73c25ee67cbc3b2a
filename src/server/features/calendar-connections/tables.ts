import type { Generated } from 'kysely'
import type { CalendarProvider, CalendarConnection, SyncedCalendar } from '#contract/calendar-connections.ts'
import type { SignInProvider } from '#contract/calendar-connect.ts'
import type { Account, Calendars } from '#domain/calendar/sync/port.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'

/** What this slice needs beyond the platform. */
export interface ConnectCtx extends Ctx {
  readonly calendars: Calendars
}

type Of = readonly string[]

/** What whoever syncs and whoever keeps events does when an account changes. Calendars are named by their ids. */
export interface ConnectionHooks {
  /** How they are synced changed: all of each is read again, under the new rules, and a run under way stores nothing more. */
  settingsChanged(ctx: ConnectCtx, tx: Tx, calendar_ids: Of): Promise<void>
  /** Their account opens again. */
  syncSoon(ctx: ConnectCtx, tx: Tx, calendar_ids: Of): Promise<void>
  /** Their account is about to be closed; it opens for the last time. Null: nothing opens it any more. */
  closing(ctx: ConnectCtx, account: Account | null, calendar_ids: Of): Promise<void>
  /** Their account is closed. */
  stopped(ctx: ConnectCtx, tx: Tx, calendar_ids: Of): Promise<void>
  /** Takes away what was imported from them and belongs to nothing else. */
  removeCopies(ctx: ConnectCtx, tx: Tx, calendar_ids: Of): Promise<void>
}

type Settings = Pick<
  CalendarConnection,
  'sync_enabled' | 'sync_window_days' | 'conflict_strategy' | 'delete_policy' | 'writes_people'
>

export interface ConnectionRow extends Settings {
  id: string
  user_id: string
  provider: CalendarProvider
  /** Who this is at the provider. */
  subject: string
  name: string
  server_url: string | null
  status: CalendarConnection['status']
  /** A class of error, null while all is well. */
  because: string | null
  scopes: string[]
  disconnected_at: string | null
  created_at: string
  updated_at: string
  version: number
}

export interface CalendarRow extends Omit<SyncedCalendar, 'provider' | 'filters' | 'message' | 'remedy'> {
  user_id: string
  remote_id: string
  filters: unknown
  created_at: string
  updated_at: string
}

export interface CredentialRow {
  connection_id: string
  user_id: string
  credential_sealed: string
  expires_at: string | null
  /** Counts what was stored here, so that of two processes the second one takes what the first one got. */
  generation: number
  /** Until when somebody has the turn to refresh it. */
  refreshing_until: string | null
  updated_at: string
}

export interface FlowRow {
  state_hash: string
  user_id: string
  session_hash: string
  provider: SignInProvider
  verifier_sealed: string
  redirect_uri: string
  expires_at: string
  used_at: string | null
}

type Defaulted = keyof Settings | 'status' | 'version'
type CalendarDefaulted = 'filters' | 'state' | 'version'

declare module '#platform/db/tables.ts' {
  interface Tables {
    calendar_connections: Omit<ConnectionRow, Defaulted> & { [Column in Defaulted]: Generated<ConnectionRow[Column]> }
    calendar_credentials: CredentialRow
    calendar_oauth_flows: FlowRow
    calendar_logins: { id: string; user_id: string; account: string; at: string }
    calendars: Omit<CalendarRow, CalendarDefaulted> & { [Column in CalendarDefaulted]: Generated<CalendarRow[Column]> }
  }
}
