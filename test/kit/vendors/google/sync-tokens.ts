import { createHash } from 'node:crypto'
import { refuse } from './answer.ts'

/** What a token stands for: where a listing ended, and what was listed. */
export interface SyncPoint {
  readonly collection: string
  /** Changes after this one are new. */
  readonly seq: number
  /** What was asked for, which a later listing must ask for again (guides/sync). */
  readonly settings: string
  readonly from: number
  readonly to: number
}

/** The rest of a listing that a page token leads to. */
interface Rest {
  readonly collection: string
  readonly asked: string
  readonly rows: readonly unknown[]
  readonly sync: SyncPoint | null
}

const FREE_TO_DIFFER = new Set(['pageToken', 'syncToken', 'maxResults'])

interface Page {
  readonly items: readonly unknown[]
  readonly nextPageToken?: string
  readonly nextSyncToken?: string
}

/** The tokens that were given out. They say nothing to who holds them. */
export class Tokens {
  readonly #sync = new Map<string, SyncPoint>()
  readonly #pages = new Map<string, Rest>()
  #given = 0
  /** So many listings begin with a page that is empty, and goes on. */
  emptyPages = 0

  /** guides/sync: tokens are invalidated "for various reasons", then a listing is answered 410. */
  expireSyncTokens(): void {
    this.#sync.clear()
  }

  syncPoint(token: string, collection: string): SyncPoint {
    const point = this.#sync.get(token)
    return point?.collection === collection ? point : refuse('fullSyncRequired')
  }

  /** guides/pagination: "you must ensure that all other query parameters are the same". */
  page(token: string, listing: { collection: string; asked: string; size: number }): Page {
    const rest = this.#pages.get(token)
    if (rest?.collection !== listing.collection || rest.asked !== listing.asked)
      return refuse('invalid', 'Invalid page token value.')
    return this.#cut(rest, listing.size)
  }

  first(listing: Rest, size: number): Page {
    if (this.emptyPages === 0) return this.#cut(listing, size)
    this.emptyPages -= 1
    return { items: [], nextPageToken: this.#pageToken(listing) }
  }

  /** guides/sync: `nextSyncToken` is on the last page only; it is as old as the first, so that nothing is missed. */
  #cut(rest: Rest, size: number): Page {
    const items = rest.rows.slice(0, size)
    if (rest.rows.length > size)
      return { items, nextPageToken: this.#pageToken({ ...rest, rows: rest.rows.slice(size) }) }
    if (rest.sync === null) return { items }
    const nextSyncToken = this.#make('sync')
    this.#sync.set(nextSyncToken, rest.sync)
    return { items, nextSyncToken }
  }

  #pageToken(rest: Rest): string {
    const token = this.#make('page')
    this.#pages.set(token, rest)
    return token
  }

  #make(kind: string): string {
    this.#given += 1
    return createHash('sha256').update(`${kind} ${this.#given}`).digest('base64').replaceAll('/', '_')
  }
}

/** How many rows a page has at most; what is beyond the greatest is passed over (events/list#maxResults). */
export function pageSize(query: URLSearchParams, usual: number, most: number): number {
  const text = query.get('maxResults')
  if (text === null) return usual
  const size = Number(text)
  if (!Number.isInteger(size) || size < 1) return refuse('invalid', 'Invalid integer value for: maxResults')
  return Math.min(size, most)
}

/** The parameters that two pages of one listing must share. */
export function askedOf(query: URLSearchParams): string {
  const asked = new URLSearchParams([...query].filter(([name]) => !FREE_TO_DIFFER.has(name)))
  asked.sort()
  return asked.toString()
}
