import type { Http } from '#platform/http/http.ts'

/**
 * Whether a name and a password that go to one address may go on to another one: on the same machine, never from an
 * encrypted connection to a plain one; and within iCloud, where every account has a machine of its own (calendar.md §4.3).
 */
export function mayFollow(from: URL, to: URL): boolean {
  if (to.protocol !== 'https:' && (from.protocol === 'https:' || to.hostname !== from.hostname)) return false
  return to.hostname === from.hostname || (isIcloud(from) && isIcloud(to))
}

/** A path on the machine of an address, and on no other one, as a relative address with two slashes in front would be. */
export function pathOn(address: URL, path: string): URL {
  return Object.assign(new URL(address), { pathname: path, search: '', hash: '' })
}

/** The parts of the configuration that say where a password may go unencrypted. */
export interface PlainWay {
  readonly http: Pick<Http, 'rewrite'>
  readonly allow_private_hosts: readonly string[]
}

/** The address, encrypted unless whoever runs this server vouches for the way to it. */
export function encrypted(url: URL, { http, allow_private_hosts }: PlainWay): URL {
  const isOurs = allow_private_hosts.includes(url.hostname) || allow_private_hosts.includes(url.host)
  if (url.protocol !== 'http:' || isOurs || http.rewrite(url.href) !== url.href) return url
  return new URL(`https:${url.href.slice('http:'.length)}`)
}

/** iCloud, whichever of its machines: one account is the same on all of them. */
export function isIcloud({ hostname }: URL): boolean {
  return hostname === 'icloud.com' || hostname.endsWith('.icloud.com')
}
