import { z } from 'zod'
import type { FakeMicrosoft } from './server.ts'

const Body = z.record(z.string(), z.any())

export interface Answered {
  readonly status: number
  readonly headers: Headers
  /** What was answered; empty where there was nothing. */
  readonly body: z.infer<typeof Body>
  /** The code of a refusal. */
  readonly code: string | undefined
}

/** A program that was let in, as the tests of the fake need one: it says what it is told to, and tells what came back. */
export function program(fake: FakeMicrosoft, token = fake.token()) {
  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answered> => {
    // Links are whole addresses, as they are in production.
    const url = path.startsWith('/') ? `${fake.rewrite['https://graph.microsoft.com']}/v1.0${path}` : rewritten(path)
    const response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const text = await response.text()
    const read = text === '' ? {} : Body.parse(JSON.parse(text))
    return { status: response.status, headers: response.headers, body: read, code: read['error']?.code }
  }
  const rewritten = (url: string) =>
    url.replace('https://graph.microsoft.com', `${fake.rewrite['https://graph.microsoft.com']}`)
  return {
    ask,
    get: (path: string, prefer = '') => ask('GET', path, undefined, prefer === '' ? {} : { prefer }),
    create: (event: unknown, prefer = '') => ask('POST', '/me/events', event, prefer === '' ? {} : { prefer }),
    change: (id: string, event: unknown, etag?: string) =>
      ask('PATCH', `/me/events/${id}`, event, etag === undefined ? {} : { 'if-match': etag }),
    delete: (id: string, etag?: string) =>
      ask('DELETE', `/me/events/${id}`, undefined, etag === undefined ? {} : { 'if-match': etag }),
  }
}

/** Ten o'clock in Berlin on a day of June 2026, where it is 08:00 in UTC. */
export const tenOn = (day: number, minutes = 60) => {
  const date = `2026-06-${String(day).padStart(2, '0')}`
  const end = `${String(10 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return {
    start: { dateTime: `${date}T10:00:00`, timeZone: 'Europe/Berlin' },
    end: { dateTime: `${date}T${end}:00`, timeZone: 'Europe/Berlin' },
  }
}

/** A series of so many days from that day on. */
export const daily = (from: number, times: number) => ({
  ...tenOn(from),
  recurrence: {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'numbered', startDate: `2026-06-${String(from).padStart(2, '0')}`, numberOfOccurrences: times },
  },
})
