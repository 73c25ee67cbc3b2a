import type {
  BoardCursor,
  BoardRequest,
  Kept,
  OpenBoard,
  PageOutcome,
  PageRead,
  Reject,
} from '#domain/postings/job-board-port.ts'
import type { Clock } from '#platform/clock.ts'
import type { Http } from '#platform/http/http.ts'
import { Details, STOPPED } from './details.ts'
import { makeFetcher } from './fetcher.ts'
import type { Fetched, Unfetched } from './fetcher.ts'

const START: BoardCursor = { etag: null, last_modified: null, resume: null }
/** Second calls take their time: this many are given out at once. */
const SLICE = 25

interface Options {
  readonly cursor?: BoardCursor | null
  readonly stopped?: (() => boolean) | undefined
  readonly kept?: Kept | undefined
}

/** The one that fetches, for all boards alike: recorded, replayed and live differ only in what answers. */
export interface BoardEngine {
  run(board: OpenBoard, options?: Options): AsyncIterable<PageOutcome>
  /** One request of a board, for single pages. `untrusted`: a person typed the address. */
  ask(board: OpenBoard, request: BoardRequest, options?: { untrusted?: boolean }): Promise<Fetched>
}

/** An engine over the way out. */
export function makeBoardEngine(parts: { http: Http; clock: Clock }): BoardEngine {
  const fetcher = makeFetcher(parts)
  return { run, ask: fetcher.page }

  async function* run(board: OpenBoard, options: Options = {}): AsyncGenerator<PageOutcome> {
    const before = options.cursor ?? START
    const stopped = options.stopped ?? (() => false)
    const seen = new Set<string>()
    let first = { etag: before.etag, last_modified: before.last_modified }
    let request: BoardRequest | null = before.resume?.request ?? board.first()
    let page = before.resume?.page ?? 1
    let told = 0
    let sent = 0
    const onSent = () => void (sent += 1)
    const requests = () => {
      const since = sent
      sent = 0
      return since
    }
    const token = await fetcher.token(board, { onSent })
    if (typeof token !== 'string' && token !== null)
      return yield { ...ending(token), page, requests: requests(), cursor: before }
    const details = new Details({
      allowance: board.facts.politeness.max_details,
      kept: options.kept ?? (async () => new Map()),
      stopped,
      ask: (detail) => fetcher.page(board, detail, { token, onSent }),
    })
    while (request !== null) {
      // A page that is still to come must be asked for again when this run ends here.
      const here: BoardCursor = page === 1 ? before : { ...before, resume: { request, page } }
      if (stopped()) return yield { ...ending(STOPPED), page, requests: requests(), cursor: here }
      const fetched = await fetcher.page(board, request, { token, onSent, cursor: page === 1 ? before : null })
      if (fetched.kind === 'not_modified')
        return yield { outcome: 'not_modified', requests: requests(), cursor: { ...before, resume: null } }
      if (fetched.kind === 'failure') return yield { ...ending(fetched), page, requests: requests(), cursor: here }
      if (page === 1) first = { etag: fetched.etag, last_modified: fetched.last_modified }
      const { next, total } = fetched.page
      const fresh = withoutRepeats(fetched.page, seen)
      told += rowsOf(fetched.page)
      const cut = next !== null && page >= board.facts.politeness.max_pages
      const last = next === null || cut
      const complete = last && !cut && before.resume === null && (total === null || told >= total)
      const slices = slicesOf(fresh.briefs)
      for (const [index, slice] of slices.entries()) {
        const { failure, ...found } = await details.round(slice)
        const ended = index === slices.length - 1 && failure === null
        const opening = index === 0
        yield {
          outcome: last && seen.size === 0 && told === 0 ? 'empty_legit' : 'ok',
          page,
          items: [...(opening ? fresh.items : []), ...found.items],
          standing: found.standing,
          stamped: found.stamped,
          rejects: [...(opening ? [...fetched.page.rejects, ...fresh.rejects] : []), ...found.rejects],
          requests: requests(),
          total,
          doubt: fetched.page.doubt ?? details.doubt,
          // Validators stand for the whole fetch: they are only worth keeping once all of it has been read.
          cursor: !ended
            ? here
            : last
              ? { ...(complete && !details.waiting ? first : START), resume: null }
              : { ...before, resume: { request: next, page: page + 1 } },
          last: last && ended,
          complete: complete && ended,
        }
        if (failure !== null) return yield { ...ending(failure), page, requests: requests(), cursor: here }
      }
      request = last ? null : next
      page += 1
    }
  }
}

type Page = Extract<PageRead, { kind: 'page' }>

function rowsOf({ items, briefs = [], rejects }: Page): number {
  return items.length + briefs.length + rejects.length
}

/** At least one, so that a page without second calls is a page as well. */
function slicesOf<Row>(rows: readonly Row[]): Row[][] {
  const count = Math.max(1, Math.ceil(rows.length / SLICE))
  return Array.from({ length: count }, (_, index) => rows.slice(index * SLICE, (index + 1) * SLICE))
}

function ending({ outcome, message, retry_after_s }: Omit<Unfetched, 'kind'>): Omit<Unfetched, 'kind'> {
  return { outcome, message, retry_after_s }
}

// Lists move while they are read, and some pages overlap on purpose: what an earlier page gave is passed over.
// The same id twice on one page is a fault of the source, and is told.
function withoutRepeats({ items, briefs = [] }: Page, seen: Set<string>) {
  const here = new Set<string>()
  const rejects: Reject[] = []
  const isFresh = (external_id: string) => {
    if (here.has(external_id)) rejects.push({ external_id, reason: 'duplicate', detail: 'It is on this page twice.' })
    const fresh = !here.has(external_id) && !seen.has(external_id)
    here.add(external_id)
    return fresh
  }
  const fresh = {
    items: items.filter((item) => isFresh(item.external_id)),
    briefs: briefs.filter((brief) => isFresh(brief.posting.external_id)),
  }
  for (const id of here) seen.add(id)
  return { ...fresh, rejects }
}
