import { scrypt, timingSafeEqual } from 'node:crypto'
import { weakPassword } from '#contract/accounts.ts'
import type { Ctx } from '#platform/ctx.ts'
import { refuseField } from '#platform/errors.ts'
import { isCommonPassword } from './common-passwords.ts'

// OWASP's floor for scrypt is N=2^17, r=8, p=1, or the same work as N=2^15, p=3; 2^15 x 3 needs 32 MB at a time, not 128.
const COST = {
  full: { N: 2 ** 15, r: 8, p: 3 },
  light: { N: 2 ** 10, r: 8, p: 1 },
}
const MAX_MEMORY = 64 * 1024 * 1024
const KEY_LENGTH = 32
const AT_ONCE = 2

/** `scrypt$<N>$<r>$<p>$<salt>$<key>`. */
export async function hashPassword(ctx: Ctx, password: string): Promise<string> {
  const salt = ctx.random.bytes(16)
  const cost = COST[ctx.config.password_work]
  const key = await derive(password, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Compares in constant time, and takes as long without a hash as with one, so that nobody learns who exists. */
export async function verifyPassword(ctx: Ctx, password: string, hash: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = (hash ?? '').split('$')
  if (hash === null || key === '') {
    await derive(password, Buffer.alloc(16), COST[ctx.config.password_work])
    return false
  }
  const expected = Buffer.from(key, 'base64url')
  const given = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) })
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** Refuses a new password that guessing programs try first, or that is the person's own name. */
export function checkNewPassword(password: string, about: { username: string; email: string }): void {
  const names = [about.username, about.email, about.email.split('@')[0] ?? '']
  if (!isCommonPassword(password, names)) return
  refuseField(weakPassword, 'password')
}

let running = 0
const waiting: (() => void)[] = []

// Each derivation holds 32 MB and a thread of the pool; a burst of log-ins must not starve the disk of threads.
async function derive(password: string, salt: Buffer, cost: { N: number; r: number; p: number }): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    return await new Promise((resolve, reject) => {
      const secret = password.normalize('NFKC')
      scrypt(secret, salt, KEY_LENGTH, { ...cost, maxmem: MAX_MEMORY }, (error, key) =>
        error === null ? resolve(key) : reject(error),
      )
    })
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}
