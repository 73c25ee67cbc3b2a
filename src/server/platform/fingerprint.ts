import { hash } from 'node:crypto'

/** A fingerprint of what a source says: equal ones need no write. */
export function fingerprint(value: unknown): string {
  return fingerprintOfText(JSON.stringify(value))
}

/** The same of a value that is JSON already. */
export function fingerprintOfText(json: string): string {
  return hash('sha256', json, 'base64url').slice(0, 27)
}
