import type { Actor } from '#platform/actor.ts'
import type { Tx } from '#platform/db/db.ts'
import { waitScoring } from './matching.ts'
import type { PostingRow } from './tables.ts'

export type { Condition } from './condition.ts'
export type { Viewer } from './filters.ts'
export {
  basisOf,
  bestMatches,
  enqueueMatching,
  makeJobs,
  matchNewOf,
  profileChanged,
  rematchOf,
  renewalOf,
  waitScoring,
} from './matching.ts'
export type { BestMatch, Brought } from './matching.ts'
export { keepNew } from './import-list.ts'
export { presentItem, sourceName } from './present.ts'
export { feedOf, listPostings, listSaved, matchProfile, viewerOf } from './read.ts'
export type { ApplicationsOf } from './read.ts'
export { postingRoutes } from './routes.ts'
export { keepTerms } from './spelling.ts'
export { preferIndexes } from './newest.ts'
export { hasWords } from './text-search.ts'
export { findState, leaveUnseen, markPostings, markTracked } from './state.ts'
export { closeExpired, forgetSource, subscribersOf, subscriptionsOf, switchSource, yieldsOf } from './subscriptions.ts'
export type { BoardCtx, PostingRow, PostingSourceRow } from './tables.ts'
export {
  UNJOINED,
  contentOf,
  insertOpenings,
  insertPostings,
  joinSources,
  updatePostings,
  updateStanding,
  upsertSourceTexts,
  upsertSources,
} from './write.ts'
export type { NewPosting, OpeningColumns } from './write.ts'

/** Removes a person's sample postings for good; gives which. */
export async function deleteSamplePostings(tx: Tx, user_id: string): Promise<string[]> {
  await waitScoring(tx, user_id)
  const gone = await tx
    .deleteFrom('postings')
    .where('owner_user_id', '=', user_id)
    .where('is_sample', '=', true)
    .returning('id')
    .execute()
  return gone.map((row) => row.id)
}

/** A posting that the person may see, as other slices need it; null when there is none. */
export async function readPosting(tx: Tx, actor: Pick<Actor, 'user_id'>, id: string): Promise<PostingRow | null> {
  const row = await tx
    .selectFrom('postings')
    .selectAll()
    .where('id', '=', id)
    .where((eb) => eb.or([eb('owner_user_id', 'is', null), eb('owner_user_id', '=', actor.user_id)]))
    .executeTakeFirst()
  return row ?? null
}

/** The postings that a person wrote down of one company. */
export async function ownOfCompany(tx: Tx, user_id: string, company_norm: string): Promise<PostingRow[]> {
  return tx
    .selectFrom('postings')
    .selectAll()
    .where('owner_user_id', '=', user_id)
    .where('company_norm', '=', company_norm)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
}
