import type { FastifyError } from 'fastify'
import type { Refusal } from '#contract/endpoint.ts'
import { refusal } from '#contract/endpoint.ts'
import type { ErrorBody } from '#contract/wire.ts'
import { RefusedError } from '#platform/errors.ts'

export const malformed = refusal('malformed_request', 400, 'This request could not be read. Send valid JSON.')
const tooLarge = refusal('payload_too_large', 413, 'This is larger than the server takes.')
const unsupported = refusal('unsupported_media_type', 415, 'Send JSON with the header Content-Type: application/json.')
export const tooMany = refusal('rate_limited', 429, 'Too many requests. Wait a moment and try again.')
const unavailable = refusal(
  'unavailable',
  503,
  'The server is not able to answer right now. Try again in a few seconds.',
)

/** What an error becomes on the wire. `bug`: unexpected, to be logged with its stack, answered with no detail. */
export type Failure =
  | { kind: 'refused'; refusal: Refusal; error: RefusedError | null; retry_after_s: number | null }
  | { kind: 'bug' }

/** Maps anything that was thrown during a request, in one place. */
export function failureOf(error: unknown): Failure {
  if (error instanceof RefusedError) {
    return { kind: 'refused', refusal: error.refusal, error, retry_after_s: error.extra.retry_after_s ?? null }
  }
  if (isUnavailable(error)) return { kind: 'refused', refusal: unavailable, error: null, retry_after_s: 2 }
  const status = statusOf(error)
  const known = { 413: tooLarge, 415: unsupported, 429: tooMany, 503: unavailable }[status]
  if (known !== undefined) {
    return { kind: 'refused', refusal: known, error: null, retry_after_s: status === 429 || status === 503 ? 10 : null }
  }
  if (status >= 400 && status < 500) return { kind: 'refused', refusal: malformed, error: null, retry_after_s: null }
  return { kind: 'bug' }
}

/** The body of an error answer. */
export function errorBody(
  refused: { code: string; message: string },
  about: { request_id: string; timestamp: string },
  extra: RefusedError['extra'] = {},
): ErrorBody {
  return {
    error: {
      code: refused.code,
      message: refused.message,
      request_id: about.request_id,
      timestamp: about.timestamp,
      ...(extra.field_errors === undefined ? {} : { field_errors: [...extra.field_errors] }),
      ...(extra.details === undefined ? {} : { details: { ...extra.details } }),
    },
  }
}

/** True when the database went away or refuses work for now, so that trying again may help. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = codeOf(error)
  if (/^(08|57P0|53|40001|40P01|55P03)/.test(code)) return true
  if (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT'].includes(code) && /connect|read|write/.test(error.message))
    return true
  return /Connection terminated|timeout exceeded when trying to connect|not queryable|Cannot use a pool after/.test(
    error.message,
  )
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function statusOf(error: unknown): number {
  const candidate: Partial<FastifyError> = error instanceof Error ? error : {}
  return typeof candidate.statusCode === 'number' ? candidate.statusCode : 500
}
