import { createHash } from 'node:crypto'

/** What a server asks for that does not want to see the password (RFC 7616 §3.3); Baikal does unless it is told otherwise. */
export interface DigestChallenge {
  readonly realm: string
  readonly nonce: string
  readonly opaque: string | null
  readonly algorithm: 'MD5' | 'SHA-256'
  /** As it was named; null: a server from before there were several. */
  readonly named: string | null
  readonly qop: 'auth' | null
  /** The password was not looked at: what proved it was for a nonce that has run out (RFC 7616 §3.3). */
  readonly stale: boolean
}

/** The challenge of a 401 that takes no plain password; null: it takes one, or asks for what we cannot give. */
export function digestChallenge(header: string | undefined): DigestChallenge | null {
  const at = header?.search(/\bdigest\s/i) ?? -1
  if (header === undefined || at === -1 || /\bbasic\b/i.test(header)) return null
  const fields = new Map(
    [...header.slice(at, at + 2_000).matchAll(/([a-z]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi)].map(
      ([, name = '', quoted, bare]) => [name.toLowerCase(), quoted ?? bare ?? ''],
    ),
  )
  const [realm, nonce] = [fields.get('realm'), fields.get('nonce')]
  const named = fields.get('algorithm') ?? null
  const algorithm = (named ?? 'MD5').toUpperCase()
  const ways = fields
    .get('qop')
    ?.split(',')
    .map((way) => way.trim().toLowerCase())
  if (realm === undefined || nonce === undefined) return null
  if (algorithm !== 'MD5' && algorithm !== 'SHA-256') return null
  if (ways !== undefined && !ways.includes('auth')) return null
  return {
    realm,
    nonce,
    opaque: fields.get('opaque') ?? null,
    algorithm,
    named,
    qop: ways === undefined ? null : 'auth',
    stale: fields.get('stale')?.toLowerCase() === 'true',
  }
}

interface Asking {
  readonly username: string
  readonly password: string
  readonly method: string
  /** The path with its query, as it is sent. */
  readonly uri: string
  /** How often this nonce was used, counting this time. */
  readonly count: number
  readonly cnonce: string
}

/** The `Authorization` of one request (RFC 7616 §3.4). */
export function digestAuthorization(challenge: DigestChallenge, asking: Asking): string {
  const { realm, nonce, opaque, algorithm, named, qop } = challenge
  const { username, password, method, uri, cnonce } = asking
  const hash = (...parts: readonly string[]) =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(parts.join(':'))
      .digest('hex')
  const nc = asking.count.toString(16).padStart(8, '0')
  const [who, what] = [hash(username, realm, password), hash(method, uri)]
  const response = qop === null ? hash(who, nonce, what) : hash(who, nonce, nc, cnonce, qop, what)
  const said = [
    ...[`username="${username.replaceAll(/["\\]/g, '\\$&')}"`, `realm="${realm}"`, `nonce="${nonce}"`, `uri="${uri}"`],
    ...[`response="${response}"`, ...(named === null ? [] : [`algorithm=${named}`])],
    ...(opaque === null ? [] : [`opaque="${opaque}"`]),
    ...(qop === null ? [] : [`qop=${qop}`, `nc=${nc}`, `cnonce="${cnonce}"`]),
  ]
  return `Digest ${said.join(', ')}`
}
