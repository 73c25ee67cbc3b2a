import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { BlockList } from 'node:net'
import { refusal } from '#contract/endpoint.ts'

export const operatorOnly = refusal(
  'operator_only',
  403,
  'This is for the machine itself, or for whoever sends METRICS_TOKEN as a bearer.',
)

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/**
 * Whether a request comes from who runs this: with a token, who sends it; without one, who asks from the machine
 * itself. A proxy on the same machine passes on what others ask, so whatever was forwarded is theirs.
 */
export function isOperator(
  request: { readonly headers: IncomingHttpHeaders; readonly socket: { readonly remoteAddress?: string | undefined } },
  token: string | null,
): boolean {
  if (token !== null) return same(request.headers.authorization ?? '', `Bearer ${token}`)
  if (request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined) return false
  const address = request.socket.remoteAddress ?? ''
  return loopback.check(address, address.includes(':') ? 'ipv6' : 'ipv4')
}

function same(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
