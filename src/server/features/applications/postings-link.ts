import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { readPosting as readWhole } from '#features/postings/index.ts'
import type { ApplicationRow } from './tables.ts'

export { markTracked } from '#features/postings/index.ts'

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
export async function readPosting(_ctx: Ctx, tx: Tx, actor: Actor, posting_id: string): Promise<PostingBrief | null> {
  const posting = await readWhole(tx, actor, posting_id)
  if (posting === null) return null
  const { title, company, salary_min, salary_max, salary_currency, salary_period } = posting
  const stated = salary_currency !== null
  return {
    title,
    company,
    location:
      posting.locations
        .map((location) => location.raw)
        .join(' / ')
        .slice(0, 300) || null,
    url: posting.apply_url ?? posting.source_url,
    source: posting.source_ids[0] ?? null,
    salary_min: stated ? salary_min : null,
    salary_max: stated ? salary_max : null,
    salary_currency: stated ? salary_currency : null,
    salary_period,
  }
}

/** Where a person's applications for postings stand, by posting. */
export async function applicationsOf(
  tx: Tx,
  user_id: string,
  posting_ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<ApplicationRow, 'id' | 'status'>>> {
  if (posting_ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('applications')
    .select(['id', 'status', 'posting_id'])
    .where('user_id', '=', user_id)
    .where('posting_id', 'in', posting_ids)
    .where('deleted_at', 'is', null)
    .execute()
  return new Map(rows.map(({ posting_id, ...standing }) => [posting_id ?? '', standing]))
}

/** Lets go of postings that are gone; what applications took over from them stays. */
export async function leavePostings(tx: Tx, user_id: string, posting_ids: readonly string[]): Promise<void> {
  if (posting_ids.length === 0) return
  await tx
    .updateTable('applications')
    .set({ posting_id: null })
    .where('user_id', '=', user_id)
    .where((eb) => eb('posting_id', '=', eb.fn.any(eb.val([...posting_ids]))))
    .execute()
}
