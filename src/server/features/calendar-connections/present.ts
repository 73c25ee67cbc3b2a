import { CalendarFilters } from '#contract/calendar-connections.ts'
import type { CalendarConnection, SyncedCalendar } from '#contract/calendar-connections.ts'
import { ERROR_WORDS } from '#domain/calendar/sync/errors.ts'
import type { ErrorWords } from '#domain/calendar/sync/errors.ts'
import type { CalendarOf } from './store.ts'
import type { ConnectionRow } from './tables.ts'

/** A calendar as its owner sees it. */
export function presentCalendar(row: CalendarOf): SyncedCalendar {
  const { id, connection_id, provider, name, time_zone, colour, remote_colour, role, is_primary } = row
  const { selected, direction, state, because, last_run_at, last_ok_at, next_run_at, version } = row
  return {
    ...{ id, connection_id, provider, name, time_zone, colour, remote_colour, role, is_primary, selected, direction },
    ...{ filters: CalendarFilters.parse(row.filters), state, ...wordsOf(row), because },
    ...{ last_run_at, last_ok_at, next_run_at, version },
  }
}

/** An account as its owner sees it; what opens it stays out. */
export function presentConnection(row: ConnectionRow, calendars: readonly CalendarOf[]): CalendarConnection {
  const { id, provider, name, server_url, status, because, created_at, updated_at, version } = row
  const { sync_enabled, sync_window_days, conflict_strategy, delete_policy, writes_people } = row
  const synced = calendars.filter(({ selected }) => selected)
  return {
    ...{ id, provider, name, server_url, status, ...wordsOf(row), because },
    ...{ sync_enabled, sync_window_days, conflict_strategy, delete_policy, writes_people },
    calendars: calendars.map(presentCalendar),
    // Instants in UTC sort as texts.
    last_ok_at:
      synced
        .flatMap(({ last_ok_at }) => last_ok_at ?? [])
        .toSorted()
        .at(-1) ?? null,
    next_run_at:
      synced
        .flatMap(({ next_run_at }) => next_run_at ?? [])
        .toSorted()
        .at(0) ?? null,
    ...{ created_at, updated_at, version },
  }
}

const WORDS: ReadonlyMap<string, ErrorWords> = new Map(Object.entries(ERROR_WORDS))

function wordsOf({ because, provider }: Pick<CalendarOf, 'because' | 'provider'>) {
  const words = because === null ? undefined : WORDS.get(because)
  const remedy = provider === 'caldav' && because === 'reauth' ? 'Enter the password again.' : words?.remedy
  return { message: words?.reason ?? null, remedy: remedy ?? null }
}
