import type { z } from 'zod'
import type { Asked } from '#domain/calendar/sync/errors.ts'
import type { Account, CalendarFailure } from '#domain/calendar/sync/port.ts'
import type { Clock } from '#platform/clock.ts'
import type { Http, OutboundRequest } from '#platform/http/http.ts'
import { Conversation, jsonIn, looksLikePage } from '#connectors/calendar/conversation.ts'
import { reasonIn } from './errors.ts'

/** What the connector takes from the machine. */
export interface GoogleParts {
  readonly http: Http
  readonly clock: Clock
}

export interface GoogleRequest {
  readonly method: OutboundRequest['method']
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly if_match?: string | null
}

/** What was told, or why nothing was. */
export type Told<T> = { readonly kind: 'told'; readonly value: T } | CalendarFailure

const API = 'https://www.googleapis.com/calendar/v3'
/** A page of 2,500 events with long texts. */
const MOST_BYTES = 50_000_000
const TIMEOUT_MS = 60_000

/** One question to Google Calendar (developers.google.com/workspace/calendar/api/v3/reference): its requests with the token. */
export class GoogleClient {
  readonly talk: Conversation
  readonly #token: string

  constructor(parts: GoogleParts, { access }: Account) {
    if (access.kind !== 'bearer') throw new Error('Google is opened with a token.')
    this.talk = new Conversation(parts, 'google')
    this.#token = access.token
  }

  /** A good answer, of the shape that is expected. Anything else is a failure, by the name that the error table has for it. */
  async ask<T>(asked: Asked, request: GoogleRequest, schema: z.ZodType<T>): Promise<Told<T>> {
    const { method, path, query = {}, body, if_match = null } = request
    const search = new URLSearchParams(query).toString()
    const answer = await this.talk.send(asked, {
      method,
      url: `${API}${path}${search === '' ? '' : `?${search}`}`,
      headers: {
        authorization: `Bearer ${this.#token}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(if_match === null ? {} : { 'if-match': if_match }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...{ timeout_ms: TIMEOUT_MS, max_bytes: MOST_BYTES, max_redirects: 0 },
    })
    if (answer.kind === 'failed') return answer
    if (answer.kind === 'not_modified') return this.talk.failed({ asked, status: 304, code: null })
    const { status, headers } = answer
    const text = answer.text()
    if (status >= 300)
      return this.talk.failed({ asked, status, code: reasonIn(status, text), retry_after: headers['retry-after'] })
    const read = schema.safeParse(text === '' ? null : jsonIn(text))
    if (read.success) return { kind: 'told', value: read.data }
    return this.talk.failed({ asked, status, code: looksLikePage(text) ? 'html' : 'bad_json' })
  }
}

/** The path of the events of a calendar, or of one of them. */
export function eventsPath(calendar_id: string, event_id?: string): string {
  const events = `/calendars/${encodeURIComponent(calendar_id)}/events`
  return event_id === undefined ? events : `${events}/${encodeURIComponent(event_id)}`
}
