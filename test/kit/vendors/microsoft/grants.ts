import { createHash, randomBytes } from 'node:crypto'
import type { Account } from './mailbox.ts'
import type { Aadsts } from './oauth-error.ts'
import type { Traits } from './traits.ts'

/** Who may ask for tokens; a program without a secret is a public one. */
export interface Client {
  readonly id: string
  readonly secret: string | null
  /** Null: any, for development. */
  readonly redirect_uris: readonly string[] | null
}

/** What a person agreed to. */
interface Grant {
  readonly account: Account
  readonly client_id: string
  readonly scopes: readonly string[]
  revoked: boolean
}

interface Code {
  readonly grant: Grant
  readonly redirect_uri: string
  readonly challenge: string | null
  readonly expires: number
  used: boolean
}

interface RefreshToken {
  readonly grant: Grant
  readonly expires: number
  used: boolean
}

interface AccessToken {
  readonly account: Account
  readonly scopes: readonly string[]
  readonly expires: number
  readonly grant: Grant
}

export interface Tokens {
  readonly access_token: string
  readonly refresh_token: string | null
  readonly scopes: readonly string[]
}

const CODE_MS = 10 * 60_000
/** learn.microsoft.com/entra/identity-platform/refresh-tokens, "Token lifetime". */
const REFRESH_MS = 90 * 86_400_000
export const ACCESS_SECONDS = 3_600

const secret = (prefix: string): string => `${prefix}${randomBytes(48).toString('base64url')}`

/** Codes and tokens, and what becomes of them. */
export class Grants {
  readonly #now: () => number
  readonly #traits: Traits
  #codes = new Map<string, Code>()
  #refresh = new Map<string, RefreshToken>()
  #access = new Map<string, AccessToken>()

  constructor(now: () => number, traits: Traits) {
    this.#now = now
    this.#traits = traits
  }

  code(
    of: Pick<Grant, 'account' | 'client_id' | 'scopes'>,
    back: { readonly redirect_uri: string; readonly challenge: string | null },
  ): string {
    const code = secret('0.A')
    const grant = { account: of.account, client_id: of.client_id, scopes: of.scopes, revoked: false }
    this.#codes.set(code, { grant, ...back, expires: this.#now() + CODE_MS, used: false })
    return code
  }

  /** A code is good once, for whoever asked for it (…/entra/identity-platform/v2-oauth2-auth-code-flow). */
  redeem(form: URLSearchParams): Tokens | Aadsts {
    const code = this.#codes.get(form.get('code') ?? '')
    if (code === undefined || code.expires <= this.#now()) return 70008
    if (code.used) return 54005
    code.used = true
    if (code.grant.client_id !== form.get('client_id')) return 70008
    if (code.redirect_uri !== form.get('redirect_uri')) return 50011
    const verifier = form.get('code_verifier') ?? ''
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    if (code.challenge !== null && code.challenge !== challenge) return 501481
    return this.#issue(code.grant, code.grant.scopes)
  }

  /**
   * Each use gives another refresh token (…/entra/identity-platform/refresh-tokens). The old one may live on; here it is dead
   * unless told otherwise, so that who does not keep the new one is found out.
   */
  refresh(form: URLSearchParams): Tokens | Aadsts {
    const token = this.#refresh.get(form.get('refresh_token') ?? '')
    const isSpent = token?.used === true && this.#traits.spent_refresh_tokens === 'refused'
    if (token === undefined || isSpent || token.grant.client_id !== form.get('client_id')) return 70008
    if (token.grant.revoked) return 50173
    if (token.expires <= this.#now()) return 700082
    const wanted = form.get('scope')?.split(' ') ?? token.grant.scopes
    if (wanted.some((scope) => !token.grant.scopes.includes(scope))) return 65001
    token.used = true
    return this.#issue(token.grant, [
      ...new Set([...wanted, ...token.grant.scopes.filter((one) => one === 'offline_access')]),
    ])
  }

  /** Whom an access token speaks for, and what it may do; null: for nobody. */
  holder(access_token: string): Pick<AccessToken, 'account' | 'scopes'> | null {
    const token = this.#access.get(access_token)
    return token === undefined || token.grant.revoked || token.expires <= this.#now() ? null : token
  }

  /** A token of someone who agreed to these scopes, without going the way through the browser. */
  accessFor(account: Account, client_id: string, scopes: readonly string[]): Tokens {
    return this.#issue({ account, client_id, scopes, revoked: false }, scopes)
  }

  /** The person takes back what they agreed to, or changes their password. */
  revoke(account: Account): void {
    for (const { grant } of [...this.#codes.values(), ...this.#refresh.values(), ...this.#access.values()])
      if (grant.account === account) grant.revoked = true
  }

  expireAccess(): void {
    this.#access.clear()
  }

  #issue(grant: Grant, scopes: readonly string[]): Tokens {
    const access_token = secret('EwB')
    this.#access.set(access_token, {
      grant,
      account: grant.account,
      scopes,
      expires: this.#now() + ACCESS_SECONDS * 1000,
    })
    if (!scopes.includes('offline_access')) return { access_token, refresh_token: null, scopes }
    const refresh_token = secret('M.C5')
    this.#refresh.set(refresh_token, { grant, expires: this.#now() + REFRESH_MS, used: false })
    return { access_token, refresh_token, scopes }
  }
}
