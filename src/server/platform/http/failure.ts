import { errors } from 'undici'
import type { OutboundAnswer } from './http.ts'
import { PrivateAddressError } from './address.ts'

export type Failure = Extract<OutboundAnswer, { kind: 'failure' }>

/** A failure as a value. The message names the host only: paths and queries may carry keys. */
export function failure(reason: Failure['reason'], message: string, retry_after_s: number | null = null): Failure {
  return { kind: 'failure', reason, message, retry_after_s }
}

/** Thrown while reading a body that grows beyond its cap, packed or unpacked. */
export class TooLargeError extends Error {}

/** What a thrown error of the connection or the body means. `answered` = headers had already arrived. */
export function failureOf(error: unknown, host: string, answered: boolean): Failure {
  for (const cause of chain(error)) {
    if (cause instanceof PrivateAddressError) return failure('private_address', `${host} leads to a private address.`)
    if (cause instanceof TooLargeError) return failure('too_large', `${host} sent more than is accepted.`)
    const code = codeOf(cause)
    if (isTimeout(cause, code)) return failure('timeout', `${host} did not answer in time.`)
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ENODATA')
      return failure('dns', `The name ${host} does not resolve.`)
    if (isTls(code)) return failure('tls', `No trusted connection to ${host}: ${code}.`)
  }
  if (answered) return failure('truncated', `${host} broke off in the middle of its answer.`)
  return failure('connection', `No connection to ${host}.`)
}

function* chain(error: unknown): Generator<Error> {
  let current = error
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    yield current
    if (current instanceof AggregateError)
      yield* current.errors.filter((inner): inner is Error => inner instanceof Error)
    current = current.cause
  }
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function isTimeout(error: Error, code: string): boolean {
  return (
    error.name === 'TimeoutError' ||
    code === 'ETIMEDOUT' ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError
  )
}

function isTls(code: string): boolean {
  return /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/.test(code)
}
