import { randomUUID } from 'node:crypto'
import { idOf } from './ids.ts'
import type { Change, Item } from './item.ts'
import type { Mailbox } from './mailbox.ts'
import type { Prefer } from './prefer.ts'
import { Refusal } from './refusal.ts'
import { occurrencesIn } from './series.ts'
import type { Json } from './show.ts'
import { shownBarely, shownEvent } from './show.ts'
import { onDate, shown, touches } from './times.ts'
import type { Stretch } from './times.ts'
import type { Traits } from './traits.ts'

/** The calendar that is followed, and how it was addressed: links have the same path. */
interface Followed {
  readonly mailbox: Mailbox
  readonly path: string
  readonly calendar: string
  readonly window: Stretch
}

/** A round under way: the groups of rows from `from` on were not told yet. */
interface Round extends Followed {
  readonly kind: 'round'
  /** The rows of an event or a series, which are never split over pages. */
  readonly groups: readonly (readonly Row[])[]
  readonly from: number
  /** What happens after this is told in the next round. */
  readonly position: number
}

/** A round that was told to its end. */
interface Told extends Followed {
  readonly kind: 'told'
  readonly position: number
}

interface Row {
  /** `left`: it is not called so any more, since it was moved away and back. */
  readonly kind: 'whole' | 'bare' | 'removed' | 'left'
  readonly item: Pick<Item, 'number' | 'place'>
  readonly date: string | null
}

const GRAPH = 'https://graph.microsoft.com'
/** learn.microsoft.com/graph/api/event-delta: none of these goes with calendarView/delta. */
const NOT_HERE = ['$select', '$filter', '$expand', '$orderby', '$search']
const PAGE = 10

/** The rounds of calendarView/delta (learn.microsoft.com/graph/delta-query-events). A link may be followed more than once. */
export class Deltas {
  readonly #traits: Traits
  #tokens = new Map<string, Round | Told | 'dead'>()
  #death = { status: 410, code: 'SyncStateNotFound' }

  constructor(traits: Traits) {
    this.#traits = traits
  }

  /** No link that was given so far is known any more (…/graph/delta-query-overview, "Synchronization reset"). */
  expire(status = 410, code = 'SyncStateNotFound'): void {
    this.#death = { status, code }
    for (const token of this.#tokens.keys()) this.#tokens.set(token, 'dead')
  }

  answer(followed: Omit<Followed, 'window'>, query: URLSearchParams, prefer: Prefer): Json {
    const token = query.get('$skiptoken') ?? query.get('$deltatoken')
    return this.#page(token === null ? this.#begin(followed, query) : this.#known(token, followed), prefer)
  }

  #begin(followed: Omit<Followed, 'window'>, query: URLSearchParams): Round {
    const refused = [...query.keys()].filter((name) => NOT_HERE.includes(name.toLowerCase()))
    if (refused.length > 0) {
      const message = `The following parameters are not supported with change tracking over the 'CalendarView' resource: '${refused.join(', ')}'.`
      throw new Refusal(400, 'ErrorInvalidUrlQuery', message)
    }
    const { mailbox, calendar } = followed
    const window = windowIn(query)
    const groups = [...mailbox.items.values()]
      .filter((item) => item.calendar === calendar)
      .map((item) => this.#firstTold(item, window))
    return this.#round({ ...followed, window }, groups)
  }

  #known(token: string, { mailbox, path }: Omit<Followed, 'window'>): Round {
    const known = this.#tokens.get(token)
    if (known === undefined || known === 'dead' || known.mailbox !== mailbox) {
      const { status, code } = this.#death
      const location = { location: `${GRAPH}${path}` }
      throw new Refusal(status, code, 'The sync state generation is not found.', status === 410 ? location : {})
    }
    if (known.kind === 'round') return known
    const changes = mailbox.changes.slice(known.position).filter((change) => change.calendar === known.calendar)
    const byItem = [...Map.groupBy(changes, ({ number }) => number).values()]
    return this.#round(
      known,
      byItem.map((of) => changedRows(of, known)),
    )
  }

  #round({ mailbox, path, calendar, window }: Followed, groups: readonly (readonly Row[])[]): Round {
    const position = mailbox.changes.length
    const told = groups.filter((rows) => rows.length > 0)
    return { kind: 'round', ...{ mailbox, path, calendar, window }, groups: told, from: 0, position }
  }

  #firstTold(item: Item, window: Stretch): Row[] {
    const rows = presentRows(item, window).filter(({ kind }) => kind !== 'removed')
    const isHidden = this.#traits.earlier_master === 'none' && item.series !== null && !touches(item.said.times, window)
    return isHidden ? rows.slice(1) : rows
  }

  #page(round: Round, prefer: Prefer): Json {
    const size = prefer.pageSize ?? PAGE
    const rows: Row[] = this.#traits.repeated_rows ? (round.groups[round.from - 1]?.slice(0, 1) ?? []) : []
    const before = rows.length
    let until = round.from
    for (; until < round.groups.length && rows.length - before < size; until += 1)
      rows.push(...(round.groups[until] ?? []))
    const value = rows
      .filter(({ kind }) => kind !== 'left' || !prefer.immutable)
      .map((row) => rowShown(row, round, prefer))
    const context = { '@odata.context': `${GRAPH}/v1.0/$metadata#Collection(event)` }
    if (until < round.groups.length)
      return { ...context, '@odata.nextLink': this.#link('$skiptoken', { ...round, from: until }), value }
    return { ...context, '@odata.deltaLink': this.#link('$deltatoken', { ...round, kind: 'told' }), value }
  }

  #link(name: string, state: Round | Told): string {
    const token = randomUUID().replaceAll('-', '')
    this.#tokens.set(token, state)
    return `${GRAPH}${state.path}?${name}=${token}`
  }
}

/** What is told of an event that something happened to: as it is now. */
function changedRows(changes: readonly Change[], { mailbox, calendar, window }: Followed): Row[] {
  const [last] = changes.slice(-1)
  if (last === undefined) return []
  const item = mailbox.items.get(last.number)
  if (item === undefined || item.calendar !== calendar) return [{ kind: 'removed', item: last, date: null }]
  const left = changes
    .filter(({ kind, place }) => kind === 'deleted' && place !== item.place)
    .map((change): Row => ({ kind: 'left', item: change, date: null }))
  const what = new Set(changes.map((change) => change.what))
  const rows = presentRows(item, window)
  if (what.has('all')) return [...left, ...rows]
  // Of a deleted occurrence there is no row, only its master's (microsoft-graph-docs#2963, #4200, #5520).
  const dates = [...what].filter((one) => one !== 'master' && item.series?.exceptions.has(one))
  const ofDates = dates.map((date): Row => rows.find((row) => row.date === date) ?? { kind: 'removed', item, date })
  return [...left, { kind: 'whole', item, date: null }, ...ofDates]
}

/** Outside the window an event is `@removed`, also if it was made or changed there (…docs-contrib#6599, calendar.md §4.4.5). */
function presentRows(item: Item, window: Stretch): Row[] {
  const { series } = item
  if (series === null) return [{ kind: touches(item.said.times, window) ? 'whole' : 'removed', item, date: null }]
  const dates = occurrencesIn(item, window)
  if (dates.length === 0) return [{ kind: 'removed', item, date: null }]
  const kind = (date: string) => (series.exceptions.has(date) ? 'whole' : 'bare')
  return [{ kind: 'whole', item, date: null }, ...dates.map((date): Row => ({ kind: kind(date), item, date }))]
}

function rowShown({ kind, item, date }: Row, { mailbox, calendar, window }: Followed, prefer: Prefer): Json {
  const type = { '@odata.type': '#microsoft.graph.event' }
  const now = mailbox.items.get(item.number)
  // It may have gone while its round was under way.
  if (kind === 'removed' || kind === 'left' || now === undefined || now.calendar !== calendar)
    return { ...type, id: idOf(item, date, prefer.immutable), '@removed': { reason: 'deleted' } }
  if (kind === 'bare' && date !== null) return { ...type, ...shownBarely(now, date, prefer) }
  const whole = { ...type, ...shownEvent(mailbox, now, date, prefer) }
  if (date !== null || now.series === null || touches(now.said.times, window)) return whole
  const [first] = occurrencesIn(now, window)
  if (first === undefined) return whole
  // The master of a series that began before the window has the times of the first occurrence in it.
  const times = onDate(now.said.times, first)
  return { ...whole, start: shown(times, 'start', prefer.zone), end: shown(times, 'end', prefer.zone) }
}

/** Both ends are needed; their names are read in any case (learn.microsoft.com/graph/api/event-delta). */
export function windowIn(query: URLSearchParams): Stretch {
  const value = (name: string) => [...query].find(([key]) => key.toLowerCase() === name)?.[1]
  const [from, to] = [instantOf(value('startdatetime')), instantOf(value('enddatetime'))]
  if (from === null || to === null || to <= from) {
    const message =
      'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.'
    throw new Refusal(400, 'ErrorInvalidParameter', message)
  }
  return { from, to }
}

/** Without an offset a time is in UTC. */
function instantOf(text = ''): string | null {
  const at = Date.parse(/Z$|[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`)
  return Number.isNaN(at) ? null : `${new Date(at).toISOString().slice(0, 19)}Z`
}
