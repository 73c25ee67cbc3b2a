import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

const HEADER = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')
const Claims = z.object({ sub: z.uuid(), sid: z.uuid(), iat: z.int(), exp: z.int() })
export type Claims = z.infer<typeof Claims>

/** A JWT with HMAC-SHA-256 (RFC 7519). It names its session, so that ending the session ends it. */
export function signJwt(claims: Claims, key: Buffer): string {
  const body = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
  return `${body}.${mac(body, key).toString('base64url')}`
}

/** The claims of a token that one of `keys` signed and that has not ended; otherwise null. */
export function verifyJwt(token: string, keys: readonly Buffer[], now_s: number): Claims | null {
  const [header, payload, signature, ...rest] = token.split('.')
  // One fixed header: an algorithm that the token names itself is never believed.
  if (header !== HEADER || payload === undefined || signature === undefined || rest.length > 0) return null
  const given = Buffer.from(signature, 'base64url')
  const genuine = keys.some((key) => {
    const expected = mac(`${header}.${payload}`, key)
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
  if (!genuine) return null
  const claims = Claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
  return claims.success && claims.data.exp > now_s ? claims.data : null
}

function mac(body: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(body).digest()
}
