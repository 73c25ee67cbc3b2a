import { createHmac, timingSafeEqual } from 'node:crypto'

const STEP_S = 30
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The six digits of one time step (RFC 6238 over RFC 4226, SHA-1: what every authenticator app understands). */
export function totpCode(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0xf
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** The step that a code is of, one before or after now included, or null. A step at or before `last` was used already. */
export function matchingStep(secret: Buffer, code: string, at: { ms: number; last: number }): number | null {
  const now = Math.floor(at.ms / 1000 / STEP_S)
  const given = Buffer.from(code)
  const steps = [now, now - 1, now + 1].filter((step) => step > at.last)
  return steps.find((step) => given.length === 6 && timingSafeEqual(given, Buffer.from(totpCode(secret, step)))) ?? null
}

/** What an authenticator app scans. */
export function otpauthUri(secret: Buffer, account: string): string {
  const label = `Career Copilot:${account}`.split(':').map(encodeURIComponent).join(':')
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=Career%20Copilot&algorithm=SHA1&digits=6&period=${STEP_S}`
}

/** RFC 4648, without padding. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => ALPHABET[Number.parseInt(group.padEnd(5, '0'), 2)]).join('')
}
