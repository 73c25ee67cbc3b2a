import { z } from 'zod'
import { Application, ApplicationFilter, Similar, move } from './applications.ts'
import { endpoint, invalidCursor } from './endpoint.ts'
import { Stage, Status, stageOfOtherStatus, unknownStage } from './stages.ts'
import { Id } from './wire.ts'

const withUndo = { undo_id: Id.nullable() }
const base = { tag: 'Applications', access: 'user' } as const

export const BoardColumn = Stage.omit({ version: true }).extend({
  items: z.array(Application),
  next_cursor: z.string().nullable(),
})
export type BoardColumn = z.infer<typeof BoardColumn>

export const readBoard = endpoint({
  ...base,
  method: 'GET',
  path: '/applications/board',
  summary: 'The board: columns with their counts and first cards',
  description: 'With `column` (a `key`) and `cursor`, the next cards of one column.',
  query: ApplicationFilter.omit({ status: true, stage_id: true }).extend({
    column: z.string().max(64).optional(),
    cursor: z.string().max(1000).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  response: z.object({ columns: z.array(BoardColumn), total: z.int() }),
  refusals: [invalidCursor, unknownStage],
})

export const readSummary = endpoint({
  ...base,
  method: 'GET',
  path: '/applications/summary',
  summary: 'Counts, and what needs attention',
  description: '`by_status` counts all that are not archived; the lists hold those that are still open.',
  query: z.object({
    days: z.coerce.number().int().min(1).max(60).default(7),
    silent_days: z.coerce.number().int().min(1).max(365).default(14),
  }),
  response: z.object({
    total: z.int(),
    by_status: z.array(z.object({ status: Status, count: z.int() })),
    /** Next actions that are late or come within `days`. */
    due: z.array(Application),
    /** Interviews that start within `days`. */
    interviews: z.array(Application),
    /** Applied, and no reply for at least `silent_days`. */
    silent: z.array(Application),
    /** Offers that wait for an answer. */
    offers: z.array(Application),
    /** Days from applying to the first reply, over your own history. Null under eight replies. */
    reply_days: z.object({ n: z.int(), median: z.number(), p90: z.number() }).nullable(),
  }),
})

export const findSimilar = endpoint({
  ...base,
  method: 'GET',
  path: '/applications/similar',
  summary: 'Would this be a second application?',
  description: 'By `job_id`, or by `company` and `title`. Warns, never refuses.',
  query: z.object({
    company: z.string().max(300).optional(),
    title: z.string().max(300).optional(),
    job_id: Id.optional(),
  }),
  response: z.object({ items: z.array(Similar) }),
})

export const bulkChange = endpoint({
  ...base,
  method: 'POST',
  path: '/applications/bulk',
  summary: 'Change many applications at once',
  description: 'One transaction; each item says for itself whether it was changed. One `undo_id` takes all of it back.',
  body: z.discriminatedUnion('action', [
    z
      .object({ action: z.literal('move'), ids: z.array(Id).min(1).max(1000), ...move })
      .refine((value) => [value.status, value.stage_id, value.status_at].some((one) => one !== undefined), {
        path: ['status'],
        message: 'Say where to: send a status, a stage_id or a status_at.',
      }),
    z.object({ action: z.literal('delete'), ids: z.array(Id).min(1).max(1000) }),
    z.object({ action: z.literal('archive'), ids: z.array(Id).min(1).max(1000) }),
    z.object({ action: z.literal('unarchive'), ids: z.array(Id).min(1).max(1000) }),
  ]),
  response: z.object({
    results: z.array(
      z.object({
        id: Id,
        ok: z.boolean(),
        code: z.string().nullable().meta({ example: null }),
        message: z.string().nullable().meta({ example: null }),
      }),
    ),
    changed: z.int(),
    failed: z.int(),
    ...withUndo,
  }),
  refusals: [unknownStage, stageOfOtherStatus],
})
