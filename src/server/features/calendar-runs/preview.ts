import { nothingToSync, previewFailed } from '#contract/calendar-sync.ts'
import type { CalendarPreview } from '#contract/calendar-sync.ts'
import { notFound } from '#contract/endpoint.ts'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { spanOf } from '#domain/calendar/moment.ts'
import type { ListedRow } from '#domain/calendar/sync/link.ts'
import type { CalendarFailure } from '#domain/calendar/sync/port.ts'
import { reconcile } from '#domain/calendar/sync/reconcile.ts'
import type { Reconciled } from '#domain/calendar/sync/reconcile.ts'
import { nextWrite } from '#domain/calendar/sync/write.ts'
import type { Actor } from '#platform/actor.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import {
  Asking,
  allLinks,
  eventsToSend,
  findCalendar,
  loadSides,
  nothingDone,
  rulesOf,
  sideAfter,
} from '#features/calendar-sync/index.ts'
import type { Accounts, CalendarRules, LeasedCalendar, SyncCtx } from '#features/calendar-sync/index.ts'
import * as store from './store.ts'

/** More pages than a calendar has. */
const MOST_PAGES = 200
/** How many events of a kind are named: who confirms that much is gone looks through it. */
const SHOWN: Readonly<Record<What, number>> = { create: 10, change: 10, delete: 200, ask: 10 }

type Planned = CalendarPreview['here']['first'][number]
type What = Planned['what']

/** What a sync of an account would do here and there; nothing is stored, and nothing is sent. */
export async function preview(
  ctx: SyncCtx,
  accounts: Accounts,
  actor: Actor,
  connection_id: string,
): Promise<{ calendars: CalendarPreview[] }> {
  const { user_id } = actor
  const calendars = await ctx.db.as(actor, async (tx) => {
    const some = (await store.calendarsToSync(tx, user_id, connection_id, null)) ?? refuse(notFound)
    const found: LeasedCalendar[] = []
    for (const { id } of some) found.push((await findCalendar(tx, user_id, id)) ?? refuse(notFound))
    return found.length === 0 ? refuse(nothingToSync) : found
  })
  const previews: CalendarPreview[] = []
  for (const calendar of calendars) previews.push(await previewOf(ctx, accounts, actor, calendar))
  return { calendars: previews }
}

async function previewOf(
  ctx: SyncCtx,
  accounts: Accounts,
  actor: Actor,
  calendar: LeasedCalendar,
): Promise<CalendarPreview> {
  const rules = rulesOf(calendar, calendar.time_zone ?? 'UTC', ctx.clock)
  const port = ctx.calendars.port(calendar.provider) ?? refuse(previewFailed, { details: { is: 'config' } })
  const asking = new Asking(ctx, port, { calendar, rules, tally: nothingDone() })
  const opened = await asking.open(accounts, { refresh: false, again: true })
  if (opened.kind === 'failed') return refuse(previewFailed, { details: { is: opened.is } })
  let rows = await heard(asking, accounts, () => everything(asking))
  const verified = new Set<string>()
  for (;;) {
    const planned = await ctx.db.as({ ...actor, read_only: true }, (tx) =>
      plan(tx, calendar, rules, { rows, verified }),
    )
    if (!('unclear' in planned)) return planned
    const { unclear } = planned
    const read = await heard(asking, accounts, () => asking.readAll(unclear))
    rows = [...rows.filter(({ remote_id }) => !unclear.includes(remote_id)), ...read]
    for (const id of unclear) verified.add(id)
  }
}

/** What was asked for. Where the access is refused that is noted, as in a run, and it is asked once more with a new one. */
async function heard(
  asking: Asking,
  accounts: Accounts,
  ask: () => Promise<CalendarFailure | readonly ListedRow[]>,
): Promise<readonly ListedRow[]> {
  let answer = await ask()
  if ('kind' in answer && answer.is === 'token') {
    const opened = await asking.open(accounts, { refresh: true, again: true })
    answer = opened.kind === 'failed' ? opened : await ask()
  }
  return 'kind' in answer ? refuse(previewFailed, { details: { is: answer.is } }) : answer
}

async function everything(asking: Asking): Promise<CalendarFailure | readonly ListedRow[]> {
  const rows: ListedRow[] = []
  let page: string | null = null
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const listed = await asking.list({ do: 'fetch', cursor: null, page, size: null })
    if ('kind' in listed) return listed
    rows.push(...listed.rows)
    if (listed.next === null) return rows
    page = listed.next
  }
  return refuse(previewFailed, { details: { is: 'too_large' } })
}

interface Read {
  readonly rows: readonly ListedRow[]
  readonly verified: ReadonlySet<string>
}

async function plan(
  tx: Tx,
  calendar: LeasedCalendar,
  rules: CalendarRules,
  { rows, verified }: Read,
): Promise<CalendarPreview | { unclear: readonly string[] }> {
  const { policy } = rules
  const links = (await allLinks(tx, calendar.id)).map(({ link }) => link)
  const live = links.filter(({ state }) => state === 'live')
  const known = new Set(live.map(({ remote_id }) => remote_id))
  const strangers = rows.filter((row) => row.kind === 'item').filter(({ remote_id }) => !known.has(remote_id))
  const sides = await loadSides(tx, calendar, links, strangers)
  const local = (id: string | null) => sides.of(id)?.side ?? null
  const result: Reconciled = reconcile({
    ...{ rows, verified, complete: true, links, policy, live: live.length, local, twin: sides.twin },
    // Nothing is deleted by looking.
    confirmed: new Set(links.flatMap(({ remote_id }) => remote_id ?? [])),
  })
  if (result.kind === 'unconfirmed') return { unclear: result.remote_ids }
  const steps = result.kind === 'apply' ? result.steps : []
  const zone = calendar.time_zone ?? 'UTC'
  const [here, there] = [new Side(zone), new Side(zone)]
  const decided = new Set(steps.map(({ was }) => was))
  for (const { was, decision } of steps) {
    const { event, link } = decision
    const before = local(link?.event_id ?? was?.event_id ?? null)
    const after = event.do === 'keep' ? before : sideAfter(event, before)
    const named = namedBy(after?.event ?? before?.event)
    if (event.do !== 'keep') here.add(HERE[event.do], named)
    if (QUESTIONS.has(link?.trouble?.kind)) here.add('ask', named)
    if (link === null || after === null) continue
    const next = nextWrite(link, after, policy, '')
    if (next.do === 'write') there.add(THERE[next.write.kind], named)
  }
  for (const link of live) {
    const side = decided.has(link) ? null : local(link.event_id)
    const next = side === null ? null : nextWrite(link, side, policy, '')
    if (next?.do === 'write') there.add(THERE[next.write.kind], namedBy(side?.event))
  }
  for (const event of await eventsToSend(tx, calendar, rules)) there.add('create', event)
  const left_out = steps.filter(({ decision }) => decision.verdict === 'filtered').length
  return { calendar_id: calendar.id, name: calendar.name, here: here.shown(), there: there.shown(), left_out }
}

const HERE = { make: 'create', put: 'change', delete: 'delete' } as const
const THERE = { create: 'create', update: 'change', delete: 'delete' } as const
const QUESTIONS: ReadonlySet<string | undefined> = new Set(['fields', 'edit_vs_delete', 'delete_vs_edit'])

// What asks for most care comes first.
const KINDS = ['ask', 'delete', 'change', 'create'] as const

type Named = Pick<CalendarEvent, 'title'> & { readonly when: CalendarEvent['when'] | null; readonly repeats: boolean }

/** What tells an event apart for a person. */
function namedBy(event: CalendarEvent | null | undefined): Named {
  if (event == null) return { title: '', when: null, repeats: false }
  return { title: event.title, when: event.when, repeats: event.recurrence !== null }
}

/** To sort by. Where the zone is the event's own, its wall time is near enough. */
function startOf(when: Named['when'], zone: string): string {
  if (when === null) return ''
  return spanOf(when, zone)?.start ?? (when.kind === 'all_day' ? when.date : when.start)
}

/** What would happen on one side: how much of each, and the first of it. */
class Side {
  readonly #zone: string
  readonly #all: Readonly<Record<What, { named: Named; start: string }[]>> = {
    ask: [],
    delete: [],
    change: [],
    create: [],
  }

  constructor(zone: string) {
    this.#zone = zone
  }

  add(what: What, named: Named): void {
    this.#all[what].push({ named, start: startOf(named.when, this.#zone) })
  }

  shown(): CalendarPreview['here'] {
    const { ask, delete: gone, change, create } = this.#all
    const counts = { create: create.length, change: change.length, delete: gone.length, ask: ask.length }
    return { ...counts, first: KINDS.flatMap((what) => this.#first(what)) }
  }

  #first(what: What): Planned[] {
    const inOrder = this.#all[what].toSorted((a, b) => (a.start < b.start ? -1 : Number(a.start > b.start)))
    return inOrder.slice(0, SHOWN[what]).map(({ named: { title, when, repeats } }) => ({ title, when, repeats, what }))
  }
}
