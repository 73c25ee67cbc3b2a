import { sql } from 'kysely'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import type { Decision, Verdict } from '#domain/calendar/sync/decide.ts'
import { isBack } from '#domain/calendar/sync/link.ts'
import type { Link, LocalSide, SyncPolicy } from '#domain/calendar/sync/link.ts'
import { stableText } from '#domain/calendar/sync/value.ts'
import { nextWrite } from '#domain/calendar/sync/write.ts'
import type { Tx } from '#platform/db/db.ts'
import { storeBySync } from '#features/calendar-events/index.ts'
import type { EventsBySync } from '#features/calendar-events/index.ts'
import { calendarsOf, saveLinks } from './links.ts'
import type { LinkChange, StoredLink } from './links.ts'
import type { Sides } from './sides.ts'
import { Overtaken } from './tables.ts'
import type { SyncCtx } from './tables.ts'

/** A decision about a link as it was read. */
export interface StoredStep {
  readonly was: StoredLink | null
  readonly decision: Decision
}

/** For which calendar, under which rules, and in which run. */
export interface Carrying {
  readonly calendar: { readonly id: string; readonly user_id: string }
  readonly policy: SyncPolicy
  readonly attempt_id: string | null
}

/** What came of it here. */
export interface Happened {
  readonly imported: number
  readonly changed: number
  readonly deleted: number
  /** Questions that are new. */
  readonly conflicts: number
  /** Other calendars that have something to tell now. */
  readonly to_tell: readonly string[]
}

/** One decision, with the ids that it needs, and our event before and after it. */
interface Planned {
  readonly id: string
  readonly was: StoredLink | null
  readonly decision: Decision
  readonly link: Link | null
  readonly before: LocalSide | null
  readonly after: LocalSide
  readonly version: number | null
  readonly invites: boolean
}

const QUESTIONS: ReadonlySet<string | undefined> = new Set(['fields', 'edit_vs_delete', 'delete_vs_edit'])

/**
 * Stores what was decided, as a part of the caller's transaction: our events first, then the links, each kind of change in
 * one statement. What did not change is not written.
 */
export async function carryOut(
  ctx: SyncCtx,
  tx: Tx,
  { calendar, policy, attempt_id }: Carrying,
  steps: readonly StoredStep[],
  sides: Sides,
): Promise<Happened> {
  const planned = steps.map((step) => plan(ctx, step, sides))
  const changes: EventsBySync = {
    put: planned.flatMap(({ id, decision: { event }, version }) =>
      event.do === 'make' || (event.do === 'put' && version !== null) ? [{ id, event: event.event, version }] : [],
    ),
    deleted: planned.flatMap(({ id, decision: { event }, version }) =>
      event.do === 'delete' && version !== null ? [{ id, by: event.by, version }] : [],
    ),
  }
  const now = ctx.clock.iso()
  if (!(await storeBySync(tx, calendar.user_id, changes, now))) throw new Overtaken()
  await saveLinks(
    tx,
    { ...calendar, newId: ctx.id, now },
    planned.flatMap((one) => linkChanges(one, policy)),
  )
  await addToJournal(ctx, tx, { calendar, attempt_id }, planned.flatMap(journalled))
  const count = (kind: Decision['event']['do']): number =>
    planned.filter(({ decision }) => decision.event.do === kind).length
  const known = [...changes.put.filter(({ version }) => version !== null), ...changes.deleted].map(({ id }) => id)
  return {
    imported: count('make'),
    changed: count('put'),
    deleted: count('delete'),
    conflicts: planned.filter(isNewQuestion).length,
    to_tell: await calendarsOf(tx, known, calendar.id),
  }
}

function plan(ctx: SyncCtx, { was, decision }: StoredStep, sides: Sides): Planned {
  const { event, link } = decision
  // A link of a new event says so by an empty id, whatever the one before it was about.
  const named = link?.event_id ?? was?.link.event_id ?? null
  const id = named === null || named === '' ? ctx.id() : named
  const known = sides.of(named)
  const after = event.do === 'keep' ? (known?.side ?? DELETED) : sideAfter(event, known?.side ?? null)
  const whole = link !== null && event.do === 'make' ? { ...link, event_id: id } : link
  const { version, invites } = known ?? { version: null, invites: false }
  return { id, was, decision, link: whole, before: known?.side ?? null, after, version, invites }
}

const DELETED: LocalSide = { kind: 'deleted', by: 'person', event: null }

/** Our side once that has happened to it. */
export function sideAfter(event: Exclude<Decision['event'], { do: 'keep' }>, before: LocalSide | null): LocalSide {
  if (event.do === 'delete') return { kind: 'deleted', by: event.by, event: before?.event ?? null }
  const { edited, elsewhere } = before?.kind === 'event' ? before : { edited: null, elsewhere: false }
  return { kind: 'event', event: event.event, edited, elsewhere }
}

function linkChanges({ was, decision, link, after, invites }: Planned, policy: SyncPolicy): LinkChange[] {
  const burnt: LinkChange[] =
    decision.burnt === null || decision.burnt.remote_id === null
      ? []
      : [{ was: null, link: decision.burnt, to_tell: false }]
  const same = decision.event.do === 'keep' && sameLink(was?.link ?? null, link)
  if (same) return burnt
  const rules = { ...policy, writes_people: policy.writes_people || invites }
  const to_tell = link !== null && (isBack(link, after) || nextWrite(link, after, rules, '').do !== 'nothing')
  return [{ was, link, to_tell, touched: decision.event.do !== 'keep' }, ...burnt]
}

/** As they are stored: a field that is undefined is not there. */
const sameLink = (one: Link | null, other: Link | null): boolean => stableText(one) === stableText(other)

const isNewQuestion = ({ was, link }: Planned): boolean =>
  QUESTIONS.has(link?.trouble?.kind) && was?.link.trouble?.kind !== link?.trouble?.kind

function journalled({ id, decision, before, after }: Planned): JournalEntry[] {
  if (decision.event.do === 'keep') return []
  const was = before?.kind === 'event' ? before.event : null
  const is = after.kind === 'event' ? after.event : null
  // Of what a filter takes away nothing is kept.
  const kept: CalendarEvent | null = decision.verdict === 'withdrawn' ? null : was
  const title = (is ?? kept)?.title ?? ''
  return [{ event_id: id, verdict: decision.verdict, title, before: kept, after: is }]
}

/** One thing that sync changed here. */
interface JournalEntry {
  readonly event_id: string
  readonly verdict: Verdict
  readonly title: string
  readonly before: CalendarEvent | null
  readonly after: CalendarEvent | null
}

async function addToJournal(
  ctx: SyncCtx,
  tx: Tx,
  of: { readonly calendar: { readonly id: string; readonly user_id: string }; readonly attempt_id: string | null },
  entries: readonly JournalEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map((entry) => ({ id: ctx.id(), ...entry }))
  await sql`
    INSERT INTO calendar_journal (id, user_id, calendar_id, attempt_id, event_id, verdict, title, before, after, at)
    SELECT x.id, ${of.calendar.user_id}, ${of.calendar.id}, ${of.attempt_id}, x.event_id, x.verdict, x.title, x.before, x.after, ${ctx.clock.iso()}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS x (id uuid, event_id uuid, verdict text, title text, before jsonb, after jsonb)`.execute(tx)
}
