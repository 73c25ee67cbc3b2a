import { z } from 'zod'
import { cannotUndo, conflictSettled, undoneAlready } from '#contract/calendar-conflicts.ts'
import type { CalendarConflict, JournalLine, Resolution } from '#contract/calendar-conflicts.ts'
import type { listConflicts, listJournal } from '#contract/calendar-conflicts.ts'
import { notFound } from '#contract/endpoint.ts'
import { CalendarEvent, When } from '#domain/calendar/event.ts'
import { resolveDelete, resolveFields } from '#domain/calendar/sync/resolve.ts'
import type { FieldChoice } from '#domain/calendar/sync/resolve.ts'
import type { Link } from '#domain/calendar/sync/link.ts'
import type { Actor } from '#platform/actor.ts'
import { RefusedError, refuse } from '#platform/errors.ts'
import { invalidInput } from '#platform/serve/input.ts'
import { decodeCursor, encodeCursor, toPage } from '#platform/serve/cursor.ts'
import { changeEvent } from '#features/calendar-events/index.ts'
import type { CalendarSide } from '#features/calendar-events/index.ts'
import { settle } from '#features/calendar-sync/index.ts'
import type { SettleNow, Sync, SyncCtx } from '#features/calendar-sync/index.ts'
import * as store from './store.ts'
import type { ConflictRow, JournalRow } from './store.ts'

export async function list(
  ctx: SyncCtx,
  actor: Actor,
  { cursor, limit, ...of }: z.output<typeof listConflicts.query>,
): Promise<{ items: CalendarConflict[]; next_cursor: string | null; total: number }> {
  const calendar_id = of.calendar_id ?? null
  const scope = JSON.stringify(['calendar conflicts', calendar_id])
  const after = decodeCursor(ctx.secrets, scope, cursor, z.tuple([z.string(), z.uuid()]))
  const { rows, total } = await ctx.db.as(actor, async (tx) => ({
    rows: await store.conflictsPage(tx, actor.user_id, { calendar_id, after, limit }),
    total: await store.countConflicts(tx, actor.user_id, calendar_id),
  }))
  const page = toPage(rows, limit, ({ id, since }) => encodeCursor(ctx.secrets, scope, [since, id]))
  return { ...page, items: page.items.map(presentConflict), total }
}

const StoredClashes = z
  .array(
    z.object({
      key: z.string(),
      field: z.string(),
      base: z.unknown().default(null),
      mine: z.unknown().default(null),
      theirs: z.unknown().default(null),
    }),
  )
  .nullable()

function presentConflict({ conflicts, when, ...row }: ConflictRow): CalendarConflict {
  const fields = (StoredClashes.parse(conflicts) ?? []).map((clash) => ({ path: pathOf(clash), ...clash }))
  return { ...row, when: When.nullable().parse(when), fields }
}

const pathOf = ({ key, field }: { key: string; field: string }): string => (key === '' ? field : `@${key}/${field}`)

/** Decides one conflict. */
export async function resolve(
  ctx: SyncCtx,
  sync: Sync,
  actor: Actor,
  { id, resolution }: { readonly id: string; readonly resolution: Resolution },
): Promise<void> {
  const settled = await settle(ctx, sync, actor, id, decisionOf(resolution))
  if (settled === null) refuse(notFound)
  if (settled === false) refuse(conflictSettled)
}

/** Decides many for one side; gives how many were decided. One that cannot be as one event keeps none of the others. */
export async function resolveMany(
  ctx: SyncCtx,
  sync: Sync,
  actor: Actor,
  { ids, side }: { readonly ids: readonly string[]; readonly side: 'mine' | 'theirs' },
): Promise<{ resolved: number }> {
  let resolved = 0
  for (const id of new Set(ids)) {
    const settled = await settle(ctx, sync, actor, id, decisionOf({ side })).catch((error: unknown) => {
      if (error instanceof RefusedError) return false
      throw error
    })
    if (settled) resolved += 1
  }
  return { resolved }
}

function decisionOf(resolution: Resolution): SettleNow {
  return (link, local, policy) => {
    const { trouble } = link
    if (link.state !== 'live' || trouble === null) return null
    if (trouble.kind === 'fields') {
      const choices = choicesOf(resolution, trouble.conflicts.map(pathOf))
      return choices === null ? null : checked(() => resolveFields(link, local, choices, policy))
    }
    const choice = deleteChoice(resolution, trouble)
    return choice === null ? null : resolveDelete(link, local, choice, policy)
  }
}

/** Null: what was decided is not what is asked. */
function choicesOf(resolution: Resolution, open: readonly string[]): FieldChoice[] | null {
  if ('side' in resolution) return open.map((path) => ({ path, take: resolution.side }))
  if (!('fields' in resolution) || resolution.fields.some(({ path }) => !open.includes(path))) return null
  return resolution.fields.map((one) =>
    'take' in one ? { path: one.path, take: one.take } : { path: one.path, take: { value: one.value } },
  )
}

/** A value that a person made up may be none for its field. */
function checked<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const isTooMuch = error.issues.every(({ code, path }) => code === 'too_big' && path.length <= 2)
    const message = isTooMuch
      ? 'With this the event would be more than one holds. Take the other side, or a shorter text.'
      : 'This is no value for this field.'
    return refuse(invalidInput, { field_errors: [{ field: 'fields', code: 'invalid_value', message }] })
  }
}

/** `mine` stands for what is here: the event that was changed, or that it was deleted. */
function deleteChoice(resolution: Resolution, trouble: NonNullable<Link['trouble']>): 'keep' | 'delete' | null {
  if (trouble.kind !== 'edit_vs_delete' && trouble.kind !== 'delete_vs_edit') return null
  if ('event' in resolution) return resolution.event
  if (!('side' in resolution)) return null
  return (resolution.side === 'mine') === (trouble.kind === 'edit_vs_delete') ? 'keep' : 'delete'
}

export async function journal(
  ctx: SyncCtx,
  actor: Actor,
  { cursor, limit, ...about }: z.output<typeof listJournal.query>,
): Promise<{ items: JournalLine[]; next_cursor: string | null }> {
  const [calendar_id, event_id] = [about.calendar_id ?? null, about.event_id ?? null]
  const scope = JSON.stringify(['calendar journal', calendar_id, event_id])
  const after = decodeCursor(ctx.secrets, scope, cursor, z.tuple([z.uuid()]))?.[0] ?? null
  const of = { calendar_id, event_id, after, limit }
  const rows = await ctx.db.as(actor, (tx) => store.journalPage(tx, actor.user_id, of))
  const page = toPage(rows, limit, ({ id }) => encodeCursor(ctx.secrets, scope, [id]))
  return { ...page, items: page.items.map(presentLine) }
}

function presentLine(row: JournalRow): JournalLine {
  const Said = CalendarEvent.nullable()
  const can_undo = row.before !== null && row.event_id !== null && row.undone_at === null
  return { ...row, before: Said.parse(row.before), after: Said.parse(row.after), can_undo }
}

/** The event says again what it said before sync changed it, here and then in its calendars; one that went comes back. */
export async function undo(ctx: SyncCtx, side: CalendarSide, actor: Actor, id: string): Promise<void> {
  const { user_id } = actor
  await ctx.db.as(actor, async (tx) => {
    const line = (await store.lockLine(tx, user_id, id)) ?? refuse(notFound)
    const { event_id, calendar_id } = line
    if (line.undone_at !== null) return refuse(undoneAlready)
    if (line.before === null || event_id === null) return refuse(cannotUndo)
    const event = CalendarEvent.parse(line.before)
    const now = ctx.clock.iso()
    await changeEvent(tx, user_id, event_id, { event, edited_at: now }, now)
    const isAlone = !(await store.isLinked(tx, calendar_id, event_id))
    if (isAlone && (await side.takes(tx, user_id, calendar_id)))
      await side.place(ctx, tx, { user_id, event_id, event, calendar_id })
    await side.tell(ctx, tx, user_id, [event_id])
    await store.markUndone(tx, id, now)
  })
}
