import type * as OpenId from 'openid-client'
import { z } from 'zod'
import type { Provider } from '#domain/calendar/sync/capability.ts'
import type { AccountOwner, Answer, CalendarFailure, CalendarLogin, Grant } from '#domain/calendar/sync/port.ts'
import type { Clock } from '#platform/clock.ts'
import type { Http, OutboundRequest } from '#platform/http/http.ts'
import { Conversation } from './conversation.ts'
import type { Heard } from './conversation.ts'

/** What of OAuth 2.0 differs from provider to provider. */
export interface LoginDescription {
  readonly provider: Provider
  readonly issuer: string
  readonly authorization_endpoint: string
  readonly token_endpoint: string
  readonly revocation_endpoint: string | null
  readonly needed_scopes: readonly string[]
  /** Those that only name the account, or make the access last. */
  readonly other_scopes: readonly string[]
  /** What else the page of consent is asked with. */
  readonly ask: Readonly<Record<string, string>>
  /** A granted scope as it is spelled in `needed_scopes`. */
  readonly scopeName: (granted: string) => string
  /** Where the provider says whose token it is. */
  readonly owner: { readonly url: string; readonly schema: z.ZodType<AccountOwner> }
}

interface Parts {
  readonly http: Http
  readonly clock: Clock
}

interface Client {
  readonly client_id: string
  readonly client_secret: string
}

const LIMITS = { timeout_ms: 10_000, max_bytes: 100_000, max_redirects: 0 } as const
/** An hour is what RFC 6749 §5.1 gives as its example, and what providers give. */
const USUAL_LIFE_S = 3600
/** An ID token comes along unasked, and is of no use to us: it must not fail on a clock that is wrong. */
const CLOCK_TOLERANCE_S = 86_400

/** The login of one provider (RFC 6749, 7636, 7009), with requests that go out as all others do. */
export function makeLogin(parts: Parts, client: Client, is: LoginDescription): CalendarLogin {
  const { issuer, authorization_endpoint, token_endpoint, revocation_endpoint } = is
  const server = {
    ...{ issuer, authorization_endpoint, token_endpoint },
    ...(revocation_endpoint === null ? {} : { revocation_endpoint }),
  }
  // Most processes never log anybody in: what that takes is loaded with the first who does.
  const load = async () => {
    const openid = await import('openid-client')
    const metadata = { client_secret: client.client_secret, [openid.clockTolerance]: CLOCK_TOLERANCE_S }
    return { openid, config: new openid.Configuration(server, client.client_id, metadata) }
  }

  async function ask<T>(work: (config: OpenId.Configuration, openid: typeof OpenId) => Promise<T>): Promise<Answer<T>> {
    const talk = new Conversation(parts, is.provider)
    const { openid, config } = await load()
    let heard: Heard | CalendarFailure | null = null
    config[openid.customFetch] = async (url, options) => {
      heard = await talk.send('token', requestOf(url, options))
      if (heard.kind === 'answer') return responseOf(heard)
      throw new Error('There was no answer.')
    }
    try {
      return talk.ok(await work(config, openid))
    } catch (error) {
      // Without a request nothing can have gone wrong elsewhere.
      if (heard === null) throw error
      return refused(talk, heard, 'token')
    }
  }

  return {
    needed_scopes: is.needed_scopes,

    async authorizationUrl({ state, verifier, redirect_uri }) {
      const { openid, config } = await load()
      const url = openid.buildAuthorizationUrl(config, {
        ...{ ...is.ask, redirect_uri, state, scope: [...is.needed_scopes, ...is.other_scopes].join(' ') },
        ...{ code_challenge: await openid.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
      })
      return parts.http.rewrite(url.href)
    },

    exchange: ({ code, verifier, redirect_uri }) =>
      ask(async (config, openid) => {
        const back = new URL(redirect_uri)
        back.searchParams.set('code', code)
        return grantOf(await openid.authorizationCodeGrant(config, back, { pkceCodeVerifier: verifier }), is)
      }),

    refresh: (refresh_token) =>
      ask(async (config, openid) => grantOf(await openid.refreshTokenGrant(config, refresh_token), is)),

    revoke: (token) =>
      revocation_endpoint === null
        ? Promise.resolve(new Conversation(parts, is.provider).ok(null))
        : ask(async (config, openid) => {
            await openid.tokenRevocation(config, token)
            return null
          }),

    async owner(access_token) {
      const headers = { authorization: `Bearer ${access_token}`, accept: 'application/json' }
      const talk = new Conversation(parts, is.provider)
      const heard = await talk.send('read', { method: 'GET', url: is.owner.url, headers, ...LIMITS })
      if (heard.kind !== 'answer' || heard.status !== 200) return refused(talk, heard, 'read')
      const owner = is.owner.schema.safeParse(jsonOf(heard))
      return owner.success ? talk.ok(owner.data) : refused(talk, heard, 'read')
    },
  }
}

function requestOf(url: string, { method, headers, body, signal }: OpenId.CustomFetchOptions): OutboundRequest {
  // Nothing but forms is sent to a token endpoint.
  if (method !== 'POST' || !(body instanceof URLSearchParams)) throw new Error('This is no request for a token.')
  return { method, url, headers, body: body.toString(), ...LIMITS, ...(signal === undefined ? {} : { signal }) }
}

function responseOf({ status, headers, text }: Extract<Heard, { kind: 'answer' }>): Response {
  return new Response([204, 205, 304].includes(status) ? null : text(), { status, headers: { ...headers } })
}

function grantOf(tokens: OpenId.TokenEndpointResponse, { scopeName }: LoginDescription): Grant {
  return {
    access_token: tokens.access_token,
    refresh_token: tokens.refresh_token ?? null,
    expires_in: tokens.expires_in ?? USUAL_LIFE_S,
    scopes: tokens.scope === undefined ? null : tokens.scope.split(' ').filter(Boolean).map(scopeName),
  }
}

const ErrorAnswer = z.object({ error: z.string(), error_description: z.string().default('') })

function refused(talk: Conversation, heard: Heard | CalendarFailure, asked: 'token' | 'read'): CalendarFailure {
  // That the addresses of providers cannot be reached is never a mistake of the person's, whatever the reason.
  if (heard.kind === 'failed') return heard.is === 'config' ? { ...heard, is: 'transient' } : heard
  const { status } = heard
  if (heard.kind === 'not_modified') return talk.failed({ asked, status, code: null })
  return talk.failed({ asked, status, code: codeOf(heard, asked), retry_after: heard.headers['retry-after'] })
}

// A provider's own number says more than the words of RFC 6749 (calendar.md §6.5); its text may hold names.
function codeOf(heard: Extract<Heard, { kind: 'answer' }>, asked: 'token' | 'read'): string | null {
  if (heard.status < 300) return 'bad_json'
  const said = ErrorAnswer.safeParse(jsonOf(heard))
  // RFC 6749 §5.2: 401 is there for clients that fail to prove themselves.
  if (!said.success) return asked === 'token' && heard.status === 401 ? 'invalid_client' : null
  const number = /AADSTS\d+/.exec(said.data.error_description)?.[0]
  return `${said.data.error}${number === undefined ? '' : ` ${number}`}`
}

function jsonOf({ text }: Extract<Heard, { kind: 'answer' }>): unknown {
  try {
    return JSON.parse(text())
  } catch {
    return null
  }
}
