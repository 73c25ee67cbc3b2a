import { z } from 'zod'
import { alreadyOn, Code, notOn, Password, tooManyTries, wrongCode, wrongPassword } from './accounts.ts'
import { endpoint, notFound, refusal } from './endpoint.ts'
import { lastOwner } from './firms.ts'
import { Id, Instant, Text } from './wire.ts'

const tag = 'Accounts'

export const tooManyTokens = refusal('too_many_tokens', 409, 'You have 50 tokens. Delete one that you no longer use.')
export const endsInPast = refusal('ends_in_past', 422, 'This moment is over. Choose one in the future.')

export const confirmMismatch = refusal('confirm_mismatch', 422, 'Type your username to confirm.')

export const Session = z.object({
  id: Id,
  current: z.boolean(),
  user_agent: z.string(),
  address: z.string(),
  created_at: Instant,
  last_seen_at: Instant,
  expires_at: Instant,
})
export type Session = z.infer<typeof Session>

export const listSessions = endpoint({
  method: 'GET',
  path: '/auth/sessions',
  summary: 'Where you are logged in',
  tag,
  access: 'session',
  response: z.object({ items: z.array(Session) }),
})

export const revokeSession = endpoint({
  method: 'DELETE',
  path: '/auth/sessions/:id',
  summary: 'End one session',
  tag,
  access: 'session',
  params: z.object({ id: Id }),
  refusals: [notFound],
})

export const revokeOtherSessions = endpoint({
  method: 'DELETE',
  path: '/auth/sessions',
  summary: 'End every session but this one',
  tag,
  access: 'session',
  response: z.object({ ended: z.int() }),
})

/** `read`, `write` (which reads, too), or `import`: to show what a page brings and to import it, and nothing else. */
export const TokenScope = z.enum(['read', 'write', 'import'])
export const PersonalToken = z.object({
  id: Id,
  name: z.string().meta({ example: 'Weekly report' }),
  /** The first characters, to recognise it by. */
  hint: z.string(),
  scopes: z.array(TokenScope),
  created_at: Instant,
  expires_at: Instant.nullable(),
  last_used_at: Instant.nullable(),
})
export type PersonalToken = z.infer<typeof PersonalToken>

export const listTokens = endpoint({
  method: 'GET',
  path: '/users/me/tokens',
  summary: 'Your personal API tokens',
  tag,
  access: 'session',
  response: z.object({ items: z.array(PersonalToken) }),
})

export const createToken = endpoint({
  method: 'POST',
  path: '/users/me/tokens',
  summary: 'Make a personal API token; it is shown once',
  description:
    'With `read` it only reads, with `write` it changes things, too, and with `import` it brings postings in and sees nothing else. No token does what needs a log-in: passwords, tokens, sessions. At most 50.',
  tag,
  access: 'session',
  body: z.object({
    name: Text(80).meta({ example: 'Weekly report' }),
    scopes: z.array(TokenScope).min(1, 'Choose what it may do.').max(3).default(['read']),
    expires_at: Instant.nullable().default(null).meta({ example: null }),
  }),
  status: 201,
  response: PersonalToken.extend({
    token: z.string().meta({ description: 'shown only here', example: 'cc_b3BlbnMgdGhlIEFQSQ' }),
  }),
  refusals: [tooManyTokens, endsInPast],
})

export const deleteToken = endpoint({
  method: 'DELETE',
  path: '/users/me/tokens/:id',
  summary: 'Revoke a personal API token',
  description: 'It stops working at once.',
  tag,
  access: 'session',
  params: z.object({ id: Id }),
  refusals: [notFound],
})

export const twoFactorState = endpoint({
  method: 'GET',
  path: '/auth/two-factor',
  summary: 'Whether two-factor log-in is on, and how many recovery codes are left',
  tag,
  access: 'session',
  response: z.object({ enabled: z.boolean(), recovery_codes_left: z.int() }),
})

export const enrolTwoFactor = endpoint({
  method: 'POST',
  path: '/auth/two-factor/enrol',
  summary: 'Make a secret for an authenticator app; it counts once it is confirmed',
  description: 'Asked again before it is confirmed, the secret is another.',
  tag,
  access: 'session',
  body: z.object({ password: Password.optional() }),
  response: z.object({
    secret: z.string().meta({ description: 'Base32, to type in by hand' }),
    otpauth_uri: z.string(),
    qr_svg: z.string(),
  }),
  refusals: [wrongPassword, alreadyOn, tooManyTries],
  rateLimit: 30,
})

const RecoveryCodes = z.object({ recovery_codes: z.array(z.string()) })

export const confirmTwoFactor = endpoint({
  method: 'POST',
  path: '/auth/two-factor/confirm',
  summary: 'Turn two-factor log-in on with a first code; answers with the recovery codes, shown once',
  tag,
  access: 'session',
  body: z.object({ code: Code }),
  response: RecoveryCodes,
  refusals: [wrongCode, alreadyOn, notOn, tooManyTries],
  rateLimit: 30,
})

export const renewRecoveryCodes = endpoint({
  method: 'POST',
  path: '/auth/two-factor/recovery-codes',
  summary: 'Make new recovery codes; the old ones stop working',
  description: 'Takes a code of the app, no recovery code.',
  tag,
  access: 'session',
  body: z.object({ code: Code }),
  response: RecoveryCodes,
  refusals: [wrongCode, notOn, tooManyTries],
  rateLimit: 30,
})

export const disableTwoFactor = endpoint({
  method: 'POST',
  path: '/auth/two-factor/disable',
  summary: 'Turn two-factor log-in off with a code or a recovery code',
  description: 'The secret and the recovery codes are forgotten.',
  tag,
  access: 'session',
  body: z.object({ code: Code }),
  refusals: [wrongCode, notOn, tooManyTries],
  rateLimit: 30,
})

export const deleteAccount = endpoint({
  method: 'POST',
  path: '/users/me/deletion',
  summary: 'Ask for the deletion of your account and all its data in 30 days',
  description:
    'Every other session ends, and a mail tells of it. Until then nothing is lost, and `DELETE /users/me/deletion` keeps the account.',
  tag,
  access: 'session',
  body: z.object({
    confirm: z.string().max(254).meta({ description: 'your username, typed' }),
    password: Password.optional().meta({ description: 'required when the account has one' }),
  }),
  response: z.object({ deletion_due_at: Instant }),
  refusals: [wrongPassword, confirmMismatch, lastOwner, tooManyTries],
  rateLimit: 30,
})

export const keepAccount = endpoint({
  method: 'DELETE',
  path: '/users/me/deletion',
  summary: 'Keep the account after all',
  description: 'Does nothing when no deletion was asked for.',
  tag,
  access: 'session',
})
