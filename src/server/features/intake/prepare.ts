import type { Places } from '#domain/places/gazetteer.ts'
import { located } from '#domain/places/locate.ts'
import { identityOf } from '#domain/postings/identity.ts'
import type { Identity } from '#domain/postings/identity.ts'
import type { FeedPosting } from '#domain/postings/feed-posting.ts'
import { toFeedPosting } from '#domain/postings/normalise.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import { changedOf } from './known.ts'
import { printOf } from './recognise.ts'
import type { Print } from './recognise.ts'
import { othersEvery } from './turn.ts'
import { fingerprint, storable } from '#features/postings/index.ts'
import type { BoardCtx } from '#features/postings/index.ts'

/** Whoever writes the page before this one goes first, or else the database waits. A turn for each posting costs a tenth. */
const HELD_MS = 1

/** A source's posting on its way into the feed. */
export interface Draft {
  readonly item: Pick<JobPosting, 'external_id' | 'source_url' | 'apply_url' | 'closed'>
  readonly hash: string
  /** What the feed keeps of it; worked out once. */
  readonly made: () => Made
}
export type Made = { readonly identity: Identity; readonly posting: FeedPosting } & Print

/**
 * Drafts of a page, with all that can be known of them without a transaction: so one page is worked out while the one
 * before it is written. What is known already and did not change is left alone. Others get their turn in between.
 */
export async function prepare(ctx: BoardCtx, source_id: string, items: readonly JobPosting[]): Promise<Draft[]> {
  const drafts = draftsOf(ctx.places, items)
  const changed = await ctx.db.asSystem('see what changed on a page', (tx) => changedOf(tx, source_id, drafts))
  const others = othersEvery(HELD_MS, ctx.clock)
  for (const { draft } of changed) {
    draft.made()
    await others()
  }
  return drafts
}

/** Of several that carry one id the last counts. */
function draftsOf(places: Places, items: readonly JobPosting[]): Draft[] {
  const drafts = items.map((item) => draftOf(places, item))
  return [...new Map(drafts.map((draft) => [draft.item.external_id, draft])).values()]
}

function draftOf(places: Places, given: JobPosting): Draft {
  const told = toldOf(given)
  const item = storable(told) === told ? given : storable(given)
  let made: Made | null = null
  return {
    item,
    hash: fingerprint(item === given ? told : toldOf(item)),
    made: () => {
      if (made === null) {
        const posting = storable(located(places, toFeedPosting(item)))
        made = { identity: identityOf(item), posting, ...printOf(posting) }
      }
      return made
    },
  }
}

/** What a source told of a posting; of its description the hash, where there is one. */
function toldOf(item: JobPosting): unknown {
  if (item.description_hash === null) return item
  // One by one: taking the item apart would have its description read.
  const names = Object.keys(item).filter((name) => name !== 'description_html' && name !== 'description_text')
  return Object.fromEntries(names.map((name): [string, unknown] => [name, Reflect.get(item, name)]))
}
