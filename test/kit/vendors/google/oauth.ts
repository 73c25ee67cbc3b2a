import { createHash, randomUUID } from 'node:crypto'
import type { Ask } from '#kit/vendors/faults.ts'
import type { Answer } from '#kit/vendors/faulty-server.ts'
import { json } from './answer.ts'
import { consentPage, errorPage } from './consent-page.ts'
import type { Account, GoogleState } from './state.ts'

/** The application that asks, as it is registered; without `redirect_uris`, any may be named. */
export interface Client {
  readonly id: string
  readonly secret: string
  readonly redirect_uris?: readonly string[]
}

/** What people do on Google's page. */
export interface Consent {
  /** Whether the page is shown, or answered at once. */
  page: boolean
  /** Who answers; null: the first account. */
  email: string | null
  /** The scopes that are ticked; null: all that are asked for. */
  scopes: readonly string[] | null
  deny: boolean
}

/** What an account lets the application do, over all its consents. */
interface Grant {
  readonly account: Account
  scopes: ReadonlySet<string>
}

/** What one consent gave. */
interface Given {
  readonly grant: Grant
  readonly scopes: readonly string[]
}

interface Code extends Given {
  readonly redirect_uri: string
  readonly challenge: string | null
  readonly offline: boolean
  readonly expires: number
}

const CODE_MS = 10 * 60_000
const TOKEN_SECONDS = 3599

/** developers.google.com/identity/protocols/oauth2/web-server, and RFC 6749, 7009, 7636. */
export class OAuth {
  readonly consent: Consent = { page: false, email: null, scopes: null, deny: false }
  /** Whether each refresh gives another refresh token, and ends the one that was used. */
  rotate = false
  readonly #state: GoogleState
  readonly #client: Client
  #grants: Grant[] = []
  readonly #codes = new Map<string, Code>()
  readonly #refresh = new Map<string, Given>()
  readonly #access = new Map<string, Given & { readonly expires: number }>()

  constructor(state: GoogleState, client: Client) {
    this.#state = state
    this.#client = client
  }

  /** `GET /o/oauth2/v2/auth`. What is wrong with the client or the address is told to the person, never sent there. */
  authorize(query: URLSearchParams): Answer {
    const [redirect_uri, client_id] = [query.get('redirect_uri') ?? '', query.get('client_id')]
    if (client_id !== this.#client.id) return errorPage('invalid_client', 'The OAuth client was not found.')
    const known = this.#client.redirect_uris
    if (!URL.canParse(redirect_uri) || (known !== undefined && !known.includes(redirect_uri)))
      return errorPage('redirect_uri_mismatch', 'The redirect URI in the request does not match.')
    const asked = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '')
    if (query.get('response_type') !== 'code' || asked.length === 0)
      return errorPage('invalid_request', 'Required parameter is missing: response_type, scope')
    if (this.consent.page) return consentPage(query, asked, this.#state.accounts)
    const { email, scopes, deny } = this.consent
    return this.#answered(query, { email, deny, scopes: scopes ?? asked })
  }

  /** The form of the page. */
  decide(form: URLSearchParams): Answer {
    const query = new URLSearchParams(form.get('request') ?? '')
    const deny = form.get('decision') !== 'allow'
    return this.#answered(query, { email: form.get('account'), deny, scopes: form.getAll('scope') })
  }

  #answered(
    query: URLSearchParams,
    answer: { email: string | null; deny: boolean; scopes: readonly string[] },
  ): Answer {
    const back = new URL(query.get('redirect_uri') ?? '')
    const state = query.get('state')
    if (state !== null) back.searchParams.set('state', state)
    const account = this.#state.accounts.find(({ email }) => answer.email === null || email === answer.email)
    // What is not asked for cannot be given; single scopes may be left out (identity/protocols/oauth2/resources/granular-permissions).
    const asked = (query.get('scope') ?? '').split(' ').filter((scope) => answer.scopes.includes(scope))
    if (answer.deny || account === undefined) back.searchParams.set('error', 'access_denied')
    else {
      const code = `4/${randomUUID()}`
      const grant = this.#grantOf(account)
      const scopes = query.get('include_granted_scopes') === 'true' ? [...new Set([...grant.scopes, ...asked])] : asked
      this.#codes.set(code, {
        grant,
        scopes,
        redirect_uri: query.get('redirect_uri') ?? '',
        challenge: query.get('code_challenge_method') === 'S256' ? query.get('code_challenge') : null,
        offline: query.get('access_type') === 'offline' && (query.get('prompt') ?? '').split(' ').includes('consent'),
        expires: this.#state.now() + CODE_MS,
      })
      back.searchParams.set('code', code)
      back.searchParams.set('scope', scopes.join(' '))
    }
    return { status: 302, headers: { location: back.href } }
  }

  /** `POST /token`. */
  token(form: URLSearchParams): Answer {
    if (form.get('client_id') !== this.#client.id || form.get('client_secret') !== this.#client.secret)
      return failed(401, 'invalid_client', 'Unauthorized')
    const kind = form.get('grant_type')
    if (kind === 'authorization_code') return this.#redeem(form)
    if (kind === 'refresh_token') return this.#renew(form.get('refresh_token') ?? '')
    return failed(400, 'unsupported_grant_type', `Invalid grant_type: ${kind}`)
  }

  /** A code works once, whatever comes of it. */
  #redeem(form: URLSearchParams): Answer {
    const code = this.#codes.get(form.get('code') ?? '')
    this.#codes.delete(form.get('code') ?? '')
    if (code === undefined || code.expires <= this.#state.now() || !this.#grants.includes(code.grant))
      return failed(400, 'invalid_grant', 'Malformed auth code.')
    if (code.redirect_uri !== form.get('redirect_uri')) return failed(400, 'redirect_uri_mismatch', 'Bad Request')
    const verifier = form.get('code_verifier') ?? ''
    if (code.challenge !== null && createHash('sha256').update(verifier).digest('base64url') !== code.challenge)
      return failed(400, 'invalid_grant', 'Invalid code verifier.')
    code.grant.scopes = new Set([...code.grant.scopes, ...code.scopes])
    const tokens = this.#accessToken(code)
    return json(code.offline ? { ...tokens, refresh_token: this.#refreshToken(code) } : tokens)
  }

  #renew(refresh_token: string): Answer {
    const given = this.#refresh.get(refresh_token)
    if (given === undefined) return failed(400, 'invalid_grant', 'Token has been expired or revoked.')
    const tokens = this.#accessToken(given)
    if (!this.rotate) return json(tokens)
    this.#refresh.delete(refresh_token)
    return json({ ...tokens, refresh_token: this.#refreshToken(given) })
  }

  /** The tokens of a whole way through Google, without going it. */
  give(account: Account, scopes: readonly string[]): { access_token: string; refresh_token: string } {
    const grant = this.#grantOf(account)
    grant.scopes = new Set([...grant.scopes, ...scopes])
    return {
      access_token: this.#accessToken({ grant, scopes }).access_token,
      refresh_token: this.#refreshToken({ grant, scopes }),
    }
  }

  /** `POST /revoke`: either token ends all that the account gave (web-server#tokenrevoke). */
  revoke(ask: Ask): Answer {
    const token = new URLSearchParams(ask.body).get('token') ?? ask.query.get('token') ?? ''
    const given = this.#refresh.get(token) ?? this.#access.get(token)
    if (given === undefined) return failed(400, 'invalid_token', 'Token expired or revoked')
    this.end(given.grant.account)
    return json({})
  }

  /** The account takes back what it gave. */
  end(account: Account): void {
    this.#grants = this.#grants.filter((grant) => grant.account !== account)
    for (const tokens of [this.#refresh, this.#access])
      for (const [token, { grant }] of tokens) if (grant.account === account) tokens.delete(token)
  }

  expireAccessTokens(): void {
    this.#access.clear()
  }

  /** `GET /v1/userinfo` (openid.net/specs/openid-connect-core-1_0.html#UserInfo). */
  userinfo(ask: Ask): Answer {
    const bearer = this.bearer(ask)
    if (bearer === null) return failed(401, 'invalid_request', 'Invalid Credentials')
    const { subject: sub, email, name } = bearer.account
    const has = (scope: string) => bearer.scopes.has(scope)
    const mail = has('email') || has('https://www.googleapis.com/auth/userinfo.email')
    const profile = has('profile') || has('https://www.googleapis.com/auth/userinfo.profile')
    return json({ sub, ...(mail ? { email, email_verified: true } : {}), ...(profile ? { name } : {}) })
  }

  /** Who a request comes from; null: from nobody that we know (any more). */
  bearer(ask: Ask): { account: Account; scopes: ReadonlySet<string> } | null {
    const [, token = ''] = /^Bearer (.+)$/.exec(ask.headers.authorization ?? '') ?? []
    const access = this.#access.get(token)
    if (access === undefined || access.expires <= this.#state.now()) return null
    return { account: access.grant.account, scopes: new Set(access.scopes) }
  }

  #grantOf(account: Account): Grant {
    const known = this.#grants.find((grant) => grant.account === account)
    if (known !== undefined) return known
    const grant = { account, scopes: new Set<string>() }
    this.#grants.push(grant)
    return grant
  }

  #accessToken({ grant, scopes }: Given) {
    const access_token = `ya29.${randomUUID()}`
    const expires = this.#state.now() + TOKEN_SECONDS * 1000
    this.#access.set(access_token, { grant, scopes, expires })
    return { access_token, expires_in: TOKEN_SECONDS, scope: scopes.join(' '), token_type: 'Bearer' }
  }

  #refreshToken({ grant, scopes }: Given): string {
    const refresh_token = `1//${randomUUID()}`
    this.#refresh.set(refresh_token, { grant, scopes })
    return refresh_token
  }
}

function failed(status: number, error: string, error_description: string): Answer {
  return json({ error, error_description }, status)
}
