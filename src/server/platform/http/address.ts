import { lookup } from 'node:dns'
import type { LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Thrown inside a connection attempt: the name leads to an address that people may not make us visit. */
export class PrivateAddressError extends Error {
  constructor(host: string) {
    super(`${host} leads to a private address.`)
    this.name = 'PrivateAddressError'
  }
}

export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>

/** All addresses of a name, as the system resolves it. */
export const systemResolve: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, addresses) => (error === null ? resolve(addresses) : reject(error)))
  })

/**
 * True for an address that anybody on the internet could reach. Everything else is refused: loopback,
 * private and link-local networks (cloud metadata lives there), carrier-grade NAT, multicast, tunnels.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.parse(text)
  if (address instanceof ipaddr.IPv4) return address.range() === 'unicast'
  if (!(address instanceof ipaddr.IPv6)) return false
  if (address.isIPv4MappedAddress()) return address.toIPv4Address().range() === 'unicast'
  // NAT64 (RFC 6052): the real target is the IPv4 address in the last four bytes.
  if (address.range() === 'rfc6052') {
    return address.parts.slice(2, 6).every((part) => part === 0) && lastFourBytes(address).range() === 'unicast'
  }
  // The old "IPv4-compatible" ::a.b.c.d counts as unicast in the registry, yet some stacks connect to a.b.c.d.
  if (address.parts.slice(0, 6).every((part) => part === 0)) return false
  return address.range() === 'unicast'
}

/** True when the host of a URL is an address written out, not a name. */
export function isAddressLiteral(hostname: string): boolean {
  return ipaddr.isValid(bare(hostname))
}

/** `[::1]` as URLs write it -> `::1` as sockets want it. */
export function bare(hostname: string): string {
  return hostname.startsWith('[') && hostname.endsWith(']') ? hostname.slice(1, -1) : hostname
}

/**
 * A lookup for sockets that resolves once and hands out only checked addresses, so that the connection
 * goes to what was checked and a second DNS answer cannot swap it.
 */
export function guardedLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const first = addresses[0]
        if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) {
          callback(new PrivateAddressError(hostname), '')
        } else if (options.all === true) callback(null, [...addresses])
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    )
  }
}

function lastFourBytes(address: ipaddr.IPv6): ipaddr.IPv4 {
  return new ipaddr.IPv4(address.toByteArray().slice(12))
}
