import type { z } from 'zod'
import type { Asked } from '#domain/calendar/sync/errors.ts'
import type { Access, CalendarAt, CalendarFailure } from '#domain/calendar/sync/port.ts'
import type { Clock } from '#platform/clock.ts'
import type { Http, OutboundAnswer } from '#platform/http/http.ts'
import { systemWait } from '#platform/http/wait.ts'
import type { Wait } from '#platform/http/wait.ts'
import { Conversation } from '#connectors/calendar/conversation.ts'
import { contentOf, refusal } from './errors.ts'
import type { Content } from './errors.ts'

/** What the connector takes from the machine. */
export interface MicrosoftParts {
  readonly http: Http
  readonly clock: Clock
  /** How it waits before it asks again; by itself as long as it says. */
  readonly wait?: Wait
}

export type GraphAnswer = Extract<OutboundAnswer, { kind: 'answer' }>

export interface GraphRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly body?: unknown
  readonly if_match?: string | null
  /** How many rows a page has at most. */
  readonly size?: number
  readonly by_cursor?: boolean
}

const GRAPH = 'https://graph.microsoft.com'
/** Ids that outlive a move, instants instead of somebody's wall, and text (calendar.md §4.2): said with each request. */
const PREFER = ['IdType="ImmutableId"', 'outlook.timezone="UTC"', 'outlook.body-content-type="text"']
/** The same for each part of a request of several. */
export const PREFERRED = PREFER.join(', ')

/** One question to Microsoft Graph: its requests with the token, which goes nowhere else. */
export class GraphClient {
  readonly talk: Conversation
  readonly #wait: Wait
  readonly #token: string

  constructor(parts: MicrosoftParts, access: Access & { kind: 'bearer' }) {
    this.talk = new Conversation(parts, 'microsoft')
    this.#wait = parts.wait ?? systemWait
    this.#token = access.token
  }

  /** An answer with a good status, read; or why there is none. */
  async ask<T>(asked: Asked, request: GraphRequest, schema: z.ZodType<T>): Promise<Content<T>> {
    const answer = await this.send(asked, request)
    return answer.kind === 'failed' ? answer : contentOf(this.talk, { asked, answer, schema })
  }

  /** Any answer with a good status. */
  async send(asked: Asked, request: GraphRequest): Promise<GraphAnswer | CalendarFailure> {
    const { method, url, body, if_match = null, size, by_cursor = false } = request
    const prefer = [...PREFER, ...(size === undefined ? [] : [`odata.maxpagesize=${size}`])].join(', ')
    const heard = await this.talk.send(asked, {
      method,
      url,
      headers: {
        authorization: `Bearer ${this.#token}`,
        accept: 'application/json',
        prefer,
        ...(if_match === null ? {} : { 'if-match': if_match }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      max_redirects: 0,
    })
    if (heard.kind === 'failed') return heard
    if (heard.kind === 'not_modified') return this.talk.failed({ asked, status: 304, code: null })
    return heard.status >= 200 && heard.status < 300 ? heard : refusal(this.talk, asked, heard, by_cursor)
  }

  /** Asks nothing for so long, since Graph asked for that. */
  rest(ms: number): Promise<void> {
    return this.#wait(ms, undefined)
  }

  /** A link that Graph gave is followed as it is; one to anywhere else is not. */
  isOwn(link: string): boolean {
    return URL.parse(link)?.origin === GRAPH
  }

  /** Where everything of it is. */
  get base(): string {
    return `${GRAPH}/v1.0`
  }
}

/** The address of a calendar, of something in it, and what of it is asked for. */
export function addressOf(
  { remote_id }: Pick<CalendarAt, 'remote_id'>,
  path: string,
  query: Readonly<Record<string, string>> = {},
): string {
  const asked = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  const url = `${GRAPH}/v1.0/me/calendars/${encodeURIComponent(remote_id)}${path}`
  return asked.length === 0 ? url : `${url}?${asked.join('&')}`
}
