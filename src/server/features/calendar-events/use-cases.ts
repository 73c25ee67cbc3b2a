import {
  invalidEvent,
  noCalendar,
  ruleInTheWay,
  scopeNeeded,
  seriesTooLong,
  unknownInstance,
} from '#contract/calendar-events.ts'
import type { Event, EventInput, EventPatch, Scope } from '#contract/calendar-events.ts'
import { notFound, staleVersion } from '#contract/endpoint.ts'
import { editAll, editFollowing, editThis, removeFollowing, removeThis } from '#domain/calendar/edit.ts'
import type { Edited, EventChange } from '#domain/calendar/edit.ts'
import { blankEvent, detailsAt } from '#domain/calendar/event.ts'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { clockOf, keyAt, wallStart } from '#domain/calendar/moment.ts'
import { detailsWritten, ruleWritten, whenWritten } from '#domain/calendar-events/as-written.ts'
import type { Read } from '#domain/calendar-events/as-written.ts'
import { shownInstance, shownWhole } from '#domain/calendar-events/as-shown.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse, refuseField } from '#platform/errors.ts'
import { hasApplication } from '#features/applications/index.ts'
import { recorded } from '#features/undo/index.ts'
import type { CalendarSide } from './hooks.ts'
import { instanceAt, present, zoneOf } from './read.ts'
import { changeEvent, deleteEvents, findEvent, insertEvents } from './store.ts'
import type { StoredEvent } from './store.ts'

type WithUndo = Event & { undo_id: string | null }

/** Adds an event, and has it written to a calendar where one takes it. */
export async function create(ctx: Ctx, actor: Actor, input: EventInput, side: CalendarSide): Promise<WithUndo> {
  return ctx.db.as(actor, async (tx) => {
    const zone = await zoneOf(ctx, tx, actor.user_id)
    const when = good(whenWritten(input, null, input.timezone ?? zone))
    if (when === null) return refuseField(invalidEvent, 'start_time')
    const rrule = good(ruleWritten(input.recurrence)) ?? null
    const id = ctx.id()
    const blank = blankEvent(`${id}@career-copilot`, when)
    const recurrence = rrule === null ? null : { rrule, rdates: [], exdates: [] }
    const event = { ...editThis(blank, '', { details: detailsWritten(input, blank) }), sequence: 0, recurrence }
    await checkApplication(tx, actor, input.application_id ?? null)
    const calendar_id = await calendarFor(tx, actor, input, side)
    const now = ctx.clock.iso()
    const made = {
      id,
      event,
      application_id: input.application_id ?? null,
      interview_id: null,
      edited_at: now,
      invites: input.send_invitations ?? false,
    }
    const change = { ...written(actor, [id]), kind: 'event_created', label: `“${event.title}” added` }
    const { undo_id } = await recorded(ctx, tx, change, () => insertEvents(tx, actor.user_id, [made], { now }))
    if (calendar_id !== null) await side.place(ctx, tx, { user_id: actor.user_id, event_id: id, event, calendar_id })
    const stored = (await findEvent(tx, actor.user_id, id, false)) ?? refuse(notFound)
    return { ...(await present(ctx, tx, actor, { stored, key: null }, side)), undo_id }
  })
}

/** Where an event goes: to the calendar that is named, to one of the provider that is named, else to the usual one. */
async function calendarFor(tx: Tx, actor: Actor, input: EventInput, side: CalendarSide): Promise<string | null> {
  if (input.calendar_id !== undefined) {
    return (await side.takes(tx, actor.user_id, input.calendar_id))
      ? input.calendar_id
      : refuseField(noCalendar, 'calendar_id')
  }
  const home = await side.home(tx, actor.user_id, input.provider ?? null)
  return home === null && input.provider !== undefined ? refuseField(noCalendar, 'provider') : home
}

async function checkApplication(tx: Tx, actor: Actor, id: string | null): Promise<void> {
  if (id !== null && !(await hasApplication(tx, actor.user_id, id))) refuseField(notFound, 'application_id')
}

interface Part {
  readonly id: string
  readonly recurrence_id?: string | undefined
  readonly scope?: Scope | undefined
  readonly version: number | null
}

/** What an edit is for: the whole event, or a date of a series and how far it goes from there. */
type Target =
  | { readonly kind: 'whole'; readonly stored: StoredEvent }
  | {
      readonly kind: 'series'
      readonly stored: StoredEvent
      readonly key: string
      readonly scope: Scope
      readonly zone: string
    }

async function targetOf(ctx: Ctx, tx: Tx, actor: Actor, part: Part): Promise<Target> {
  const stored = (await findEvent(tx, actor.user_id, part.id, true)) ?? refuse(notFound)
  if (part.version !== null && part.version !== stored.version) return refuse(staleVersion)
  if (stored.event.recurrence === null) return { kind: 'whole', stored }
  if (part.scope === undefined) return refuseField(scopeNeeded, 'scope')
  const zone = await zoneOf(ctx, tx, actor.user_id)
  if (part.recurrence_id === undefined) {
    if (part.scope !== 'all') return refuseField(scopeNeeded, 'recurrence_id')
    return { kind: 'whole', stored }
  }
  const instance = instanceAt(ctx, stored, part.recurrence_id, zone)
  if (instance === null) return refuseField(unknownInstance, 'recurrence_id')
  return { kind: 'series', stored, key: instance.key, scope: part.scope, zone }
}

/** Changes an event, or a series from one of its dates on. */
export async function update(
  ctx: Ctx,
  actor: Actor,
  { part, patch }: { part: Part; patch: EventPatch },
  side: CalendarSide,
): Promise<WithUndo> {
  return ctx.db.as(actor, async (tx) => {
    const target = await targetOf(ctx, tx, actor, { ...part, version: part.version ?? patch.version ?? null })
    const { stored } = target
    const change = await changeOf(ctx, tx, actor, target, patch)
    const [first, ...more] = after(target, change, `${ctx.id()}@career-copilot`)
    if (first === undefined) return refuse(notFound)
    await checkApplication(tx, actor, patch.application_id ?? null)
    const application_id = patch.application_id === undefined ? stored.application_id : patch.application_id
    const now = ctx.clock.iso()
    const invites = patch.send_invitations ?? stored.invites
    const split = more.map((event) => ({
      id: ctx.id(),
      event,
      application_id,
      interview_id: null,
      edited_at: now,
      invites,
    }))
    const ids = [stored.id, ...split.map(({ id }) => id)]
    const record = { ...written(actor, ids), kind: 'event_changed', label: `“${stored.event.title}” changed` }
    const { undo_id } = await recorded(ctx, tx, record, async () => {
      await changeEvent(tx, actor.user_id, stored.id, { event: first, application_id, edited_at: now, invites }, now)
      await insertEvents(tx, actor.user_id, split, { now })
    })
    await placeBeside(ctx, tx, actor, { stored, split }, side)
    await side.tell(ctx, tx, actor.user_id, ids)
    const goes = split[0]?.id ?? stored.id
    const fresh = (await findEvent(tx, actor.user_id, goes, false)) ?? refuse(notFound)
    const key = target.kind === 'series' && target.scope === 'this' ? target.key : null
    return { ...(await present(ctx, tx, actor, { stored: fresh, key }, side)), undo_id }
  })
}

/** The second half of a series lies where the first one does. */
async function placeBeside(
  ctx: Ctx,
  tx: Tx,
  actor: Actor,
  { stored, split }: { stored: StoredEvent; split: readonly { id: string; event: CalendarEvent }[] },
  side: CalendarSide,
): Promise<void> {
  if (split.length === 0) return
  const lies = (await side.standings(tx, actor.user_id, [stored.id])).get(stored.id) ?? []
  for (const { id, event } of split)
    for (const { calendar_id } of lies)
      if (await side.takes(tx, actor.user_id, calendar_id))
        await side.place(ctx, tx, { user_id: actor.user_id, event_id: id, event, calendar_id })
}

async function changeOf(ctx: Ctx, tx: Tx, actor: Actor, target: Target, patch: EventPatch): Promise<EventChange> {
  const { event } = target.stored
  const zone = target.kind === 'series' ? target.zone : await zoneOf(ctx, tx, actor.user_id)
  const instance = target.kind === 'series' ? instanceAt(ctx, target.stored, target.key, zone) : null
  const shown = instance === null ? shownWhole(event, zone) : shownInstance(event, instance)
  const when = good(whenWritten(patch, { ...shown, when: instance?.when ?? event.when }, zone))
  const rrule = good(ruleWritten(patch.recurrence))
  const said = instance === null ? event : detailsAt(event, instance.key)
  return {
    details: detailsWritten(patch, said),
    ...(when === null ? {} : { when }),
    ...(rrule === undefined ? {} : { rrule }),
  }
}

/** The event after an edit; two where a series was cut. */
function after(target: Target, change: EventChange, newUid: string): readonly CalendarEvent[] {
  const { event } = target.stored
  if (target.kind === 'series' && target.scope === 'this') return [editThis(event, target.key, change)]
  if (target.kind === 'series' && target.scope === 'following') {
    return edited(editFollowing(event, target.key, change, newUid))
  }
  if (target.kind === 'series') return edited(editAll(event, target.key, change))
  return edited(whole(event, change))
}

/** Without a date to go by, the series is changed as seen from its start. */
function whole(event: CalendarEvent, change: EventChange): Edited {
  if (event.recurrence !== null)
    return editAll(event, keyAt(event.when, wallStart(event.when), clockOf(event.when, event.custom_zones)), change)
  const changed = editThis(event, '', change)
  const recurrence = change.rrule == null ? null : { rrule: change.rrule, rdates: [], exdates: [] }
  return { kind: 'edited', events: [{ ...changed, recurrence }] }
}

function edited(result: Edited): readonly CalendarEvent[] {
  if (result.kind === 'rule_in_the_way') return refuseField(ruleInTheWay, 'recurrence')
  if (result.kind === 'too_long') return refuse(seriesTooLong)
  return result.events
}

/** Deletes an event, or some dates of a series. */
export async function remove(
  ctx: Ctx,
  actor: Actor,
  part: Part,
  side: CalendarSide,
): Promise<{ id: string; undo_id: string | null }> {
  return ctx.db.as(actor, async (tx) => {
    const target = await targetOf(ctx, tx, actor, part)
    const { stored } = target
    const left = leftOf(target)
    if (left === 'too_long') return refuse(seriesTooLong)
    const now = ctx.clock.iso()
    const change = { ...written(actor, [stored.id]), kind: 'event_deleted', label: `“${stored.event.title}” deleted` }
    const { undo_id } = await recorded(ctx, tx, change, () =>
      left === null
        ? deleteEvents(tx, actor.user_id, [stored.id], { by: 'person', at: now })
        : changeEvent(tx, actor.user_id, stored.id, { event: left, edited_at: now }, now),
    )
    await side.tell(ctx, tx, actor.user_id, [stored.id])
    return { id: stored.id, undo_id }
  })
}

function leftOf(target: Target): CalendarEvent | null | 'too_long' {
  if (target.kind === 'whole' || target.scope === 'all') return null
  const { event } = target.stored
  return target.scope === 'this' ? removeThis(event, target.key) : removeFollowing(event, target.key)
}

const written = (actor: Actor, ids: readonly string[]) => ({
  user_id: actor.user_id,
  scope: [{ table: 'calendar_events', column: 'id', ids }] as const,
})

/** What was written, or a refusal that names the field. */
function good<T>(read: Read<T>): T {
  if (read.kind === 'read') return read.value
  const { field, message } = read.problem
  return refuse(invalidEvent, { field_errors: [{ field, code: invalidEvent.code, message }] })
}
