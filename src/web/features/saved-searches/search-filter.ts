import { MOST_COUNTED, SearchFilter } from '#contract/saved-searches.ts'
import type { SavedSearch } from '#contract/saved-searches.ts'
import { formatCount } from '#lib/format-money.ts'

const FLAGS: ReadonlySet<string> = new Set(['salary_unknown', 'verbatim'])

/** What the address of the feed says, as a search keeps it. */
export function filterOf(query: Readonly<Record<string, unknown>>): SearchFilter {
  const given = Object.entries(query).map(([name, value]) => [name, FLAGS.has(name) ? String(value) === 'true' : value])
  return SearchFilter.safeParse(Object.fromEntries(given)).data ?? {}
}

/** The address of the feed that shows a search. */
export function hrefOf(filter: SearchFilter): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) {
    // The feed shows open postings by itself.
    if (name === 'state' && same(value, ['open'])) continue
    for (const each of [value].flat()) if (each !== undefined) query.append(name, String(each))
  }
  const tail = query.toString()
  return `/jobs${tail === '' ? '' : `?${tail}`}`
}

/** Whether two filters look for the same, in whatever order they say it. */
export function sameFilter(a: SearchFilter, b: SearchFilter): boolean {
  return same(canonical(a), canonical(b))
}

/** "Data engineer, Hamburg": what a search may be called. */
export function nameFor({ q, place, company, skills }: SearchFilter): string {
  const parts = [q, ...(skills ?? []), place, company].map((part) => part?.trim() ?? '').filter((part) => part !== '')
  const name = parts.join(', ').slice(0, 80)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** `12`, `1000+`. */
export function countOf({ new_count }: Pick<SavedSearch, 'new_count'>): string {
  return new_count >= MOST_COUNTED ? `${formatCount(MOST_COUNTED)}+` : formatCount(new_count)
}

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** `Daily at 08:00`; null without an alert. */
export function alertWords({
  alert,
  alert_hour,
  alert_weekday,
}: Pick<SavedSearch, 'alert' | 'alert_hour' | 'alert_weekday'>) {
  const at = `at ${hourWords(alert_hour)}`
  if (alert === 'off') return null
  if (alert === 'instant') return 'E-mail at once'
  return alert === 'daily' ? `E-mail daily ${at}` : `E-mail on ${WEEKDAYS[alert_weekday - 1] ?? ''}s ${at}`
}

export function hourWords(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}

function canonical(filter: SearchFilter): unknown {
  return Object.entries(filter)
    .filter(([, value]) => value !== undefined && value !== false && value !== '' && !same(value, []))
    .map(([name, value]) => [name, Array.isArray(value) ? value.map(String).toSorted(byText) : value])
    .toSorted(([a], [b]) => byText(String(a), String(b)))
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
