import { describe, expect, test } from 'vitest'
import type { Provider } from './capability.ts'
import { classify, ERROR_WORDS, isCursorDead } from './errors.ts'
import type { Asked, ErrorClass } from './errors.ts'

type Line = readonly [Provider, Asked, number | null, string | null, ErrorClass]

const LINES: readonly Line[] = [
  ['google', 'token', 400, 'invalid_grant', 'reauth'],
  ['microsoft', 'token', 400, 'AADSTS700082: the refresh token has expired', 'reauth'],
  ['microsoft', 'token', 400, 'AADSTS65001', 'reauth'],
  ['google', 'token', 401, 'invalid_client', 'operator'],
  ['google', 'token', 503, null, 'transient'],
  ['google', 'list', 401, null, 'token'],
  ['google', 'list', 403, 'rateLimitExceeded', 'throttle'],
  ['google', 'update', 403, 'userRateLimitExceeded', 'throttle'],
  ['microsoft', 'list', 429, 'ApplicationThrottled', 'throttle'],
  ['google', 'create', 403, 'quotaExceeded', 'quota'],
  ['google', 'list', 403, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'scope'],
  ['google', 'update', 403, 'forbiddenForNonOrganizer', 'forbidden'],
  ['caldav', 'update', 403, 'need-privileges', 'forbidden'],
  ['google', 'calendar', 400, 'pushNotSupportedForRequestedResource', 'forbidden'],
  ['google', 'calendar', 401, 'push.webhookUrlUnauthorized', 'forbidden'],
  ['google', 'update', null, 'read_only', 'forbidden'],
  ['google', 'update', 404, null, 'gone'],
  ['google', 'delete', 410, null, 'gone'],
  ['google', 'read', 200, 'cancelled', 'gone'],
  ['google', 'calendar', 404, 'notFound', 'calendar_gone'],
  ['google', 'list', 410, 'fullSyncRequired', 'cursor_dead'],
  ['microsoft', 'list', 410, null, 'cursor_dead'],
  ['microsoft', 'list', 400, 'SyncStateNotFound', 'cursor_dead'],
  ['caldav', 'list', 403, 'valid-sync-token', 'cursor_dead'],
  ['google', 'create', 409, 'duplicate', 'duplicate'],
  ['microsoft', 'create', 400, 'ErrorDuplicateTransactionId', 'duplicate'],
  ['caldav', 'create', 412, null, 'duplicate'],
  ['caldav', 'create', 409, null, 'identity'],
  ['caldav', 'create', 207, 'no-uid-conflict', 'identity'],
  ['caldav', 'create', 403, 'no-uid-conflict', 'identity'],
  ['google', 'update', 412, 'conditionNotMet', 'race'],
  ['microsoft', 'update', 412, 'ErrorIrresolvableConflict', 'race'],
  ['google', 'update', 400, 'timeRangeEmpty', 'poison'],
  ['caldav', 'create', 403, 'valid-calendar-data', 'poison'],
  ['caldav', 'update', 403, 'max-resource-size', 'poison'],
  ['caldav', 'create', 415, null, 'poison'],
  ['caldav', 'create', 405, null, 'forbidden'],
  ['caldav', 'read', 200, 'unreadable', 'poison'],
  ['caldav', 'list', null, 'too_large', 'too_large'],
  ['caldav', 'calendar', null, 'other_host', 'config'],
  ['google', 'create', 408, null, 'unknown_outcome'],
  ['caldav', 'update', null, 'ECONNRESET', 'unknown_outcome'],
  ['caldav', 'list', null, 'ECONNRESET', 'transient'],
  ['caldav', 'list', 507, null, 'too_large'],
  ['caldav', 'update', 413, null, 'too_large'],
  ['caldav', 'list', 200, 'captive_page', 'protocol'],
  ['google', 'list', 200, 'missing_cursor', 'protocol'],
  ['caldav', 'list', null, 'blocked_address', 'config'],
  ['caldav', 'list', 503, null, 'transient'],
]

describe('the error table of calendar.md §6.5', () => {
  test.each(LINES)('%s, %s: %s %s is %s', (provider, asked, status, code, is) => {
    expect(classify({ provider, asked, status, code })).toBe(is)
  })

  test('12: nothing that passes by itself makes anyone sign in again', () => {
    for (const asked of ['token', 'list', 'read', 'create', 'update', 'delete'] as const) {
      for (const status of [500, 502, 503, 504, 408, null]) {
        const is = classify({ provider: 'google', asked, status, code: null })
        expect(ERROR_WORDS[is].state).toBeNull()
        expect(ERROR_WORDS[is].action).not.toBe('stop')
      }
    }
  })

  test('each state that needs a person says what to do', () => {
    for (const { state, remedy, reason } of Object.values(ERROR_WORDS)) {
      expect(reason).not.toBe('')
      expect(state).not.toBe('active')
      if (state !== null) expect(remedy).not.toBeNull()
    }
  })

  test('a CalDAV server that refuses a token in any way is read once as a whole', () => {
    const refused = (status: number) => ({ provider: 'caldav', asked: 'list', status, code: null }) as const
    for (const status of [403, 409, 415, 418, 500]) expect(isCursorDead(refused(status), true)).toBe(true)
    for (const status of [401, 404, 429, 503]) expect(isCursorDead(refused(status), true)).toBe(false)
    expect(isCursorDead(refused(500), false)).toBe(false)
    expect(isCursorDead({ ...refused(500), provider: 'google' }, true)).toBe(false)
  })
})
