import { z } from 'zod'
import { CalendarProvider } from './calendar-connections.ts'
import { endpoint, notFound, refusal } from './endpoint.ts'
import { Id, Instant, PageQuery, pageOf } from './wire.ts'

const base = { tag: 'Calendar', access: 'user' } as const
const params = z.object({ id: Id })

export const conflictSettled = refusal(
  'conflict_settled',
  409,
  'There is nothing to decide any more. Both sides agree by now, or something else is asked. Load it again.',
)
export const cannotUndo = refusal(
  'cannot_undo',
  409,
  'This was brought by the calendar, which still has it. Deleting the event here deletes it there as well; to keep it out of here alone, change what the calendar lets in (its colours, categories, private events).',
)
export const undoneAlready = refusal('undone_already', 409, 'This was taken back already.')

/** One field that both sides changed, each to something else. */
const Field = z.object({
  /** Names it in an answer: `title`, or `@<original start>/title` for one date of a series. */
  path: z.string().meta({ example: 'title' }),
  field: z.string().meta({ example: 'title' }),
  /** The original start of the date of a series; empty: the event itself. */
  key: z.string().meta({ example: '' }),
  base: z.unknown(),
  mine: z.unknown(),
  theirs: z.unknown(),
})

/** Something that only a person can decide. */
export const CalendarConflict = z.object({
  id: Id,
  /** `edit_vs_delete`: it was changed here and deleted there. `delete_vs_edit`: the other way round. */
  kind: z.enum(['fields', 'edit_vs_delete', 'delete_vs_edit']),
  calendar_id: Id,
  calendar_name: z.string(),
  provider: CalendarProvider,
  event_id: Id.nullable(),
  title: z.string(),
  /** When it is, as it is here; of a series, its first date. Null: nobody knows any more. */
  when: z.record(z.string(), z.unknown()).nullable(),
  fields: z.array(Field),
  since: Instant,
})
export type CalendarConflict = z.infer<typeof CalendarConflict>

const Choice = z.union([
  z.object({ path: z.string().min(1).max(200), take: z.enum(['mine', 'theirs']) }),
  z.object({ path: z.string().min(1).max(200), value: z.unknown() }),
])

/** Field by field, or whether the event stays. */
export const Resolution = z.union([
  z
    .object({ fields: z.array(Choice).min(1).max(200) })
    .meta({ example: { fields: [{ path: 'title', take: 'mine' }] } }),
  z.object({ event: z.enum(['keep', 'delete']) }),
  /** All fields for one side; where one side deleted: `mine` keeps what is here, deleted or not. */
  z.object({ side: z.enum(['mine', 'theirs']) }),
])
export type Resolution = z.infer<typeof Resolution>

export const listConflicts = endpoint({
  ...base,
  method: 'GET',
  path: '/calendar/conflicts',
  summary: 'What both sides of your calendars changed differently, oldest first',
  description: '`total` counts all that are open, on every page.',
  query: PageQuery.extend({ calendar_id: Id.optional() }),
  response: pageOf(CalendarConflict),
})

export const resolveConflict = endpoint({
  ...base,
  method: 'POST',
  path: '/calendar/conflicts/:id/resolve',
  summary: 'Decide a conflict',
  description: 'Fields that are not named stay open.',
  params,
  body: Resolution,
  refusals: [notFound, conflictSettled],
})

export const resolveConflicts = endpoint({
  ...base,
  method: 'POST',
  path: '/calendar/conflicts/resolve',
  summary: 'Decide many conflicts at once, all for one side',
  description: 'Those that are settled by now are left as they are.',
  body: z.object({ ids: z.array(Id).min(1).max(200), side: z.enum(['mine', 'theirs']) }),
  response: z.object({ resolved: z.int() }),
})

/** Something that sync changed here. */
export const JournalLine = z.object({
  id: Id,
  calendar_id: Id,
  calendar_name: z.string(),
  attempt_id: Id.nullable(),
  event_id: Id.nullable(),
  /** Why: `import`, `pull`, `merge`, `deleted_there`, `withdrawn` … */
  verdict: z.string().meta({ example: 'pull' }),
  title: z.string(),
  /** What the event said; null where there was none, or is none any more. */
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  can_undo: z.boolean(),
  at: Instant,
  undone_at: Instant.nullable(),
})
export type JournalLine = z.infer<typeof JournalLine>

export const listJournal = endpoint({
  ...base,
  method: 'GET',
  path: '/calendar/journal',
  summary: 'What sync changed here, latest first',
  description: 'Kept for 30 days.',
  query: PageQuery.extend({ calendar_id: Id.optional(), event_id: Id.optional() }),
  response: pageOf(JournalLine),
})

export const undoJournalLine = endpoint({
  ...base,
  method: 'POST',
  path: '/calendar/journal/:id/undo',
  summary: 'Take back what sync changed',
  description: 'The event says again what it said before, here and then in its calendars; one that went comes back.',
  params,
  refusals: [notFound, cannotUndo, undoneAlready],
})
