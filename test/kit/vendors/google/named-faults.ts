import type { z } from 'zod'
import type { Fault } from '#kit/vendors/faults.ts'
import type { Answer } from '#kit/vendors/faulty-server.ts'
import { errorAnswer } from './answer.ts'

/** What goes wrong with Google, by name; the answers are those of guides/errors. */
export const FAULTS = {
  unauthorized: answering(errorAnswer('authError')),
  rate_limit: answering(errorAnswer('rateLimitExceeded')),
  user_rate_limit: answering(errorAnswer('userRateLimitExceeded')),
  quota: answering(errorAnswer('quotaExceeded')),
  insufficient_permissions: answering(errorAnswer('insufficientPermissions')),
  non_organizer: answering(errorAnswer('forbiddenForNonOrganizer')),
  too_many: answering(errorAnswer('rateLimitExceeded', { status: 429 }), { 'retry-after': '3' }),
  precondition: answering(errorAnswer('conditionNotMet')),
  backend_error: answering(errorAnswer('backendError')),
  bad_gateway: answering({ status: 502, headers: { 'content-type': 'text/html' }, body: '<title>Error 502</title>' }),
  unavailable: answering(errorAnswer('backendError', { status: 503, message: 'Service Unavailable' })),
  html: { kind: 'html' },
  truncate: { kind: 'truncate' },
  slow: { kind: 'slow', ms: 1_500 },
  reset_before: { kind: 'reset-before' },
  reset_after: { kind: 'reset-after' },
} as const satisfies Record<string, z.input<typeof Fault>>
export type FaultName = keyof typeof FAULTS

function answering({ status, headers = {}, body = '' }: Answer, more: Record<string, string> = {}) {
  return { kind: 'answer' as const, status, headers: { ...headers, ...more }, body }
}
