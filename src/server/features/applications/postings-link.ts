import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import type { ApplicationRow } from './tables.ts'

/** What an application takes over from its posting, so that it stays readable when the posting is gone. */
export type PostingBrief = Pick<
  ApplicationRow,
  | 'title'
  | 'company'
  | 'location'
  | 'url'
  | 'source'
  | 'salary_min'
  | 'salary_max'
  | 'salary_currency'
  | 'salary_period'
>

/** A posting that the person may see, or null. */
export async function readPosting(
  _ctx: Ctx,
  _tx: Tx,
  _actor: Actor,
  _posting_id: string,
): Promise<PostingBrief | null> {
  return null
}

/** Marks a posting as applied to since `applied_at`, or takes the mark away (null). */
export async function markApplied(
  _ctx: Ctx,
  _tx: Tx,
  _mark: { user_id: string; posting_id: string; applied_at: string | null },
): Promise<void> {}
