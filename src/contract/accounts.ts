import { z } from 'zod'
import { endpoint, refusal } from './endpoint.ts'
import { Id, Instant, OptionalText } from './wire.ts'
import { ActiveFirm, Firm } from './firms.ts'

const tag = 'Accounts'

export const usernameTaken = refusal('username_taken', 409, 'This username is taken. Choose another.')
export const emailTaken = refusal(
  'email_taken',
  409,
  'There is an account with this e-mail. Log in, or reset its password.',
)
export const wrongCredentials = refusal('wrong_credentials', 401, 'Name and password do not fit.')
export const tooManyTries = refusal('too_many_tries', 429, 'Too many tries. Wait a little, then try again.')
export const twoFactorRequired = refusal(
  'two_factor_required',
  401,
  'Enter the code of your authenticator app. `details.challenge` goes to POST /auth/two-factor/verify.',
)
export const wrongCode = refusal(
  'wrong_code',
  401,
  'This code does not fit, or it was used already. Wait for the next one.',
)
export const linkExpired = refusal('link_expired', 410, 'This link was used or is too old. Ask for a new one.')
export const weakPassword = refusal(
  'weak_password',
  422,
  'Many people use this password, so it is tried first. Choose another.',
)
export const wrongPassword = refusal('wrong_password', 403, 'This is not your current password.')
export const alreadyOn = refusal('two_factor_on', 409, 'Two-factor log-in is on already.')
export const notOn = refusal('two_factor_off', 409, 'Two-factor log-in is not on.')

export const Username = z
  .string()
  .trim()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{2,39}$/, 'Use 3 to 40 letters, digits, dots, dashes or underscores.')
  .meta({ example: 'mara' })
export const Email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email('Use an e-mail address such as mara@example.org.'))
  .meta({ example: 'mara@example.org' })
/** A password that is being chosen. The server also refuses widely used ones (`weak_password`). */
export const NewPassword = z.string().min(8, 'Use at least 8 characters.').max(200, 'Use at most 200 characters.')
export const Password = z.string().min(1, 'Enter your password.').max(1000)
const LinkToken = z.string().min(10).max(200)
export const Code = z
  .string()
  .transform((value) => value.replaceAll(/[\s-]/g, ''))
  .pipe(z.string().min(6, 'Enter the six digits.').max(24))
  .meta({ example: '123 456' })

/** The signed-in person, as every screen knows them. */
export const User = z.object({
  id: Id,
  username: z.string(),
  email: z.string(),
  email_verified: z.boolean(),
  full_name: z.string().nullable(),
  has_password: z.boolean(),
  two_factor_enabled: z.boolean(),
  /** A workspace of sample data, to look around in. */
  is_sample: z.boolean(),
  /** When the account goes, if its deletion was asked for. */
  deletion_due_at: Instant.nullable(),
  created_at: Instant,
})
export type User = z.infer<typeof User>

/** The answer of every way to log in. The cookie `cc_session` is set beside it. */
export const SignedIn = z.object({
  user: User,
  access_token: z.string().meta({ description: 'JWT for programs, valid for 24 hours, revocable with its session' }),
  expires_at: Instant.meta({ description: 'when access_token stops working' }),
})
export type SignedIn = z.infer<typeof SignedIn>

export const Me = z.object({
  user: User,
  firms: z.array(Firm),
  active_firm: ActiveFirm,
  /** When the session (or the token that was used) ends. Null: a personal token without an end. */
  expires_at: Instant.nullable(),
})
export type Me = z.infer<typeof Me>

export const register = endpoint({
  method: 'POST',
  path: '/auth/register',
  summary: 'Create an account with its personal workspace',
  description: 'Sets the session cookie and mails a link that confirms the address; nothing waits for it.',
  tag,
  access: 'public',
  body: z.object({
    username: Username,
    email: Email,
    password: NewPassword,
    full_name: OptionalText(120).optional(),
  }),
  status: 201,
  response: SignedIn,
  refusals: [usernameTaken, emailTaken, weakPassword],
  rateLimit: 60,
})

export const login = endpoint({
  method: 'POST',
  path: '/auth/login',
  summary: 'Log in with username or e-mail',
  description: 'With two-factor log-in on, answers 401 `two_factor_required` with `details.challenge`.',
  tag,
  access: 'public',
  body: z
    .object({
      username: z.string().trim().max(254).optional(),
      email: z.string().trim().max(254).optional(),
      password: Password,
    })
    .refine((body) => (body.username ?? body.email ?? '') !== '', {
      path: ['username'],
      error: 'Enter your username or e-mail.',
    })
    .meta({ example: { username: 'mara', password: 'a long enough phrase 42' } }),
  response: SignedIn,
  refusals: [wrongCredentials, twoFactorRequired, tooManyTries],
  rateLimit: 120,
})

export const verifyTwoFactor = endpoint({
  method: 'POST',
  path: '/auth/two-factor/verify',
  summary: 'Finish a log-in with a code of the authenticator app or a recovery code',
  description: 'The challenge lives for 10 minutes. A recovery code works once.',
  tag,
  access: 'public',
  body: z.object({ challenge: LinkToken, code: Code }),
  response: SignedIn,
  refusals: [wrongCode, linkExpired, tooManyTries],
  rateLimit: 60,
})

export const logout = endpoint({
  method: 'POST',
  path: '/auth/logout',
  summary: 'End this session; its access token stops working too',
  tag,
  access: 'session',
})

export const me = endpoint({
  method: 'GET',
  path: '/auth/me',
  summary: 'Who is logged in, with firms and the active firm',
  tag,
  access: 'user',
  response: Me,
})

export const changePassword = endpoint({
  method: 'POST',
  path: '/auth/password',
  summary: 'Change the password; every other session ends',
  description:
    'An account that only logs in through a provider sets its first password without `current_password`. A mail tells of the change.',
  tag,
  access: 'session',
  body: z.object({ current_password: Password.optional(), new_password: NewPassword }),
  refusals: [wrongPassword, weakPassword, tooManyTries],
  rateLimit: 30,
})

export const forgotPassword = endpoint({
  method: 'POST',
  path: '/auth/password/forgot',
  summary: 'Send a link to choose a new password',
  description:
    'Answers the same whether or not there is such an account. The link works once, for an hour; at most one mail a minute is sent.',
  tag,
  access: 'public',
  body: z.object({ email: Email }),
  status: 202,
  response: z.object({
    delivers: z.boolean().meta({ description: 'false: mails wait in the outbox folder of this server' }),
  }),
  rateLimit: 20,
})

export const resetPassword = endpoint({
  method: 'POST',
  path: '/auth/password/reset',
  summary: 'Choose a new password with the token of the mailed link; every session ends',
  description:
    'The link came by mail, so the address counts as confirmed; if it was not before, personal tokens and connected providers go. Two-factor log-in stays on.',
  tag,
  access: 'public',
  body: z.object({ token: LinkToken, new_password: NewPassword }),
  refusals: [linkExpired, weakPassword],
  rateLimit: 30,
})

export const verifyEmail = endpoint({
  method: 'POST',
  path: '/auth/email/verify',
  summary: 'Confirm an e-mail address with the token of the mailed link',
  description: 'The link works once, for 48 hours, without being logged in.',
  tag,
  access: 'public',
  body: z.object({ token: LinkToken }),
  response: z.object({ email: z.string() }),
  refusals: [linkExpired],
  rateLimit: 30,
})

export const resendVerification = endpoint({
  method: 'POST',
  path: '/auth/email/resend',
  summary: 'Send the confirmation mail again',
  description:
    'Links that were mailed before stop working. Does nothing for a confirmed address, nor twice within a minute.',
  tag,
  access: 'session',
  status: 202,
  response: z.object({ delivers: z.boolean() }),
  rateLimit: 6,
})
