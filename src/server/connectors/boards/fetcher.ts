import type {
  BoardAnswer,
  BoardCursor,
  BoardFailure,
  BoardRequest,
  OpenBoard,
  PageRead,
} from '#domain/postings/job-board-port.ts'
import type { Clock } from '#platform/clock.ts'
import type { Http, OutboundAnswer } from '#platform/http/http.ts'
import { retryAfterSeconds } from '#platform/http/retry-after.ts'
import { outboundOf } from './outbound.ts'
import { readAside } from './read-aside.ts'

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
const NO_TOKEN = { kind: 'failure', outcome: 'auth', message: 'The source gave no token for the key.' } as const

interface How {
  readonly token?: string | null
  readonly cursor?: BoardCursor | null
  readonly untrusted?: boolean
  readonly onSent?: () => void
}

export type Unfetched = Extract<Fetched, { kind: 'failure' }>
export type Fetched =
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

/** Single requests of boards, over the way out. */
export interface Fetcher {
  /** What must be known before the first page; null: nothing. */
  token(board: OpenBoard, how?: Pick<How, 'onSent'>): Promise<string | null | Unfetched>
  /** A page, read. `untrusted`: a person typed the address. */
  page(board: OpenBoard, request: BoardRequest, how?: How): Promise<Fetched>
}

export function makeFetcher(parts: { http: Http; clock: Clock }): Fetcher {
  return {
    async token(board, how = {}) {
      if (board.token === null) return null
      const { request, read } = board.token
      const received = await ask(board, request, how)
      if (received.kind === 'failure') return received
      if (received.kind === 'not_modified') return { ...NO_TOKEN, retry_after_s: null }
      const answer = answerOf(received)
      const refused = board.classify(answer, request)
      if (refused !== null) return failed(refused, answer)
      const told = read(answer)
      return told.kind === 'token' ? told.token : { ...told, retry_after_s: null }
    },
    async page(board, request, how = {}) {
      const received = await ask(board, request, how)
      if (received.kind !== 'answer') return received
      const answer = answerOf(received)
      const classified = board.classify(answer, request)
      if (classified !== null) return failed(classified, answer)
      const page = await readAside(board, request, answer)
      if (page.kind === 'failure') return { ...page, retry_after_s: null }
      return { kind: 'page', page, etag: received.etag, last_modified: received.last_modified }
    },
  }

  async function ask(
    board: OpenBoard,
    request: BoardRequest,
    { token = null, cursor = null, untrusted = false, onSent }: How,
  ): Promise<Exclude<OutboundAnswer, { kind: 'failure' }> | Unfetched> {
    const { politeness } = board.facts
    const answer = await parts.http.request({
      ...outboundOf(request, board.credentials(request, token)),
      max_bytes: politeness.max_bytes,
      politeness: { ...politeness, budget_key: board.budget_key },
      // Where a handful of requests is all that a day allows, none is spent on a second try.
      tries: politeness.per_day !== null && politeness.per_day < 50 ? 1 : 3,
      untrusted,
      ...(onSent === undefined ? {} : { onSent }),
      ...(request.conditional && cursor !== null
        ? { validators: { etag: cursor.etag, last_modified: cursor.last_modified } }
        : {}),
    })
    if (answer.kind !== 'failure') return answer
    const { reason, message, retry_after_s } = answer
    return { kind: 'failure', outcome: REASONS[reason], message, retry_after_s }
  }

  function failed(what: Pick<Unfetched, 'outcome' | 'message'>, answer: BoardAnswer): Unfetched {
    return {
      kind: 'failure',
      ...what,
      retry_after_s: retryAfterSeconds(answer.headers['retry-after'], parts.clock.ms()),
    }
  }
}

function answerOf(received: Extract<OutboundAnswer, { kind: 'answer' }>): BoardAnswer {
  return { status: received.status, url: received.url, headers: received.headers, text: received.text() }
}
