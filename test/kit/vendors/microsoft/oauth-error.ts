import { randomUUID } from 'node:crypto'
import type { Answer } from '#kit/vendors/faulty-server.ts'
import { json } from './refusal.ts'

interface Meaning {
  readonly error: string
  readonly status?: number
  readonly suberror?: string
  readonly says: string
}

/** What a token is refused with (learn.microsoft.com/entra/identity-platform/reference-error-codes). */
const MEANINGS = {
  50011: {
    error: 'invalid_request',
    says: 'The redirect URI specified in the request does not match the redirect URIs configured for the application.',
  },
  50076: {
    error: 'invalid_grant',
    suberror: 'basic_action',
    says: 'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication.',
  },
  50158: {
    error: 'invalid_grant',
    suberror: 'basic_action',
    says: 'External security challenge not satisfied. User will be redirected to another page or authentication provider to satisfy additional authentication challenges.',
  },
  50173: {
    error: 'invalid_grant',
    suberror: 'bad_token',
    says: 'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
  },
  54005: {
    error: 'invalid_grant',
    says: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  },
  65001: {
    error: 'invalid_grant',
    suberror: 'consent_required',
    says: 'The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.',
  },
  65004: { error: 'access_denied', says: 'User declined to consent to access the app.' },
  70008: {
    error: 'invalid_grant',
    suberror: 'token_expired',
    says: 'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  },
  70011: { error: 'invalid_scope', says: 'The provided value for the input parameter scope is not valid.' },
  700016: {
    error: 'unauthorized_client',
    says: 'Application was not found in the directory. You may have sent your authentication request to the wrong tenant.',
  },
  700082: {
    error: 'invalid_grant',
    suberror: 'token_expired',
    says: 'The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00.',
  },
  700084: {
    error: 'invalid_grant',
    suberror: 'token_expired',
    says: 'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended.',
  },
  900144: {
    error: 'invalid_request',
    says: 'The request body must contain the parameter grant_type, and what it needs.',
  },
  501481: {
    error: 'invalid_grant',
    says: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  7000215: {
    error: 'invalid_client',
    status: 401,
    says: 'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.',
  },
} satisfies Record<number, Meaning>

export type Aadsts = keyof typeof MEANINGS

export const isAadsts = (code: number): code is Aadsts => code in MEANINGS

/** The shape of a refused token (learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow, "Error response"). */
export function oauthError(code: Aadsts, now: number): Answer {
  const { error, status = 400, suberror }: Meaning = MEANINGS[code]
  const [trace_id, correlation_id] = [randomUUID(), randomUUID()]
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`
  return json(status, {
    error,
    error_description: `${saying(code)} Trace ID: ${trace_id} Correlation ID: ${correlation_id} Timestamp: ${timestamp}`,
    error_codes: [code],
    ...{ timestamp, trace_id, correlation_id },
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    ...(suberror === undefined ? {} : { suberror }),
  })
}

export const saying = (code: Aadsts): string => `AADSTS${code}: ${MEANINGS[code].says}`
