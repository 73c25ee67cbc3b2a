import { normalizeIP } from '@fastify/rate-limit'

/**
 * Whom an address is counted as: an IPv4 address as itself, however it is written; an IPv6 address as its /64, because a
 * household or a rented server has all of one. What is no address counts as it stands.
 */
export function networkOf(address: string): string {
  return normalizeIP(address)
}
