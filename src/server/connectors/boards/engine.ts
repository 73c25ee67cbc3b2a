import type {
  BoardAnswer,
  BoardCursor,
  BoardFailure,
  BoardRequest,
  OpenBoard,
  PageOutcome,
  PageRead,
  Reject,
} from '#domain/postings/job-board-port.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import type { Clock } from '#platform/clock.ts'
import type { Http, OutboundAnswer } from '#platform/http/http.ts'
import { retryAfterSeconds } from '#platform/http/retry-after.ts'

const ACCEPT = {
  json: 'application/json',
  xml: 'application/xml, text/xml;q=0.9',
  html: 'text/html, application/xhtml+xml;q=0.9',
}
const REASONS: Readonly<Record<Extract<OutboundAnswer, { kind: 'failure' }>['reason'], BoardFailure>> = {
  timeout: 'timeout',
  connection: 'unreachable',
  dns: 'unreachable',
  tls: 'unreachable',
  circuit_open: 'unreachable',
  too_many_redirects: 'wrong_content',
  too_large: 'too_large',
  truncated: 'truncated',
  private_address: 'refused_address',
  bad_url: 'refused_address',
  robots: 'robots',
  budget: 'budget',
  aborted: 'stopped',
}
const START: BoardCursor = { etag: null, last_modified: null, resume: null }

type Fetched =
  | {
      readonly kind: 'page'
      readonly page: Extract<PageRead, { kind: 'page' }>
      readonly etag: string | null
      readonly last_modified: string | null
    }
  | { readonly kind: 'not_modified' }
  | {
      readonly kind: 'failure'
      readonly outcome: BoardFailure
      readonly message: string
      readonly retry_after_s: number | null
    }

/** The one that fetches, for all boards alike: recorded, replayed and live differ only in what answers. */
export interface BoardEngine {
  run(
    board: OpenBoard,
    options?: { cursor?: BoardCursor | null; stopped?: (() => boolean) | undefined },
  ): AsyncIterable<PageOutcome>
  /** One request of a board, for single pages. `untrusted`: a person typed the address. */
  ask(board: OpenBoard, request: BoardRequest, options?: { untrusted?: boolean }): Promise<Fetched>
}

/** An engine over the way out. */
export function makeBoardEngine(parts: { http: Http; clock: Clock }): BoardEngine {
  return { run, ask: (board, request, options = {}) => ask(board, request, null, options.untrusted === true) }

  async function* run(
    board: OpenBoard,
    options: { cursor?: BoardCursor | null; stopped?: (() => boolean) | undefined } = {},
  ): AsyncGenerator<PageOutcome> {
    const before = options.cursor ?? START
    const seen = new Set<string>()
    let first = { etag: before.etag, last_modified: before.last_modified }
    let request: BoardRequest | null = before.resume?.request ?? board.first()
    let page = before.resume?.page ?? 1
    let told = 0
    while (request !== null) {
      // A page that is still to come must be asked for again when this run ends here.
      const here: BoardCursor = page === 1 ? before : { ...before, resume: { request, page } }
      if (options.stopped?.() === true) return yield ending('stopped', 'The fetch was stopped.', page, here)
      const fetched = await ask(board, request, page === 1 ? before : null, false)
      if (fetched.kind === 'not_modified') return yield { outcome: 'not_modified', cursor: { ...before, resume: null } }
      if (fetched.kind === 'failure')
        return yield ending(fetched.outcome, fetched.message, page, here, fetched.retry_after_s)
      if (page === 1) first = { etag: fetched.etag, last_modified: fetched.last_modified }
      const { items, rejects, next, total } = fetched.page
      const fresh = withoutRepeats(items, seen)
      told += items.length + rejects.length
      const cut = next !== null && page >= board.facts.politeness.max_pages
      const last = next === null || cut
      const complete = last && !cut && before.resume === null && (total === null || told >= total)
      yield {
        outcome: last && seen.size === 0 && told === 0 ? 'empty_legit' : 'ok',
        page,
        items: fresh.items,
        rejects: [...rejects, ...fresh.rejects],
        total,
        // Validators stand for the whole fetch: they are only worth keeping once all of it has been read.
        cursor: last
          ? { ...(complete ? first : START), resume: null }
          : { ...before, resume: { request: next, page: page + 1 } },
        last,
        complete,
      }
      request = last ? null : next
      page += 1
    }
  }

  async function ask(
    board: OpenBoard,
    request: BoardRequest,
    cursor: BoardCursor | null,
    untrusted: boolean,
  ): Promise<Fetched> {
    const { politeness } = board.facts
    const answer = await parts.http.request({
      method: 'GET',
      url: request.url,
      headers: { accept: ACCEPT[request.accept] },
      max_bytes: politeness.max_bytes,
      politeness: { ...politeness, budget_key: board.budget_key },
      // Where a handful of requests is all that a day allows, none is spent on a second try.
      tries: politeness.per_day !== null && politeness.per_day < 50 ? 1 : 3,
      untrusted,
      ...(request.conditional && cursor !== null
        ? { validators: { etag: cursor.etag, last_modified: cursor.last_modified } }
        : {}),
    })
    if (answer.kind === 'not_modified') return { kind: 'not_modified' }
    if (answer.kind === 'failure') {
      return {
        kind: 'failure',
        outcome: REASONS[answer.reason],
        message: answer.message,
        retry_after_s: answer.retry_after_s,
      }
    }
    return read(board, request, answer)
  }

  function read(
    board: OpenBoard,
    request: BoardRequest,
    received: Extract<OutboundAnswer, { kind: 'answer' }>,
  ): Fetched {
    const answer: BoardAnswer = {
      status: received.status,
      url: received.url,
      headers: received.headers,
      text: received.text(),
    }
    const classified = board.classify(answer, request)
    if (classified !== null) {
      const retry_after_s = retryAfterSeconds(received.headers['retry-after'], parts.clock.ms())
      return { kind: 'failure', ...classified, retry_after_s }
    }
    const page = board.read(request, answer)
    if (page.kind === 'failure') return { ...page, retry_after_s: null }
    return { kind: 'page', page, etag: received.etag, last_modified: received.last_modified }
  }
}

function ending(
  outcome: BoardFailure,
  message: string,
  page: number,
  cursor: BoardCursor,
  retry_after_s: number | null = null,
): PageOutcome {
  return { outcome, message, page, cursor, retry_after_s }
}

// Lists move while they are read, and some pages overlap on purpose: what an earlier page gave is passed over.
// The same id twice on one page is a fault of the source, and is told.
function withoutRepeats(
  items: readonly JobPosting[],
  seen: Set<string>,
): { items: readonly JobPosting[]; rejects: readonly Reject[] } {
  const fresh = new Map<string, JobPosting>()
  const rejects: Reject[] = []
  for (const item of items) {
    if (fresh.has(item.external_id))
      rejects.push({ external_id: item.external_id, reason: 'duplicate', detail: 'It is on this page twice.' })
    else if (!seen.has(item.external_id)) fresh.set(item.external_id, item)
  }
  for (const id of fresh.keys()) seen.add(id)
  return { items: [...fresh.values()], rejects }
}
