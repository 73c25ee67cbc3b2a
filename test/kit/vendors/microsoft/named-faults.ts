import type { z } from 'zod'
import type { Fault } from '#kit/vendors/faults.ts'
import { Refusal } from './refusal.ts'

type Wrong = z.input<typeof Fault>

/** What goes wrong with Graph, by name (learn.microsoft.com/graph/errors, …/graph/throttling): a refusal, or worse. */
const FAULTS = {
  unauthorized: new Refusal(401, 'InvalidAuthenticationToken', 'Access token has expired or is not yet valid.'),
  denied: new Refusal(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.'),
  conflict: new Refusal(412, 'ErrorIrresolvableConflict', 'The change key does not match the current change key.'),
  too_many: new Refusal(429, 'TooManyRequests', 'Too many requests.', { 'retry-after': '7' }),
  throttled: new Refusal(429, 'ApplicationThrottled', 'Application is over its MailboxConcurrency limit.'),
  internal_error: new Refusal(500, 'ErrorInternalServerError', 'An internal server error occurred.'),
  unavailable: new Refusal(503, 'ServiceUnavailable', 'The service is unavailable.', { 'retry-after': '30' }),
  timeout: new Refusal(504, 'UnknownError', 'The gateway timed out.'),
  html: { kind: 'html' },
  truncate: { kind: 'truncate' },
  slow: { kind: 'slow', ms: 1_500 },
  reset_before: { kind: 'reset-before' },
  reset_after: { kind: 'reset-after' },
} as const satisfies Record<string, Refusal | Wrong>

export type FaultName = keyof typeof FAULTS

export const isFaultName = (name: string): name is FaultName => Object.hasOwn(FAULTS, name)

export function faultNamed(name: FaultName, now: number): Wrong {
  const fault = FAULTS[name]
  return fault instanceof Refusal ? refusing(fault, now) : fault
}

/** The request does nothing, and is refused in Graph's shape. */
export function refusing(refusal: Refusal, now: number): Wrong {
  const { status, headers = {}, body = '' } = refusal.answer(now)
  return { kind: 'answer', status, headers: { ...headers }, body }
}
