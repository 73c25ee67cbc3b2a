import type { SearchFilter } from '#contract/saved-searches.ts'
import type { Tx } from '#platform/db/db.ts'
import { RefusedError } from '#platform/errors.ts'
import { feedOf, hasWords, preferIndexes } from '#features/postings/index.ts'
import type { BoardCtx, Viewer } from '#features/postings/index.ts'
import type { Found } from './store.ts'

/**
 * What a stored filter finds; null when its place is no certain town any more, since the list of towns changed. One such
 * search must not take the others with it.
 */
export async function storedFeed(ctx: BoardCtx, tx: Tx, viewer: Viewer, filter: SearchFilter): Promise<Found | null> {
  try {
    return await feedOf(ctx, tx, viewer, filter)
  } catch (error) {
    if (error instanceof RefusedError) return null
    throw error
  }
}

/** From here on the transaction looks for the words of a filter by their index; without words it looks as it would. */
export async function preferIndexOfWords(tx: Tx, filter: SearchFilter): Promise<void> {
  if (hasWords(filter)) await preferIndexes(tx)
}
