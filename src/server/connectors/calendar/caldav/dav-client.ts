import type { Asked } from '#domain/calendar/sync/errors.ts'
import type { Access, CalendarFailure } from '#domain/calendar/sync/port.ts'
import type { Clock } from '#platform/clock.ts'
import type { Http, OutboundAnswer, OutboundRequest, Politeness } from '#platform/http/http.ts'
import type { Random } from '#platform/random.ts'
import { Conversation, looksLikePage } from '#connectors/calendar/conversation.ts'
import { digestAuthorization, digestChallenge } from './digest.ts'
import type { DigestChallenge } from './digest.ts'
import { preconditionIn } from './multistatus.ts'
import type { Multistatus } from './multistatus.ts'
import { readMultistatusAside } from './read-aside.ts'
import { encrypted, mayFollow, pathOn } from './redirects.ts'

/** What the connector takes from the machine. */
export interface CaldavParts {
  readonly http: Http
  readonly clock: Clock
  readonly random: Pick<Random, 'bytes'>
  readonly config: { readonly allow_private_hosts: readonly string[] }
}

export interface DavRequest {
  readonly method: OutboundRequest['method']
  readonly url: URL
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Default 12 MB. */
  readonly max_bytes?: number
}

/** An answer with a good status, or a bad one that is still to be told. */
export type DavAnswer = Extract<OutboundAnswer, { kind: 'answer' }>

/** A listing of forty thousand objects, or a chunk of large ones. */
const MOST_BYTES = 12_000_000
const MOST_REDIRECTS = 5
/** A server at home has one disk, and a large one counts what an account asks at once. */
const POLITENESS: Politeness = {
  ...{ min_interval_ms: 0, concurrency: 4, per_day: null, budget_key: 'caldav', respect_robots: false },
}
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** One question to a CalDAV server: its requests with the name and password, which go nowhere else. */
export class DavClient {
  readonly talk: Conversation
  readonly home: URL
  readonly #access: Access & { kind: 'basic' }
  readonly #deadline: AbortSignal | null
  readonly #random: CaldavParts['random']
  /** What the server asked for in the place of the password, and how often that was answered. */
  #digest: { readonly challenge: DigestChallenge; count: number } | null = null

  /** `deadline`: ends all its requests. */
  constructor(parts: CaldavParts, access: Access & { kind: 'basic' }, deadline: AbortSignal | null = null) {
    this.talk = new Conversation(parts, 'caldav')
    this.home = encrypted(new URL(access.url), { ...parts, ...parts.config })
    this.#access = access
    this.#deadline = deadline
    this.#random = parts.random
  }

  /** The address of a path on the server. */
  at(path: string): URL {
    return pathOn(this.home, path)
  }

  /** Any answer of the server; a page for people with status 200, and a redirect to elsewhere, are none. */
  async send(asked: Asked, request: DavRequest): Promise<DavAnswer | CalendarFailure> {
    let { url } = request
    let renewed = false
    if (!mayFollow(this.home, url)) return this.talk.failed({ asked, status: null, code: 'other_host' })
    for (let left = MOST_REDIRECTS; ; left -= 1) {
      const heard = await this.talk.send(asked, {
        method: request.method,
        url: url.href,
        headers: { ...request.headers, authorization: this.#authorization(request.method, url) },
        ...(request.body === undefined ? {} : { body: request.body }),
        untrusted: true,
        redirects_answer: true,
        max_bytes: request.max_bytes ?? MOST_BYTES,
        politeness: POLITENESS,
        ...(this.#deadline === null ? {} : { signal: this.#deadline }),
      })
      if (heard.kind === 'failed') return heard
      if (heard.kind === 'not_modified') return this.talk.failed({ asked, status: 304, code: null })
      const challenge = heard.status === 401 ? digestChallenge(heard.headers['www-authenticate']) : null
      if (challenge !== null && (this.#digest === null || (challenge.stale && !renewed))) {
        renewed = this.#digest !== null
        this.#digest = { challenge, count: 0 }
        continue
      }
      const to = REDIRECTS.has(heard.status) ? URL.parse(heard.headers['location'] ?? '') : null
      if (to === null) return this.#read(asked, heard)
      // Where it was just typed it is the wrong address; a server that was right before sits behind somebody's log-in page.
      const code = asked === 'calendar' ? 'other_host' : 'captive_page'
      if (left <= 0 || !mayFollow(url, to)) return this.talk.failed({ asked, status: null, code })
      url = to
    }
  }

  /** An answer about many addresses. */
  async multistatus(
    asked: Asked,
    request: DavRequest & { readonly depth: '0' | '1'; readonly by_cursor?: boolean },
  ): Promise<(Multistatus & { kind: 'multistatus'; url: URL }) | CalendarFailure> {
    const { depth, by_cursor = false } = request
    const headers = { 'content-type': 'application/xml; charset=utf-8', depth }
    const answer = await this.send(asked, { ...request, headers })
    if (answer.kind === 'failed') return answer
    if (answer.status !== 207) return this.refused(asked, answer, by_cursor)
    const read = await readMultistatusAside(answer.text())
    if (read === null) return this.talk.failed({ asked, status: 207, code: 'bad_xml' })
    if (read === 'too_large') return this.talk.failed({ asked, status: 207, code: read })
    return { kind: 'multistatus', ...read, url: new URL(answer.url) }
  }

  /** What an answer with a bad status means. */
  refused(asked: Asked, answer: DavAnswer, by_cursor = false): CalendarFailure {
    const { status, headers } = answer
    // A success of another kind than was asked for is nothing that can be read.
    const code = status < 300 ? 'bad_xml' : preconditionIn(answer.text())
    return this.talk.failed({ asked, status, code, retry_after: headers['retry-after'], by_cursor })
  }

  #authorization(method: string, url: URL): string {
    const { username, password } = this.#access
    if (this.#digest === null) return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
    this.#digest.count += 1
    const { challenge, count } = this.#digest
    const cnonce = this.#random.bytes(16).toString('hex')
    return digestAuthorization(challenge, { username, password, method, uri: url.pathname + url.search, count, cnonce })
  }

  #read(asked: Asked, answer: DavAnswer): DavAnswer | CalendarFailure {
    const isPage = answer.status === 200 && looksLikePage(answer.text())
    return isPage ? this.talk.failed({ asked, status: 200, code: 'html' }) : answer
  }
}
