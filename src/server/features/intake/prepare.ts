import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Places } from '#domain/places/gazetteer.ts'
import { located } from '#domain/places/locate.ts'
import { identityOf } from '#domain/postings/identity.ts'
import type { Identity } from '#domain/postings/identity.ts'
import type { FeedPosting } from '#domain/postings/feed-posting.ts'
import { toFeedPosting } from '#domain/postings/normalise.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import { printOf } from './recognise.ts'
import { fingerprint, storable } from '#features/postings/index.ts'
import type { BoardCtx } from '#features/postings/index.ts'

/** A source's posting on its way into the feed. */
export interface Draft {
  readonly item: JobPosting
  readonly hash: string
  /** What the feed keeps of it; worked out once. */
  readonly made: () => Made
}
export type Made = { readonly identity: Identity; readonly posting: FeedPosting } & ReturnType<typeof printOf>

/** A page of a source as drafts; of several that carry one id the last counts. */
export function draftsOf(places: Places, items: readonly JobPosting[]): Draft[] {
  return [...new Map(items.map(storable).map((item) => [item.external_id, draftOf(places, item)])).values()]
}

/**
 * Drafts of a page, with all that can be known of them without a transaction: so one page is worked out while the one
 * before it is written. What is known already and did not change is left alone. Others get their turn in between.
 */
export async function prepare(ctx: BoardCtx, source_id: string, items: readonly JobPosting[]): Promise<Draft[]> {
  const drafts = draftsOf(ctx.places, items)
  const known = await ctx.db.asSystem('see what changed on a page', (tx) =>
    tx
      .selectFrom('posting_sources')
      .select(['external_id', 'content_hash'])
      .where('source_id', '=', source_id)
      .where('owner_user_id', 'is', null)
      .where('external_id', 'in', ['', ...drafts.map(({ item }) => item.external_id)])
      .execute(),
  )
  const hashes = new Map(known.map((row) => [row.external_id, row.content_hash]))
  for (const draft of drafts) {
    if (hashes.get(draft.item.external_id) === draft.hash) continue
    draft.made()
    await nextTurn()
  }
  return drafts
}

function draftOf(places: Places, item: JobPosting): Draft {
  let made: Made | null = null
  return {
    item,
    hash: fingerprint(item),
    made: () => {
      if (made === null) {
        const posting = located(places, toFeedPosting(item))
        made = { identity: identityOf(item), posting, ...printOf(posting) }
      }
      return made
    },
  }
}
