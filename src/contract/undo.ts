import { z } from 'zod'
import { endpoint, invalidCursor, notFound, refusal } from './endpoint.ts'
import { Id, Instant, PageQuery, pageOf } from './wire.ts'

/** Days for which a change can be undone. */
export const UNDO_DAYS = 30

/** A change that can be taken back. */
export const UndoEntry = z.object({
  id: Id,
  /** What was done, in words: "Kessler Medizintechnik moved to Interview". */
  label: z.string(),
  kind: z.string().meta({ example: 'move' }),
  created_at: Instant,
  expires_at: Instant,
  undone_at: Instant.nullable(),
  application_ids: z.array(Id),
})
export type UndoEntry = z.infer<typeof UndoEntry>

export const alreadyUndone = refusal('already_undone', 409, 'This change was undone before.')
export const changedSince = refusal(
  'changed_since',
  409,
  'This was changed again afterwards. Undo the later change first; nothing was touched.',
)
export const undoBlocked = refusal(
  'undo_blocked',
  409,
  'This cannot come back: something newer stands in its place, or what it belonged to is gone. Nothing was touched.',
)
export const undoExpired = refusal('undo_expired', 410, 'A change can be undone for 30 days. This one is older.')

export const listUndo = endpoint({
  method: 'GET',
  path: '/undo',
  summary: 'Changes that can be undone',
  description: 'The latest first, for 30 days.',
  tag: 'Applications',
  access: 'user',
  query: PageQuery,
  response: pageOf(UndoEntry),
  refusals: [invalidCursor],
})

export const undoChange = endpoint({
  method: 'POST',
  path: '/undo/:id',
  summary: 'Undo a change',
  description:
    'Puts back what the change altered, wholly or not at all. The answer carries the `undo_id` that takes the undoing back.',
  tag: 'Applications',
  access: 'user',
  params: z.object({ id: Id }),
  response: z.object({ undone: UndoEntry, undo_id: Id.nullable() }),
  refusals: [notFound, alreadyUndone, changedSince, undoBlocked, undoExpired],
})
