import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { unknownInstance } from '#contract/calendar-events.ts'
import { MOST_DAYS, windowTooLong } from '#contract/calendar-times.ts'
import type { Event } from '#contract/calendar-events.ts'
import { notFound } from '#contract/endpoint.ts'
import { expand } from '#domain/calendar/expand.ts'
import type { Instance } from '#domain/calendar/expand.ts'
import type { ExpansionLimits } from '#domain/calendar/generate.ts'
import { wallAt } from '#domain/calendar/moment.ts'
import { shownInstance, shownWhole } from '#domain/calendar-events/as-shown.ts'
import { boundInstant } from '#domain/calendar-events/bound.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse, refuseField } from '#platform/errors.ts'
import { decodeCursor, encodeCursor, toPage } from '#platform/serve/cursor.ts'
import { settingsOf } from '#features/profile/index.ts'
import type { CalendarSide } from './hooks.ts'
import { presentEvent } from './present.ts'
import { eventsBetween, eventsPage, findEvent } from './store.ts'
import type { StoredEvent } from './store.ts'

/** The most dates of one series in one look, and how long all series of a look may take. */
const MOST_INSTANCES = 1_000
const MOST_MS = 2_000

export interface Look {
  readonly from: string
  readonly to: string
  readonly zone: string
}

/** The zone in which a person's days begin. */
export async function zoneOf(ctx: Ctx, tx: Tx, user_id: string): Promise<string> {
  return (await settingsOf(tx, user_id, ctx.clock.iso())).time_zone
}

/** A stretch that may be asked for; refuses one that is too long. One that ends before it begins is empty. */
export function checked(from: string, to: string): void {
  if ((Date.parse(to) - Date.parse(from)) / 86_400_000 > MOST_DAYS) refuseField(windowTooLong, 'to')
}

/** All series of a look share its time, so that strangers' endless ones end. */
function limitsOf(ctx: Ctx): () => ExpansionLimits {
  const until = ctx.clock.ms() + MOST_MS
  return () => ({ instances: MOST_INSTANCES, ms: until - ctx.clock.ms(), now: () => ctx.clock.ms() })
}

/** The dates of these events in a stretch, by start. */
export function instancesOf(
  ctx: Ctx,
  events: readonly StoredEvent[],
  { from, to, zone }: Look,
): { found: { stored: StoredEvent; instance: Instance }[]; shortened: boolean } {
  const limits = limitsOf(ctx)
  let shortened = false
  const found = events.flatMap((stored) => {
    const { instances, stopped } = expand(stored.event, { from, to, zone }, limits())
    if (stopped !== null) shortened = true
    return instances.map((instance) => ({ stored, instance }))
  })
  return { found, shortened }
}

const Cursor = z.tuple([z.string(), z.uuid()])

interface ListQuery {
  readonly application_id?: string | undefined
  readonly calendar_id?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly timezone?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

export async function list(
  ctx: Ctx,
  actor: Actor,
  query: ListQuery,
  side: CalendarSide,
): Promise<{ items: Event[]; next_cursor: string | null; shortened: boolean }> {
  const { from, to } = query
  const of = { application_id: query.application_id ?? null, calendar_id: query.calendar_id ?? null }
  if (from !== undefined || to !== undefined) return between(ctx, actor, { ...query, ...of }, side)
  const name = `events ${of.application_id ?? ''} ${of.calendar_id ?? ''}`
  const after = decodeCursor(ctx.secrets, name, query.cursor, Cursor)
  return ctx.db.as(actor, async (tx) => {
    const zone = query.timezone ?? (await zoneOf(ctx, tx, actor.user_id))
    const rows = await eventsPage(tx, actor.user_id, { ...of, after, limit: query.limit })
    const { items, next_cursor } = toPage(rows, query.limit, (row) =>
      encodeCursor(ctx.secrets, name, [row.sort_key, row.id]),
    )
    const standings = await side.standings(
      tx,
      actor.user_id,
      items.map(({ id }) => id),
    )
    const shown = items.map((row) => presentEvent(row, shownWhole(row.event, zone), standings.get(row.id) ?? []))
    return { items: shown, next_cursor, shortened: false }
  })
}

/** One end alone is filled from the other: four weeks. */
function windowOf(ctx: Ctx, query: Pick<ListQuery, 'from' | 'to'>, zone: string): Look {
  const weeks = { hours: 28 * 24 }
  const from = query.from === undefined ? null : boundInstant(query.from, zone, 'from')
  const to = query.to === undefined ? null : boundInstant(query.to, zone, 'to')
  if (from !== null) return { from, to: to ?? Temporal.Instant.from(from).add(weeks).toString(), zone }
  const end = to ?? ctx.clock.iso()
  return { from: Temporal.Instant.from(end).subtract(weeks).toString(), to: end, zone }
}

async function between(
  ctx: Ctx,
  actor: Actor,
  query: Pick<ListQuery, 'from' | 'to' | 'timezone'> & { application_id: string | null; calendar_id: string | null },
  side: CalendarSide,
): Promise<{ items: Event[]; next_cursor: null; shortened: boolean }> {
  return ctx.db.as(actor, async (tx) => {
    const look = windowOf(ctx, query, query.timezone ?? (await zoneOf(ctx, tx, actor.user_id)))
    checked(look.from, look.to)
    const { application_id, calendar_id } = query
    const events = await eventsBetween(tx, actor.user_id, { ...look, application_id, calendar_id })
    const { found, shortened } = instancesOf(ctx, events, look)
    const standings = await side.standings(tx, actor.user_id, [...new Set(found.map(({ stored }) => stored.id))])
    const items = found
      .map(({ stored, instance }) =>
        presentEvent(stored, shownInstance(stored.event, instance), standings.get(stored.id) ?? []),
      )
      .sort(byStart)
    return { items, next_cursor: null, shortened }
  })
}

const byStart = (a: Event, b: Event): number =>
  a.start_time < b.start_time ? -1 : a.start_time > b.start_time ? 1 : a.id < b.id ? -1 : 1

/** An event, or the date of a series that `key` names. */
export async function get(
  ctx: Ctx,
  actor: Actor,
  which: { id: string; recurrence_id: string | undefined },
  side: CalendarSide,
): Promise<Event> {
  return ctx.db.as(actor, async (tx) => {
    const stored = (await findEvent(tx, actor.user_id, which.id, false)) ?? refuse(notFound)
    return present(ctx, tx, actor, { stored, key: which.recurrence_id ?? null }, side)
  })
}

/** The event as it is now, with where it lies; with a key the date of the series that it names. */
export async function present(
  ctx: Ctx,
  tx: Tx,
  actor: Actor,
  { stored, key }: { stored: StoredEvent; key: string | null },
  side: CalendarSide,
): Promise<Event> {
  const zone = await zoneOf(ctx, tx, actor.user_id)
  const standings = (await side.standings(tx, actor.user_id, [stored.id])).get(stored.id) ?? []
  if (key === null || stored.event.recurrence === null) {
    return presentEvent(stored, shownWhole(stored.event, zone), standings)
  }
  const instance = instanceAt(ctx, stored, key, zone) ?? refuseField(unknownInstance, 'recurrence_id')
  return presentEvent(stored, shownInstance(stored.event, instance), standings)
}

/** The date of a series with this original start, wherever it was moved to; null: it has none. */
export function instanceAt(
  ctx: Ctx,
  { event }: Pick<StoredEvent, 'event'>,
  key: string,
  zone: string,
): Instance | null {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ?)?$/.test(key)) return null
  const moved = event.overrides.find(({ recurrence_id }) => recurrence_id === key)?.when ?? null
  const at = moved === null ? wallAt(key, null) : wallAt(moved.kind === 'all_day' ? moved.date : moved.start, null)
  const near = at.toZonedDateTime('UTC').toInstant()
  const view = { from: near.subtract({ hours: 48 }).toString(), to: near.add({ hours: 48 }).toString(), zone }
  return expand(event, view, limitsOf(ctx)()).instances.find((one) => one.key === key) ?? null
}
