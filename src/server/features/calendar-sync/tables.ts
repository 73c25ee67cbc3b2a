import type { ConnectionStatus } from '#contract/calendar-connections.ts'
import type { Provider } from '#domain/calendar/sync/capability.ts'
import type { ErrorClass } from '#domain/calendar/sync/errors.ts'
import type { Account, CalendarFailure, Calendars } from '#domain/calendar/sync/port.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'

export interface SyncCtx extends Ctx {
  readonly calendars: Calendars
}

/** Why a run was begun. */
export type Trigger = 'schedule' | 'push' | 'change' | 'person' | 'replay' | 'resync'

/** Of whom a person waits for the outcome. */
export const ASKED: ReadonlySet<Trigger> = new Set(['person', 'replay', 'resync'])

/** Those that nobody waits for: they wait themselves while an account is left alone. */
export const WAITS: ReadonlySet<Trigger> = new Set(['schedule', 'push'])

/** What the engine asks of the slice that has the accounts. */
export interface Accounts {
  /**
   * Opens an account: its token is fresh. `refresh`: with a new one, since that of `used` is refused. `again`: a person asks,
   * so that one that was refused is tried once more.
   */
  open(
    ctx: SyncCtx,
    connection_id: string,
    how: { readonly refresh: boolean; readonly used?: Account; readonly again?: boolean },
  ): Promise<{ readonly kind: 'ready'; readonly account: Account } | CalendarFailure>
  /** Says how an account stands, with the class of error that made it so. */
  mark(
    ctx: SyncCtx,
    tx: Tx,
    connection: { readonly id: string; readonly status: ConnectionStatus; readonly because: ErrorClass | null },
  ): Promise<void>
}

/** A calendar under lease, with what its connection says of it. */
export interface LeasedCalendar {
  readonly id: string
  readonly user_id: string
  readonly connection_id: string
  readonly remote_id: string
  readonly name: string
  readonly time_zone: string | null
  readonly role: 'owner' | 'writer' | 'reader'
  readonly direction: 'none' | 'pull' | 'push' | 'both'
  readonly filters: unknown
  readonly cursor: string | null
  readonly whole_due_at: string | null
  readonly fence: number
  readonly failures: number
  readonly confirmed: readonly string[]
  readonly clock_offset_ms: number | null
  readonly provider: Provider
  readonly status: ConnectionStatus
  readonly sync_window_days: number
  readonly conflict_strategy: 'ask' | 'mine' | 'theirs' | 'newest'
  readonly delete_policy: 'delete' | 'unlink' | 'cancel'
  readonly writes_people: boolean
  /** Whether the provider tells us of changes, so that it need not be asked as often. */
  readonly is_told: boolean
}

/** Something changed beneath a transaction between its reading and its writing: it is done once more. */
export class Overtaken extends Error {}
