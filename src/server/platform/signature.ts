import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Secrets } from '#platform/secrets.ts'

/** Signs a text for one purpose, so that it proves later that we made it; 132 bits in base64url. */
export function signature(secrets: Secrets, purpose: string, text: string): string {
  return signed(secrets.derive(purpose), text)
}

/** Whether we signed the text for this purpose, with this key or an older one that is still listed. */
export function isGenuine(secrets: Secrets, purpose: string, text: string, given: string): boolean {
  return secrets.deriveAll(purpose).some((key) => same(signed(key, text), given))
}

function signed(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url').slice(0, 22)
}

function same(left: string, right: string): boolean {
  const a = Buffer.from(left)
  const b = Buffer.from(right)
  return a.length === b.length && timingSafeEqual(a, b)
}
