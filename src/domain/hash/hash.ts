import { unitAt } from './unit-at.ts'

/** Where a hash begins, and what each unit multiplies it by (FNV-1a, 32 bits). */
export const FNV = 0x81_1c_9d_c5
export const PRIME = 0x01_00_01_93

/** FNV-1a over UTF-16 units, spread by the finaliser of MurmurHash3; 32 bits, unsigned. */
export function hash32(text: string): number {
  return hash32From(FNV, text)
}

/** The same from another beginning: a second hash of a text, which has no more to do with the first. */
export function hash32From(seed: number, text: string): number {
  let hash = seed
  const { length } = text
  for (let index = 0; index < length; index += 1) hash = Math.imul(hash ^ unitAt(text, index), PRIME)
  return mix(hash) >>> 0
}

/** Spreads what differs over all 32 bits (the finaliser of MurmurHash3); signed. */
export function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35)
  return hash ^ (hash >>> 16)
}
