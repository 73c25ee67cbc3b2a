import type { Answer } from '#kit/vendors/faulty-server.ts'
import type { Ask } from '#kit/vendors/faults.ts'
import { consentPage, errorPage, page } from './consent-page.ts'
import { ACCESS_SECONDS, Grants } from './grants.ts'
import type { Client, Tokens } from './grants.ts'
import type { Account } from './mailbox.ts'
import { oauthError, saying } from './oauth-error.ts'
import type { Aadsts } from './oauth-error.ts'
import { json } from './refusal.ts'
import type { Traits } from './traits.ts'

/** login.microsoftonline.com (learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow), for any tenant. */
export class Login {
  readonly grants: Grants
  readonly accounts: readonly Account[]
  readonly client: Client
  /** Whether everybody agrees to everything at once, or is asked on a page. */
  consent: 'always' | 'ask' = 'always'
  readonly #now: () => number
  #failing: { code: Aadsts; times: number } | null = null

  constructor(accounts: readonly Account[], client: Client, { now, traits }: { now: () => number; traits: Traits }) {
    this.accounts = accounts
    this.client = client
    this.grants = new Grants(now, traits)
    this.#now = now
  }

  /** So many of the next requests for a token are refused with this code. */
  fail(code: Aadsts | null, times = 1): void {
    this.#failing = code === null ? null : { code, times }
  }

  answer(ask: Ask): Answer {
    const [, endpoint] = /^\/[^/]+\/oauth2\/v2\.0\/(authorize|authorize\/decide|token|logout)$/.exec(ask.path) ?? []
    if (endpoint === 'token') return this.#token(ask)
    if (endpoint === 'logout') return this.#logout(ask.query)
    if (endpoint === 'authorize' || endpoint === 'authorize/decide') {
      const refused = this.#refused(ask.query)
      if (refused !== null) return html(400, errorPage(saying(refused)))
      if (endpoint === 'authorize/decide') return this.#decide(ask.query)
      if (this.consent === 'ask') return html(200, consentPage(this.accounts, scopesIn(ask.query), ask.query))
      const all = new URLSearchParams(ask.query)
      for (const scope of scopesIn(ask.query)) all.append('granted', scope)
      return this.#decide(all)
    }
    return html(404, errorPage('There is no such page.'))
  }

  /** What is wrong before anyone is sent back: an address that is not registered is never sent to. */
  #refused(query: URLSearchParams): Aadsts | null {
    const { id, redirect_uris } = this.client
    if (query.get('client_id') !== id) return 700016
    const redirect_uri = query.get('redirect_uri') ?? ''
    if (!URL.canParse(redirect_uri) || redirect_uris?.includes(redirect_uri) === false) return 50011
    if (query.get('response_type') !== 'code') return 900144
    const challenged = query.has('code_challenge')
    if (challenged && query.get('code_challenge_method') !== 'S256') return 501481
    return scopesIn(query).length === 0 ? 70011 : null
  }

  #decide(query: URLSearchParams): Answer {
    const redirect_uri = query.get('redirect_uri') ?? ''
    const back = new URL(redirect_uri)
    const state = query.get('state')
    if (state !== null) back.searchParams.set('state', state)
    if (query.get('decision') === 'deny') {
      back.searchParams.set('error', 'access_denied')
      back.searchParams.set('error_subcode', 'cancel')
      back.searchParams.set('error_description', saying(65004))
      return redirect(back)
    }
    const named = query.get('account') ?? query.get('login_hint')
    const account = this.accounts.find(({ email }) => email === named) ?? this.accounts[0]
    if (account === undefined) return html(400, errorPage('There is no account.'))
    const granted = query.getAll('granted')
    const scopes = scopesIn(query).filter((scope) => granted.includes(scope))
    const challenge = query.get('code_challenge')
    const code = this.grants.code({ account, client_id: this.client.id, scopes }, { redirect_uri, challenge })
    back.searchParams.set('code', code)
    back.searchParams.set('session_state', account.id)
    return redirect(back)
  }

  #token(ask: Ask): Answer {
    const given = this.#tokens(new URLSearchParams(ask.body), String(ask.headers.authorization ?? ''))
    if (typeof given === 'number') return oauthError(given, this.#now())
    const { access_token, refresh_token, scopes } = given
    return json(
      200,
      {
        token_type: 'Bearer',
        // `offline_access` is no permission of Graph, and is not told.
        scope: scopes.filter((scope) => scope !== 'offline_access').join(' '),
        expires_in: ACCESS_SECONDS,
        ext_expires_in: ACCESS_SECONDS,
        access_token,
        ...(refresh_token === null ? {} : { refresh_token }),
      },
      { 'cache-control': 'no-store' },
    )
  }

  #tokens(form: URLSearchParams, authorization: string): Tokens | Aadsts {
    const failing = this.#failing
    if (failing !== null) {
      failing.times -= 1
      if (failing.times <= 0) this.#failing = null
      return failing.code
    }
    const basic = Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
      .toString()
      .split(':')
      .map(decodeURIComponent)
    const [client_id, secret] = authorization.startsWith('Basic ')
      ? basic
      : [form.get('client_id'), form.get('client_secret')]
    if (client_id !== this.client.id) return 700016
    if (this.client.secret !== null && secret !== this.client.secret) return 7000215
    form.set('client_id', client_id)
    if (form.get('grant_type') === 'authorization_code') return this.grants.redeem(form)
    return form.get('grant_type') === 'refresh_token' ? this.grants.refresh(form) : 900144
  }

  /** It ends the session in the browser; what was granted stays. */
  #logout(query: URLSearchParams): Answer {
    const back = query.get('post_logout_redirect_uri')
    return back !== null && URL.canParse(back) ? redirect(new URL(back)) : html(200, page('You signed out', ''))
  }
}

function scopesIn(query: URLSearchParams): string[] {
  return (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '')
}

const html = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body,
})

const redirect = (to: URL): Answer => ({ status: 302, headers: { location: to.href } })
