import { classify, isCursorDead } from '#domain/calendar/sync/errors.ts'
import type { Asked } from '#domain/calendar/sync/errors.ts'
import type { Provider } from '#domain/calendar/sync/capability.ts'
import type { Answer, CalendarFailure } from '#domain/calendar/sync/port.ts'
import type { Clock } from '#platform/clock.ts'
import type { Http, OutboundAnswer, OutboundRequest } from '#platform/http/http.ts'
import { retryAfterSeconds } from '#platform/http/retry-after.ts'

/** What a provider said; whether it is good news is for who asked. */
export type Heard = Exclude<OutboundAnswer, { kind: 'failure' }>
type NoAnswer = Extract<OutboundAnswer, { kind: 'failure' }>['reason']

/** What came instead of what was asked for. */
interface Refusal {
  readonly asked: Asked
  readonly status: number | null
  readonly code: string | null
  readonly retry_after?: string | undefined
  /** Whether it was asked by a cursor, which may be what is refused. */
  readonly by_cursor?: boolean
}

/**
 * The requests that answer one question to a provider: counted, with what its clock said, and with every failure named by
 * the error table (calendar.md §6.5). Nothing is tried again: who asks decides that.
 */
export class Conversation {
  readonly #http: Http
  readonly #clock: Clock
  readonly #provider: Provider
  #requests = 0
  #clock_ms: number | null = null

  constructor({ http, clock }: { readonly http: Http; readonly clock: Clock }, provider: Provider) {
    this.#http = http
    this.#clock = clock
    this.#provider = provider
  }

  async send(asked: Asked, request: OutboundRequest): Promise<Heard | CalendarFailure> {
    this.#requests += 1
    const answer = await this.#http.request(request)
    if (answer.kind === 'failure') {
      const { reason, retry_after_s } = answer
      const failure = this.failed({ asked, status: null, code: codeOf(reason, asked) })
      return retry_after_s === null ? failure : { ...failure, retry_after_ms: retry_after_s * 1000 }
    }
    if (answer.kind === 'answer') this.#clock_ms = timeOf(answer.headers['date']) ?? this.#clock_ms
    return answer
  }

  ok<T>(value: T): Answer<T> {
    return { kind: 'ok', value, clock_ms: this.#clock_ms, requests: this.#requests }
  }

  failed({ asked, status, code, retry_after, by_cursor = false }: Refusal): CalendarFailure {
    const signal = { provider: this.#provider, asked, status, code }
    const is = isCursorDead(signal, by_cursor) ? 'cursor_dead' : classify(signal)
    const seconds = retryAfterSeconds(retry_after, this.#clock.ms())
    const retry_after_ms = seconds === null ? null : seconds * 1000
    return { kind: 'failed', is, status, code: code?.slice(0, 100) ?? null, retry_after_ms, requests: this.#requests }
  }
}

const CODES: Readonly<Partial<Record<NoAnswer, string>>> = {
  // Whether it arrived is not known: a write is looked for before it is sent again.
  connection: 'socket_closed',
  truncated: 'socket_closed',
  private_address: 'blocked_address',
  bad_url: 'invalid_url',
  too_many_redirects: 'captive_page',
}

function codeOf(reason: NoAnswer, asked: Asked): string {
  // Only what was just typed can be a wrong name: a machine without a network finds no name at all, and gets over it.
  if (reason === 'dns' && asked !== 'calendar') return 'offline'
  return CODES[reason] ?? reason
}

function timeOf(header: string | undefined): number | null {
  const ms = header !== undefined && /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN
  return Number.isNaN(ms) ? null : ms
}

/** What a text says as JSON; `undefined` where it is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A page for people in the place of data: a hotel's log-in, a proxy's apology. */
export function looksLikePage(text: string): boolean {
  return /^\s*(<!doctype html|<html|<head|<body)/i.test(text.slice(0, 500))
}
