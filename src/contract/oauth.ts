import { z } from 'zod'
import { SignedIn, twoFactorRequired } from './accounts.ts'
import { endpoint, notFound, refusal, tokenNotEnough } from './endpoint.ts'
import { Id, Instant } from './wire.ts'

const tag = 'Accounts'

export const providerUnavailable = refusal('provider_not_configured', 404, 'This way to log in is not set up here.')
export const providerFailed = refusal('provider_failed', 502, 'The other side did not let us finish. Try again.')
export const stateMismatch = refusal(
  'oauth_state',
  400,
  'This log-in was started in another browser or too long ago. Start again.',
)
export const linkNotAllowed = refusal(
  'oauth_link_not_allowed',
  409,
  'There is an account with this e-mail. Log in with its password, then connect this provider under Security.',
)
export const identityTaken = refusal('oauth_identity_taken', 409, 'This account is connected to another person here.')
export const lastWayIn = refusal('last_way_in', 409, 'This is the only way into your account. Set a password first.')

export const Provider = z.enum(['google', 'github', 'linkedin'])
export type Provider = z.infer<typeof Provider>

export const listProviders = endpoint({
  method: 'GET',
  path: '/auth/providers',
  summary: 'Which ways to log in are set up',
  tag,
  access: 'public',
  response: z.object({ items: z.array(z.object({ provider: Provider, configured: z.boolean() })) }),
})

export const startOAuth = endpoint({
  method: 'GET',
  path: '/auth/oauth/:provider/login',
  summary: 'Start a log-in through a provider, or connect one while logged in',
  description: 'Send the browser to `authorization_url`. It comes back to `/oauth/{provider}/callback` of the web.',
  tag,
  access: 'public',
  params: z.object({ provider: Provider }),
  response: z.object({ authorization_url: z.string() }),
  refusals: [providerUnavailable, tokenNotEnough],
  rateLimit: 60,
})

export const finishOAuth = endpoint({
  method: 'POST',
  path: '/auth/oauth/:provider/callback',
  summary: 'Finish a log-in through a provider',
  description:
    'Somebody new gets an account, or the account of the same address when both sides have confirmed it. While logged in, it connects the provider to your account.',
  tag,
  access: 'public',
  params: z.object({ provider: Provider }),
  body: z.object({
    code: z.string().min(1).max(2000).meta({ example: 'b25seSBvbmNl' }),
    state: z.string().min(1).max(500),
  }),
  response: SignedIn,
  refusals: [
    providerUnavailable,
    providerFailed,
    stateMismatch,
    linkNotAllowed,
    identityTaken,
    twoFactorRequired,
    tokenNotEnough,
  ],
  rateLimit: 60,
})

export const ConnectedAccount = z.object({
  id: Id,
  provider: Provider,
  email: z.string().nullable(),
  created_at: Instant,
})

export const listConnected = endpoint({
  method: 'GET',
  path: '/auth/oauth/accounts',
  summary: 'Providers that can log you in',
  tag,
  access: 'session',
  response: z.object({ items: z.array(ConnectedAccount) }),
})

export const disconnect = endpoint({
  method: 'DELETE',
  path: '/auth/oauth/accounts/:id',
  summary: 'Disconnect a provider',
  description: 'The account at the provider stays as it is.',
  tag,
  access: 'session',
  params: z.object({ id: Id }),
  refusals: [notFound, lastWayIn],
})
