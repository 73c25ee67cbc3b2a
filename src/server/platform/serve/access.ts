import { forbidden, refusal, tokenNotEnough, unauthenticated } from '#contract/endpoint.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Actor, Role } from '#platform/actor.ts'
import { refuse } from '#platform/errors.ts'

export const crossOrigin = refusal(
  'cross_origin',
  403,
  'This request came from another site, so it was not carried out.',
)
export const tokenScope = refusal(
  'token_scope',
  403,
  'This personal token may not do this. Make one with the scope that it takes: read, or write.',
)

const ROLES: Readonly<Record<'staff' | 'admin' | 'owner', readonly Role[]>> = {
  staff: ['owner', 'admin', 'coach'],
  admin: ['owner', 'admin'],
  owner: ['owner'],
}

/** Refuses an actor that the endpoint's access does not let in. */
export function checkAccess(endpoint: Endpoint, actor: Actor | null): void {
  const { access } = endpoint
  if (access === 'public') return
  if (actor === null) return refuse(unauthenticated)
  checkScope(endpoint, actor)
  if (access === 'session' && actor.via === 'token') refuse(tokenNotEnough)
  if (access === 'staff' || access === 'admin' || access === 'owner') {
    if (!ROLES[access].includes(actor.role)) refuse(forbidden)
  }
}

/** Refuses a personal token that was not made for this. Who may write may read; a scope of an endpoint opens no other. */
export function checkScope({ method, scope }: Pick<Endpoint, 'method' | 'scope'>, { scopes }: Actor): void {
  if (scopes === null || scopes.includes('write')) return
  if (scope !== null && scopes.includes(scope)) return
  if (method !== 'GET' || !scopes.includes('read')) refuse(tokenScope)
}

/**
 * Cross-site request forgery: a request that changes something and is carried by a cookie needs the `Origin` of
 * this site; a foreign `Origin` is refused even without a cookie. Bearers are not sent by browsers on their own.
 */
export function checkOrigin(
  method: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  site: { public_origin: string },
): void {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return
  // Only a bearer proves that no browser sent this by itself: it adds Basic (of a proxy) to foreign requests, too.
  if (/^Bearer /i.test(String(headers['authorization'] ?? ''))) return
  const origin = headers['origin']
  if (origin === undefined) {
    if (headers['cookie'] !== undefined) refuse(crossOrigin)
    return
  }
  if (origin === site.public_origin) return
  if (typeof origin !== 'string' || hostOf(origin) === null || hostOf(origin) !== headers['host']) refuse(crossOrigin)
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
