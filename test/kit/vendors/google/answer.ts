import type { Answer } from '#kit/vendors/faulty-server.ts'

/** A refusal on its way out of whatever was being done. */
export class Refused extends Error {
  readonly answer: Answer

  constructor(answer: Answer) {
    super(`Refused with ${answer.status}`)
    this.answer = answer
  }
}

export function json(value: unknown, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json; charset=UTF-8' }, body: JSON.stringify(value) }
}

/** Where in the request the cause is. */
interface Cause {
  readonly locationType: 'parameter' | 'header'
  readonly location: string
}

interface Description {
  readonly status: number
  readonly domain: 'global' | 'calendar' | 'usageLimits' | 'push'
  readonly message: string
  readonly cause?: Cause
}

// developers.google.com/workspace/calendar/api/guides/errors, and the references of the methods.
const ERRORS = {
  invalid: { status: 400, domain: 'global', message: 'Invalid Value' },
  required: { status: 400, domain: 'global', message: 'Required' },
  badRequest: { status: 400, domain: 'global', message: 'Bad Request' },
  timeRangeEmpty: {
    status: 400,
    domain: 'calendar',
    message: 'The specified time range is empty.',
    cause: { locationType: 'parameter', location: 'timeMax' },
  },
  pushNotSupportedForRequestedResource: {
    status: 400,
    domain: 'calendar',
    message: 'Push notifications are not supported by this resource.',
  },
  channelIdNotUnique: { status: 400, domain: 'global', message: 'Channel id not unique' },
  'push.webhookUrlNotHttps': { status: 400, domain: 'global', message: 'WebHook callback must be HTTPS' },
  authError: {
    status: 401,
    domain: 'global',
    message: 'Invalid Credentials',
    cause: { locationType: 'header', location: 'Authorization' },
  },
  rateLimitExceeded: { status: 403, domain: 'usageLimits', message: 'Rate Limit Exceeded' },
  userRateLimitExceeded: { status: 403, domain: 'usageLimits', message: 'User Rate Limit Exceeded' },
  quotaExceeded: { status: 403, domain: 'usageLimits', message: 'Calendar usage limits exceeded.' },
  insufficientPermissions: {
    status: 403,
    domain: 'global',
    message: 'Request had insufficient authentication scopes.',
  },
  requiredAccessLevel: {
    status: 403,
    domain: 'calendar',
    message: 'You need to have writer access to this calendar.',
  },
  forbiddenForNonOrganizer: {
    status: 403,
    domain: 'calendar',
    message: 'Shared properties can only be changed by the organizer of the event.',
  },
  notFound: { status: 404, domain: 'global', message: 'Not Found' },
  duplicate: { status: 409, domain: 'global', message: 'The requested identifier already exists.' },
  deleted: { status: 410, domain: 'global', message: 'Resource has been deleted' },
  fullSyncRequired: {
    status: 410,
    domain: 'calendar',
    message: 'Sync token is no longer valid, a full sync is required.',
    cause: { locationType: 'parameter', location: 'syncToken' },
  },
  conditionNotMet: {
    status: 412,
    domain: 'global',
    message: 'Precondition Failed',
    cause: { locationType: 'header', location: 'If-Match' },
  },
  backendError: { status: 500, domain: 'global', message: 'Backend Error' },
} as const satisfies Record<string, Description>
export type Reason = keyof typeof ERRORS

/** An error as the Calendar API words it. */
export function errorAnswer(reason: Reason, own: Partial<Pick<Description, 'status' | 'message'>> = {}): Answer {
  const { status, domain, message, cause }: Description = { ...ERRORS[reason], ...own }
  const error = { code: status, message, errors: [{ domain, reason, message, ...cause }] }
  if (reason !== 'insufficientPermissions') return json({ error }, status)
  const info = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', domain: 'googleapis.com' }
  const details = [{ ...info, reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }]
  return json({ error: { ...error, status: 'PERMISSION_DENIED', details } }, status)
}

export function refuse(reason: Reason, message?: string): never {
  throw new Refused(errorAnswer(reason, message === undefined ? {} : { message }))
}
