import { randomUUID } from 'node:crypto'
import type { Answer } from '#kit/vendors/faulty-server.ts'

/** What Graph refuses, with its code; whoever routes the request answers it. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }

  answer(now: number): Answer {
    return json(this.status, errorBody(this.code, this.message, now), this.headers)
  }
}

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) }
}

/** The shape of every error (learn.microsoft.com/graph/errors). */
export function errorBody(code: string, message: string, now: number): unknown {
  const [id, date] = [randomUUID(), new Date(now).toISOString().slice(0, 19)]
  return { error: { code, message, innerError: { date, 'request-id': id, 'client-request-id': id } } }
}

export const notFound = (): Refusal =>
  new Refusal(404, 'ErrorItemNotFound', 'The specified object was not found in the store.')

export const invalid = (message: string): Refusal => new Refusal(400, 'ErrorPropertyValidationFailure', message)

export const denied = (): Refusal =>
  new Refusal(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.')
