import { z } from 'zod'
import type { MailAccount, MailProblem } from '#domain/mail-folders/port.ts'
import { providerAt } from '#domain/mail-folders/providers.ts'
import { failureOf } from '#platform/http/failure.ts'

/** A server answered a command with more than any may be answered with. */
export class TooMuchError extends Error {}

/** What the errors of the client library carry, as far as it matters. */
const Carried = z
  .object({
    code: z.string().catch(''),
    authenticationFailed: z.boolean().catch(false),
    mailboxMissing: z.boolean().catch(false),
    responseStatus: z.string().catch(''),
    serverResponseCode: z.string().catch(''),
    /** What the server said, in its words. */
    response: z.string().catch(''),
    responseText: z.string().catch(''),
    message: z.string().catch(''),
  })
  .catch({
    code: '',
    authenticationFailed: false,
    mailboxMissing: false,
    responseStatus: '',
    serverResponseCode: '',
    response: '',
    responseText: '',
    message: '',
  })
type Carried = z.output<typeof Carried>

const APP_PASSWORD =
  /application[- ]specific|app[- ]?password|app[- ]specific|answer\/185833|webalert|web login required/i
const IMAP_OFF =
  /not enabled for imap|imap (?:access |use )?(?:is )?(?:disabled|not enabled|deactivated|off)|imap.{0,30}deaktiviert/i
const NO_PASSWORDS =
  /basic ?auth|basic authentication|modern auth|oauth|unsupported authentication mechanism|login is disabled|no matching authentication/i
const BUSY_CODES = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'OVERQUOTA', 'SERVERBUG', 'THROTTLED'])
const BUSY = /too many (?:simultaneous )?connections|try again later|temporar|rate limit|bandwidth|throttl/i
const LATE = new Set(['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT', 'ETIMEOUT', 'ETIMEDOUT'])
const GARBLED = /^(?:ParserError|LineTooLarge|LiteralTooLarge|ResponseTooLarge|InvalidResponse|UnexpectedTag|MAX_IMAP)/
// What OpenSSL says when the other side does not begin with a handshake.
const NO_HANDSHAKE = /wrong version number|packet length too long|EPROTO|ERR_SSL|unexpected.?message|http request/i

/** What an error of the connection or an answer of the server means. `late`: we gave up ourselves. */
export function problemOf(
  error: unknown,
  { account, late }: { account: Pick<MailAccount, 'host' | 'security'>; late: boolean },
): MailProblem {
  if (late) return 'timeout'
  if (error instanceof TooMuchError) return 'unreadable'
  const carried = Carried.parse(error instanceof Error ? { ...error, message: error.message } : error)
  const { code } = carried
  if (carried.mailboxMissing || carried.serverResponseCode === 'NONEXISTENT') return 'folder_missing'
  if (code === 'ETHROTTLE' || BUSY_CODES.has(carried.serverResponseCode)) return 'busy'
  const wasRefused = carried.responseStatus === 'NO' || carried.responseStatus === 'BAD' || carried.response !== ''
  if (carried.authenticationFailed && (wasRefused || code === '')) return loginProblem(carried, account.host)
  if (LATE.has(code)) return 'timeout'
  if (GARBLED.test(code)) return 'unreadable'
  if (/STARTTLS/.test(`${code} ${carried.message}`)) return 'wrong_security'
  if (NO_PASSWORDS.test(carried.message)) return 'no_passwords'
  return problemOfSocket(error, carried, account)
}

function loginProblem({ response, responseText, message }: Carried, host: string): MailProblem {
  const said = `${response} ${responseText} ${message}`
  if (APP_PASSWORD.test(said)) return 'app_password'
  if (IMAP_OFF.test(said)) return 'imap_off'
  if (NO_PASSWORDS.test(said)) return 'no_passwords'
  if (BUSY.test(said)) return 'busy'
  // Some say only that it is wrong, whatever is wrong with it.
  switch (providerAt(host)?.login) {
    case 'none':
      return 'no_passwords'
    case 'app_password':
      return 'app_password'
    default:
      return 'wrong_password'
  }
}

function problemOfSocket(
  error: unknown,
  { code, message }: Carried,
  account: Pick<MailAccount, 'host' | 'security'>,
): MailProblem {
  const { reason } = failureOf(error, account.host, false)
  switch (reason) {
    case 'private_address':
      return 'private_address'
    case 'dns':
      return 'host_not_found'
    case 'timeout':
      return 'timeout'
    case 'tls':
      return NO_HANDSHAKE.test(`${code} ${message}`) ? 'wrong_security' : 'certificate'
    default:
      break
  }
  if (NO_HANDSHAKE.test(message)) return 'wrong_security'
  if (/^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ECONNABORTED|EADDRNOTAVAIL)$/.test(codeIn(error, code)))
    return 'unreachable'
  if (
    /^(?:NoConnection|EConnectionClosed|ClosedAfterConnect|StateLogout|ECONNRESET|EPIPE|ERR_STREAM|ERR_SOCKET)/.test(
      code,
    )
  )
    return 'broken_off'
  return code === '' ? 'unreadable' : 'broken_off'
}

// Several addresses that were tried at once fail together.
function codeIn(error: unknown, code: string): string {
  if (code !== '' || !(error instanceof AggregateError)) return code
  return Carried.parse(error.errors[0]).code
}
