import type { LookupFunction } from 'node:net'
import type { Config } from '#platform/config.ts'
import { bare, guardedLookup, isAddressLiteral, isPublicAddress, systemResolve } from './address.ts'
import type { Resolve } from './address.ts'
import { failure } from './failure.ts'
import type { Failure } from './failure.ts'

/** How a client of another protocol than HTTP opens its connection; what `net.connect` and `tls.connect` take. */
export interface Way {
  readonly kind: 'way'
  readonly host: string
  readonly port: number
  readonly socket: {
    /** Hands out only addresses that were checked, and resolves once: the connection goes to what was checked. */
    readonly lookup?: LookupFunction
    readonly minVersion: 'TLSv1.2'
    readonly rejectUnauthorized: true
  }
}

export interface Target {
  readonly host: string
  readonly port: number
  /** The ports below 1024 that belong to the protocol; no other of those is connected to. */
  readonly ports: readonly number[]
}

/**
 * The way out for protocols that are not HTTP (IMAP, later CalDAV push and the like): decides where a name that a
 * person typed may lead, by the same rules as for their web addresses. It opens nothing itself.
 */
export type Dial = (target: Target) => Way | Failure

/** A dial that refuses private networks but for what `ALLOW_PRIVATE_HOSTS` names. */
export function makeDial({
  config,
  resolve = systemResolve,
}: {
  config: Pick<Config, 'allow_private_hosts'>
  resolve?: Resolve
}): Dial {
  return ({ host: given, port, ports }) => {
    const host = bare(given.trim().toLowerCase())
    const socket = { minVersion: 'TLSv1.2', rejectUnauthorized: true } as const
    const allowed = config.allow_private_hosts.some((each) => bare(each) === host || each === `${host}:${port}`)
    if (allowed) return { kind: 'way', host, port, socket }
    if (port < 1024 && !ports.includes(port))
      return failure('private_address', `Port ${port} is not one of ${ports.join(' or ')}.`)
    // A socket looks up no address that is written out, so it is checked here.
    if (isAddressLiteral(host) && !isPublicAddress(host))
      return failure('private_address', `${host} is a private address.`)
    return { kind: 'way', host, port, socket: { ...socket, lookup: guardedLookup(resolve) } }
  }
}
