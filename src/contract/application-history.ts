import { z } from 'zod'
import { Application, ApplicationFilter, Consequence, inFuture, tooLongAgo } from './applications.ts'
import { endpoint, invalidCursor, notFound, refusal } from './endpoint.ts'
import { Status } from './stages.ts'
import { Id, Instant, OptionalText, PageQuery, pageOf } from './wire.ts'

/** One row of the history. `from` is what the row before it says; the first row, the creation, has none. */
export const HistoryEntry = z.object({
  id: Id,
  from: Status.nullable().meta({ example: 'interested' }),
  to: Status,
  from_stage_id: Id.nullable(),
  to_stage_id: Id.nullable(),
  /** When it happened. */
  at: Instant,
  /** When it was written down; later than `at` for a backdated row. */
  recorded_at: Instant,
  backdated: z.boolean(),
  /** When its date or note was last corrected. */
  corrected_at: Instant.nullable(),
  /** The person who did it. Null: the system (sample data, an import). */
  by: Id.nullable(),
  note: z.string().nullable(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

export const orderConflict = refusal(
  'order_conflict',
  422,
  'The entries of a history keep their order, and this date would change it.',
)
export const creationStays = refusal(
  'creation_stays',
  409,
  'The first entry is the creation of the application. Delete the application instead.',
)
const params = z.object({ id: Id })
const withUndo = { undo_id: Id.nullable() }
const base = { tag: 'Applications', access: 'user' } as const

export const listHistory = endpoint({
  ...base,
  method: 'GET',
  path: '/applications/:id/history',
  summary: 'The history of an application, oldest first',
  params,
  response: z.object({ items: z.array(HistoryEntry) }),
  refusals: [notFound],
})

export const correctHistory = endpoint({
  ...base,
  method: 'PATCH',
  path: '/applications/:id/history/:entry_id',
  summary: 'Correct the date or the note of a history entry',
  description:
    'Entries keep their order: with `order_conflict`, `details.not_before` and `details.not_after` say which dates are possible (null: no bound).',
  params: z.object({ id: Id, entry_id: Id }),
  body: z.object({ at: Instant.optional(), note: OptionalText(10_000).optional() }),
  response: z.object({
    items: z.array(HistoryEntry),
    application: Application,
    consequences: z.array(Consequence),
    ...withUndo,
  }),
  refusals: [notFound, inFuture, tooLongAgo, orderConflict],
})

export const deleteHistory = endpoint({
  ...base,
  method: 'DELETE',
  path: '/applications/:id/history/:entry_id',
  summary: 'Remove a history entry that never happened',
  description:
    'Where the entries beside it then say the same, the later one goes too. The status is what the latest entry says.',
  params: z.object({ id: Id, entry_id: Id }),
  status: 200,
  response: z.object({
    items: z.array(HistoryEntry),
    application: Application,
    consequences: z.array(Consequence),
    ...withUndo,
  }),
  refusals: [notFound, creationStays],
})

/** One thing of an application's story, newest first in the timeline. */
export const TimelineItem = z.object({
  id: Id,
  kind: z.enum(['status', 'note', 'interview', 'interaction', 'offer', 'reminder']),
  at: Instant,
  title: z.string(),
  text: z.string().nullable(),
  status: Status.nullable(),
  from: Status.nullable(),
  /** The name of the own stage that it came from. */
  from_name: z.string().nullable(),
  by: Id.nullable(),
  recorded_at: Instant,
  backdated: z.boolean(),
})
export type TimelineItem = z.infer<typeof TimelineItem>

export const readTimeline = endpoint({
  ...base,
  method: 'GET',
  path: '/applications/:id/timeline',
  summary: 'Everything that happened with an application, newest first',
  params,
  response: z.object({ items: z.array(TimelineItem) }),
  refusals: [notFound],
})

/** An application with where it stood and since when, for a view over time. */
export const ApplicationStays = z.object({
  id: Id,
  company: z.string(),
  title: z.string(),
  status: Status,
  stays: z.array(z.object({ status: Status, stage_id: Id.nullable(), from: Instant, to: Instant.nullable() })),
})
export type ApplicationStays = z.infer<typeof ApplicationStays>

export const listStays = endpoint({
  ...base,
  method: 'GET',
  path: '/applications/stays',
  summary: 'Your applications over time: where each stood from when to when',
  description: 'The latest change first. `to` is null for where it stands now.',
  query: PageQuery.extend(ApplicationFilter.shape),
  response: pageOf(ApplicationStays),
  refusals: [invalidCursor],
})
