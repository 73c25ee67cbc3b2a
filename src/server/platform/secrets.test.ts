import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemRandom } from '#platform/random.ts'
import { loadKeys, makeSecrets } from './secrets.ts'

const random = systemRandom
const place = { table: 'connections', row: 'row-1', column: 'refresh_token' }
const oldKey = Buffer.alloc(32, 1)
const newKey = Buffer.alloc(32, 2)

describe('a sealed secret', () => {
  const secrets = makeSecrets({ keys: [oldKey], random })

  test('opens in its place and shows nothing of the text', () => {
    const sealed = secrets.seal('grüße 🔑', place)
    expect(sealed).toMatch(/^v1(\.[\w-]+){4}$/)
    expect(Buffer.from(sealed.split('.')[3] ?? '', 'base64url').toString()).not.toContain('gr')
    expect(secrets.open(sealed, place)).toBe('grüße 🔑')
    expect(secrets.open(secrets.seal('', place), place)).toBe('')
  })

  test('differs each time, though the text is the same', () => {
    expect(secrets.seal('same', place)).not.toBe(secrets.seal('same', place))
  })

  test.each([
    { ...place, table: 'other' },
    { ...place, row: 'row-2' },
    { ...place, column: 'access_token' },
  ])('does not open when it was moved to $table $row $column', (elsewhere) => {
    const sealed = secrets.seal('token', place)
    expect(() => secrets.open(sealed, elsewhere)).toThrow()
  })

  test.each([2, 3, 4])('does not open when part %i was altered', (index) => {
    const altered = secrets.seal('token', place).split('.')
    const part = Buffer.from(altered[index] ?? '', 'base64url')
    part[0] = (part[0] ?? 0) ^ 1
    altered[index] = part.toString('base64url')
    expect(() => secrets.open(altered.join('.'), place)).toThrow()
  })

  test('is refused in words when it is not one', () => {
    expect(() => secrets.open('plain text', place)).toThrow('not a sealed secret')
    expect(() => secrets.open('v1.a.b.c', place)).toThrow('not a sealed secret')
  })
})

describe('rotation', () => {
  test('opens what an older key sealed, and calls it stale', () => {
    const sealed = makeSecrets({ keys: [oldKey], random }).seal('token', place)
    const rotated = makeSecrets({ keys: [newKey, oldKey], random })
    expect(rotated.isStale(sealed)).toBe(true)
    expect(rotated.open(sealed, place)).toBe('token')
    expect(rotated.isStale(rotated.seal('token', place))).toBe(false)
  })

  test('says which key is missing once the older one is no longer listed', () => {
    const sealed = makeSecrets({ keys: [oldKey], random }).seal('token', place)
    const [both, later] = [[newKey, oldKey], [newKey]].map((keys) => makeSecrets({ keys, random }))
    expect([both?.hasKey(sealed), later?.hasKey(sealed)]).toEqual([true, false])
    expect(() => later?.open(sealed, place)).toThrow(/no longer lists/)
  })

  test('derives one key for each purpose and each listed key', () => {
    const before = makeSecrets({ keys: [oldKey], random })
    const after = makeSecrets({ keys: [newKey, oldKey], random })
    expect(before.derive('jwt')).toHaveLength(32)
    expect(before.derive('jwt')).not.toEqual(before.derive('cursor'))
    expect(after.deriveAll('jwt')).toEqual([after.derive('jwt'), before.derive('jwt')])
  })
})

describe('the keys of an installation', () => {
  let data_dir = ''
  beforeEach(async () => void (data_dir = await mkdtemp(join(tmpdir(), 'secrets-'))))
  afterEach(() => rm(data_dir, { recursive: true }))

  test('come from SECRET_KEY, current first', async () => {
    const secret_key = `${newKey.toString('base64')}, ${oldKey.toString('base64')}`
    expect(await loadKeys({ secret_key, data_dir }, random)).toEqual([newKey, oldKey])
    expect(await readdir(data_dir)).toEqual([])
  })

  test.each(['short', `${Buffer.alloc(31).toString('base64')}`, `${newKey.toString('base64')},`, 'ä'.repeat(44)])(
    'refuses %s and says how to make one',
    async (secret_key) => {
      await expect(loadKeys({ secret_key, data_dir }, random)).rejects.toThrow(/SECRET_KEY: .*openssl rand -base64 32/)
    },
  )

  test('are made once, readable by their owner alone, also when ten nodes start together', async () => {
    const folder = join(data_dir, 'not', 'there')
    const nodes = await Promise.all(
      Array.from({ length: 10 }, () => loadKeys({ secret_key: null, data_dir: folder }, random)),
    )
    expect(new Set(nodes.map(([key]) => key?.toString('hex'))).size).toBe(1)
    expect(await readdir(folder)).toEqual(['secret.key'])
    expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600)
    const later = await loadKeys({ secret_key: null, data_dir: folder }, random)
    expect(later).toEqual(nodes[0])
    expect((await readFile(join(folder, 'secret.key'), 'utf8')).trim()).toBe(later[0]?.toString('base64'))
  })
})
