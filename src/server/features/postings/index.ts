import type { Actor } from '#platform/actor.ts'
import type { Tx } from '#platform/db/db.ts'
import type { PostingRow } from './tables.ts'

export { ingestPage, markAbsent } from './ingest.ts'
export type { IngestSource, Ingested } from './ingest.ts'
export { enqueueMatching, jobs, matchNewOf, profileChanged } from './matching.ts'
export { listSaved } from './read.ts'
export type { ApplicationsOf } from './read.ts'
export { postingRoutes } from './routes.ts'
export { keepStamps, keepStanding, keptOf } from './second-calls.ts'
export { markTracked } from './state.ts'
export { closeExpired, forgetSource, subscribersOf, subscriptionsOf, switchSource, yieldsOf } from './subscriptions.ts'
export type { BoardCtx } from './tables.ts'
export { contentOf, fingerprint, insertPostings, storable } from './write.ts'
export type { NewPosting } from './write.ts'

/** Removes a person's sample postings for good. */
export async function deleteSamplePostings(tx: Tx, user_id: string): Promise<void> {
  await tx.deleteFrom('postings').where('owner_user_id', '=', user_id).where('is_sample', '=', true).execute()
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
