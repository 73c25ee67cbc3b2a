import { detailsAt } from '#domain/calendar/event.ts'
import type { CalendarEvent, DetailChange, When } from '#domain/calendar/event.ts'
import { regularAt } from '#domain/calendar/expand.ts'
import { wallStart, wallText } from '#domain/calendar/moment.ts'
import { CAPABILITIES } from '#domain/calendar/sync/capability.ts'
import { isPeople } from '#domain/calendar/sync/decide.ts'
import type { WriteQuestion } from '#domain/calendar/sync/port.ts'
import { difference, pathOf, project } from '#domain/calendar/sync/projection.ts'
import { fieldsOf } from './details.ts'
import { timesOf } from './times.ts'

/** What is to be said on one date of a series. */
export type InstanceEdit =
  | { readonly kind: 'cancel'; readonly key: string }
  | { readonly kind: 'change'; readonly key: string; readonly details: DetailChange; readonly when: When | null }

const CANCELLED = 'cancelled'

/** Whether an instance is to be there that is cancelled now. */
export function isRestored(wanted: CalendarEvent, there: CalendarEvent): boolean {
  return [...differing(wanted, there, true)].some(
    ([, fields]) => fields.has(CANCELLED) && fields.get(CANCELLED) !== true,
  )
}

/**
 * What single instances do not say yet. Instances keep off the days of their neighbours at every moment, so that what is
 * cancelled goes first, and of those that move to later the last one.
 */
export function editsFor(wanted: CalendarEvent, there: CalendarEvent, people: boolean): InstanceEdit[] {
  const edits = [...differing(wanted, there, people)].map(([key, fields]) => editOf(wanted, key, fields))
  return edits.sort(
    (a, b) => rank(a, wanted) - rank(b, wanted) || (a.key < b.key ? -1 : 1) * (rank(a, wanted) === 1 ? -1 : 1),
  )
}

export function bodyOf(
  { details, when }: InstanceEdit & { kind: 'change' },
  { calendar, invites }: WriteQuestion,
): Readonly<Record<string, unknown>> {
  return { ...fieldsOf(details, invites), ...(when === null ? {} : timesOf(when, calendar.time_zone)) }
}

function differing(wanted: CalendarEvent, there: CalendarEvent, people: boolean): Map<string, Map<string, unknown>> {
  const { microsoft } = CAPABILITIES
  const instances = new Map<string, Map<string, unknown>>()
  for (const [path, value] of Object.entries(difference(project(there, microsoft), project(wanted, microsoft)))) {
    const { key, field } = pathOf(path)
    if (key === '' || (!people && isPeople(path))) continue
    instances.set(key, (instances.get(key) ?? new Map<string, unknown>()).set(field, value))
  }
  return instances
}

function editOf(wanted: CalendarEvent, key: string, fields: ReadonlyMap<string, unknown>): InstanceEdit {
  if (fields.get(CANCELLED) === true) return { kind: 'cancel', key }
  const said = Object.entries(detailsAt(wanted, key)).filter(([field]) => fields.has(field))
  const place = wanted.overrides.find((one) => one.recurrence_id === key)?.when ?? regularAt(wanted, key)
  return { kind: 'change', key, details: Object.fromEntries(said), when: fields.has('when') ? place : null }
}

function rank(edit: InstanceEdit, series: CalendarEvent): number {
  if (edit.kind === 'cancel') return 0
  return edit.when !== null && startOf(edit.when) > startOf(regularAt(series, edit.key)) ? 1 : 2
}

const startOf = (when: When): string => wallText(wallStart(when))
