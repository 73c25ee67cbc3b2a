import type { Sha256 } from './value.ts'

const ALPHABET = '0123456789abcdefghijklmnopqrstuv'

/**
 * The id that we ask a calendar to give an event: the same each time it is tried, so that a create whose answer was lost
 * does not make a second one; another one for each generation, since the id of a deleted event stays burnt (calendar.md
 * §4.1; base32hex of RFC 4648 §7 in lower case, as Google wants it).
 */
export function remoteIdOf(
  event: {
    readonly tenant_id: string
    readonly connection_id: string
    readonly event_id: string
    readonly generation: number
  },
  sha256: Sha256,
): string {
  const { tenant_id, connection_id, event_id, generation } = event
  return base32hex(sha256([tenant_id, connection_id, event_id, generation].join('|')))
}

function base32hex(bytes: Uint8Array): string {
  let [text, bits, held] = ['', 0, 0]
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET[(held >>> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 ? text + ALPHABET[(held << (5 - bits)) & 31] : text
}
