import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { ConfigError } from '#platform/config.ts'
import type { Config } from '#platform/config.ts'
import type { Random } from '#platform/random.ts'

/** Where a secret lives; authenticated with it (AES-256-GCM AAD), so that a copied value does not open elsewhere. */
export interface SecretPlace {
  readonly table: string
  readonly row: string
  readonly column: string
}

export interface Secrets {
  /** `v1.<key id>.<nonce>.<ciphertext>.<tag>` in base64url. */
  seal(plain: string, place: SecretPlace): string
  /** Throws when the value was altered, moved, or sealed with a key that is no longer listed. */
  open(sealed: string, place: SecretPlace): string
  /** False when `sealed` was made with a key that is no longer listed: nothing opens it. */
  hasKey(sealed: string): boolean
  /** True when `sealed` was made with another key than the current one. */
  isStale(sealed: string): boolean
  /** A key for one purpose (cursors, JWT, role password), derived from the current secret key; 32 bytes. */
  derive(purpose: string): Buffer
  /** `derive` for every listed key, current first: to verify what an older key signed. */
  deriveAll(purpose: string): readonly Buffer[]
}

const KEY_BYTES = 32
const Sealed = z.tuple([z.literal('v1'), z.string(), z.string(), z.string(), z.string()])

/** Secrets over the listed keys: the first seals, every one opens. */
export function makeSecrets(options: { keys: readonly Buffer[]; random: Random }): Secrets {
  const keys = options.keys.map((master) => ({
    id: Buffer.from(hkdf(master, 'key id').subarray(0, 6)).toString('base64url'),
    seal: hkdf(master, 'seal'),
    master,
  }))
  const [current] = keys
  if (current === undefined) throw new Error('makeSecrets needs at least one key.')
  return {
    seal(plain, place) {
      const nonce = options.random.bytes(12)
      const cipher = createCipheriv('aes-256-gcm', current.seal, nonce).setAAD(additionalData(place))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return ['v1', current.id, ...[nonce, body, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join(
        '.',
      )
    },
    open(sealed, place) {
      const [, id, ...encoded] = parts(sealed)
      const [nonce, body, tag] = encoded.map((part) => Buffer.from(part, 'base64url'))
      const key = keys.find((candidate) => candidate.id === id)
      if (key === undefined) throw new Error(`This secret was sealed with key ${id}, which SECRET_KEY no longer lists.`)
      if (nonce?.length !== 12 || body === undefined || tag?.length !== 16)
        throw new Error('This is not a sealed secret.')
      const decipher = createDecipheriv('aes-256-gcm', key.seal, nonce, { authTagLength: 16 })
      decipher.setAAD(additionalData(place)).setAuthTag(tag)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
    hasKey: (sealed) => keys.some(({ id }) => id === parts(sealed)[1]),
    isStale: (sealed) => parts(sealed)[1] !== current.id,
    derive: (purpose) => hkdf(current.master, `derive ${purpose}`),
    deriveAll: (purpose) => keys.map((key) => hkdf(key.master, `derive ${purpose}`)),
  }
}

/**
 * The keys of this installation, current first: those of `SECRET_KEY`, or the one in `DATA_DIR/secret.key`, which
 * is made at the first start. Nodes that start at once agree on one file: whoever links it first wins.
 */
export async function loadKeys(
  config: Pick<Config, 'secret_key' | 'data_dir'>,
  random: Random,
): Promise<readonly Buffer[]> {
  if (config.secret_key !== null) return parseKeys(config.secret_key, 'SECRET_KEY')
  const path = join(config.data_dir, 'secret.key')
  const found = await readIfThere(path)
  if (found !== null) return parseKeys(found, path)
  await mkdir(config.data_dir, { recursive: true })
  const draft = `${path}.${random.bytes(6).toString('hex')}`
  await writeFile(draft, `${random.bytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    await link(draft, path)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  } finally {
    await rm(draft)
  }
  return parseKeys(await readFile(path, 'utf8'), path)
}

function parseKeys(text: string, source: string): readonly Buffer[] {
  const listed = text.split(',').map((part) => part.trim())
  const keys = listed.map((part) => Buffer.from(part, 'base64'))
  const wrong = keys.findIndex(
    (key, index) => key.length !== KEY_BYTES || !/^[\w+/-]+={0,2}$/.test(listed[index] ?? ''),
  )
  if (wrong === -1) return keys
  const which = keys.length === 1 ? 'it' : `key ${wrong + 1} of ${keys.length}`
  throw new ConfigError([
    `${source}: ${which} is not 32 bytes in base64. Make one with: openssl rand -base64 32 (to rotate, put the new key first: new,old).`,
  ])
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function parts(sealed: string): z.output<typeof Sealed> {
  const parsed = Sealed.safeParse(sealed.split('.'))
  if (!parsed.success) throw new Error('This is not a sealed secret.')
  return parsed.data
}

// JSON keeps the three apart: ("a.b", "c") and ("a", "b.c") must not read alike.
function additionalData(place: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([place.table, place.row, place.column]))
}

function hkdf(master: Buffer, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, '', `career-copilot ${info}`, KEY_BYTES))
}
