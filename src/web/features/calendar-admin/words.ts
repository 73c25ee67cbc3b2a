import type { AdminAttempt, AdminSyncResult } from '#contract/calendar-admin.ts'
import { CalendarProvider, ConnectionStatus } from '#contract/calendar-connections.ts'
import { SyncAttempt } from '#contract/calendar-sync.ts'
import { DateOnly } from '#contract/wire.ts'
import { FEWEST_TO_SAY, wilsonInterval } from '#domain/figures/interval.ts'
import { daysAsInstants } from '#lib/days.ts'
import { countsOf } from '#lib/sync-outcome.ts'
import type { AccountFilter, AttemptFilter } from './queries.ts'

export const PROVIDERS: Readonly<Record<CalendarProvider, string>> = {
  google: 'Google',
  microsoft: 'Microsoft',
  caldav: 'CalDAV',
  ics: 'Calendar address',
}

export const TRIGGERS: Readonly<Record<AdminAttempt['trigger'], string>> = {
  schedule: 'by the clock',
  push: 'told by the provider',
  change: 'after a change here',
  person: 'asked for',
  replay: 'done again',
  resync: 'read as a whole',
}

/** What a sync that was asked for came to. */
export function resultWords(result: AdminSyncResult): { readonly words: string; readonly bad: boolean } {
  if (!result.finished) return { words: 'It goes on; the list shows how it ends', bad: false }
  if (result.ended_badly > 0) return { words: 'It ended badly again; the list says why', bad: true }
  return { words: countsOf(result) ?? 'Nothing new on either side', bad: false }
}

/** `640 ms`, `4.1 s`, `2 min`, `3 h`, `4 days`: how long something takes or took. */
export function lengthWords(ms: number): string {
  if (ms < 950) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  if (ms < 3_570_000) return `${Math.round(ms / 60_000)} min`
  if (ms < 172_800_000) return `${Math.round(ms / 3_600_000)} h`
  return `${Math.round(ms / 86_400_000)} days`
}

/** A rate as a figure shows it; null where it was told from too few. */
export function rateOf(percent: number | null, cases: number): { percent: number; low: number; high: number } | null {
  if (percent === null || cases < FEWEST_TO_SAY) return null
  const between = wilsonInterval(Math.round((percent * cases) / 100), cases)
  return between === null ? null : { percent, low: between.low * 100, high: between.high * 100 }
}

/** `99.2`: one place, unless there is nothing in it. */
export const percentWords = (percent: number): string =>
  Number.isInteger(percent) ? String(percent) : percent.toFixed(1)

/** What the address of the page asks for. */
export interface Filters {
  readonly days: number
  readonly accounts: AccountFilter
  readonly attempts: AttemptFilter
  /** Dates as they stand in the fields; empty: none. */
  readonly from: string
  readonly to: string
}

export const DAYS = [7, 30, 90] as const

const ID = /^[0-9a-f-]{36}$/i

/** Reads the address; what it says that means nothing is as if it were not there. Days begin and end in `zone`. */
export function filtersOf(params: URLSearchParams, zone: string): Filters {
  const text = (name: string) => params.get(name) ?? undefined
  const date = (name: string) => DateOnly.safeParse(text(name)).data ?? ''
  const id = (name: string) => (ID.test(params.get(name) ?? '') ? text(name) : undefined)
  const [from, to] = [date('from'), date('to')]
  const both = { provider: CalendarProvider.safeParse(text('provider')).data, user_id: id('person') }
  return {
    days: DAYS.find((one) => String(one) === params.get('days')) ?? DAYS[0],
    from,
    to,
    accounts: { ...both, status: ConnectionStatus.safeParse(text('state')).data },
    attempts: {
      ...both,
      status: SyncAttempt.shape.status.safeParse(text('result')).data,
      because: text('because')?.slice(0, 40),
      connection_id: id('account'),
      ...daysAsInstants({ from, to }, zone),
    },
  }
}

/** Whether a filter keeps anything out. */
export const isFiltered = (filter: AccountFilter | AttemptFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined)
