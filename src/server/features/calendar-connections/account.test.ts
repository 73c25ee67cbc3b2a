import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startConnectedApp } from '#kit/calendar/connected-app.ts'
import type { ConnectedApp, SignIn } from '#kit/calendar/connected-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { accountFor } from './account.ts'
import type { OpenHow, Opened } from './account.ts'

const HOUR = 3_600_000
const OPEN: OpenHow = { refresh: false }

let world: ConnectedApp
let other: TestApp
let mara: TestUser

beforeAll(async () => {
  world = await startConnectedApp()
  other = await world.beside()
})
afterAll(() => world.close())
beforeEach(async () => {
  mara = await world.app.register()
  world.google.google.calm()
  world.google.google.oauth.rotate = false
  world.microsoft.login.fail(null)
})

const open = (id: string, how: OpenHow = OPEN, node = world.app) => accountFor(node.ctx, id, how)
const connect = async (provider: SignIn = 'google'): Promise<string> => (await world.connect(mara, provider)).body.id
const tokenOf = (opened: Opened) =>
  opened.kind === 'ready' && opened.account.access.kind === 'bearer' ? opened.account.access.token : null
const asked = (provider: SignIn = 'google') =>
  (provider === 'google' ? world.google.google.log : world.microsoft.log).entries.flatMap(({ path, body }) =>
    path.endsWith('/token') && body.includes('grant_type=refresh_token')
      ? [new URLSearchParams(body).get('refresh_token')]
      : [],
  )
const shown = async (id: string) => (await mara.request('GET', `/calendar/connections/${id}`)).body
const told = async () =>
  (
    await world.app.rows<{ status: string | null }>(
      `SELECT data ->> 'status' AS status FROM live_events WHERE user_id = $1 AND type = 'calendar_connection' ORDER BY id`,
      [mara.user.id],
    )
  ).map(({ status }) => status)

test('a token that lasts is used as it is, and one that does not is renewed before', async () => {
  const id = await connect()
  const before = asked().length
  const first = tokenOf(await open(id))
  expect(first).toMatch(/^ya29\./)
  expect(tokenOf(await open(id))).toBe(first)
  world.advance(59 * 60_000)
  const second = tokenOf(await open(id))
  expect(second).toMatch(/^ya29\./)
  expect(second).not.toBe(first)
  expect(asked().length - before).toBe(1)
})

test.each<SignIn>(['google', 'microsoft'])('over all nodes a token of %s is asked for once', async (provider) => {
  const id = await connect(provider)
  const before = asked(provider).length
  const faults = provider === 'google' ? world.google.google.faults : world.microsoft.faults
  for (const round of [1, 2]) {
    world.advance(2 * HOUR)
    faults.add({ kind: 'slow', ms: 300 }, { path: '/token$' })
    const opened = await Promise.all([1, 2, 3, 4].flatMap(() => [open(id), open(id, OPEN, other)]))
    expect(new Set(opened.map(tokenOf)).size).toBe(1)
    expect(tokenOf(opened[0] ?? (await open(id)))).not.toBeNull()
    expect(asked(provider).length - before).toBe(round)
  }
})

test('a refused token is renewed once for all who were refused', async () => {
  const id = await connect()
  const first = await open(id)
  if (first.kind !== 'ready') throw new Error('It opens.')
  const before = asked().length
  const how = { refresh: true, used: first.account }
  const [second, third] = [await open(id, how), await open(id, how, other)]
  expect(tokenOf(second)).not.toBe(tokenOf(first))
  expect(tokenOf(third)).toBe(tokenOf(second))
  expect(asked().length - before).toBe(1)
})

test('a rotated refresh token is kept, and an old one where none came', async () => {
  world.google.google.oauth.rotate = true
  const id = await connect()
  const before = asked().length
  for (let round = 1; round <= 3; round += 1) {
    world.advance(2 * HOUR)
    expect(tokenOf(await open(id))).not.toBeNull()
  }
  const used = asked().slice(before)
  expect(new Set(used).size).toBe(3)
  world.google.google.oauth.rotate = false
  for (let round = 1; round <= 2; round += 1) {
    world.advance(2 * HOUR)
    expect(tokenOf(await open(id))).not.toBeNull()
  }
  expect(new Set(asked().slice(before + 3)).size).toBe(1)
})

test('a rotated token is stored before it is used, also when that fails at first', async () => {
  const id = await connect('microsoft')
  world.advance(2 * HOUR)
  const { db } = world.app.ctx
  let failures = 1
  const asSystem: typeof db.asSystem = async (reason, work) => {
    if (reason === 'keep a new calendar token' && failures > 0) {
      failures -= 1
      throw new Error('The disk is full.')
    }
    return db.asSystem(reason, work)
  }
  const opened = await accountFor({ ...world.app.ctx, db: { ...db, asSystem } }, id, OPEN)
  const before = asked('microsoft').length
  expect(tokenOf(await open(id))).toBe(tokenOf(opened))
  expect([failures, asked('microsoft').length]).toEqual([0, before])
})

test.each<[SignIn, () => void]>([
  ['google', () => world.google.google.revokeAccess('mara@example.org')],
  ['microsoft', () => world.microsoft.login.fail(700082)],
])(
  'an account that %s closed is expired once, is not asked again, and goes on when it is connected again',
  async (provider, end) => {
    const id = await connect(provider)
    world.advance(2 * HOUR)
    end()
    const before = asked(provider).length
    const opened = await Promise.all([open(id), open(id, OPEN, other), open(id)])
    expect(opened).toMatchObject(Array(3).fill({ kind: 'failed', is: 'reauth' }))
    expect(await open(id)).toMatchObject({ kind: 'failed', is: 'reauth' })
    expect(asked(provider).length - before).toBe(1)
    expect(await shown(id)).toMatchObject({
      ...{ status: 'expired', because: 'reauth', message: expect.stringMatching(/no longer accepts/) },
      remedy: expect.stringMatching(/Connect the account again/),
    })
    expect(await told()).toEqual(['active', 'expired'])
    expect((await world.connect(mara, provider)).body).toMatchObject({ id, status: 'active', message: null })
    expect(tokenOf(await open(id))).not.toBeNull()
  },
)

test('a person may try an account once more that was refused', async () => {
  const id = await connect('microsoft')
  world.advance(2 * HOUR)
  world.microsoft.login.fail(50076)
  await open(id)
  expect((await shown(id)).status).toBe('expired')
  const again = await mara.request('POST', `/calendar/connections/${id}/refresh`)
  expect([again.status, again.body.status]).toEqual([200, 'active'])
})

test('a provider that is down or talks nonsense expires nothing', async () => {
  const id = await connect()
  world.advance(2 * HOUR)
  const { faults } = world.google.google
  const token = { path: '/token$' }
  faults.add({ kind: 'answer', status: 503, headers: { 'retry-after': '7' } }, token)
  expect(await open(id)).toMatchObject({ is: 'transient', status: 503, retry_after_ms: 7000 })
  for (const fault of [
    { kind: 'reset-before' },
    { kind: 'reset-after' },
    { kind: 'truncate' },
    { kind: 'html' },
  ] as const) {
    faults.add(fault, token)
    const opened = await open(id)
    expect(opened.kind === 'failed' && ['transient', 'protocol'].includes(opened.is)).toBe(true)
    // The way out rests a while after many failures.
    world.advance(5 * 60_000)
  }
  faults.add({ kind: 'answer', status: 403, body: '{}' }, token)
  expect((await open(id)).kind).toBe('failed')
  expect(await shown(id)).toMatchObject({ status: 'active', because: null })
  expect(tokenOf(await open(id))).not.toBeNull()
})

test('a registration that is refused pauses accounts, and they go on by themselves when it is right again', async () => {
  const id = await connect('microsoft')
  world.advance(2 * HOUR)
  world.microsoft.login.fail(7000215)
  expect(await open(id)).toMatchObject({ is: 'operator' })
  expect(await shown(id)).toMatchObject({ status: 'paused', because: 'operator' })
  expect(tokenOf(await open(id))).not.toBeNull()
  expect(await shown(id)).toMatchObject({ status: 'active', because: null })
})

test('who waits for a process that died takes its turn when that ends', async () => {
  const id = await connect()
  world.advance(2 * HOUR)
  const until = new Date(world.app.ctx.clock.ms() + 30_000).toISOString()
  await world.app.rows('UPDATE calendar_credentials SET refreshing_until = $2 WHERE connection_id = $1', [id, until])
  const before = asked().length
  const { db } = world.app.ctx
  const looked: number[] = []
  const asSystem: typeof db.asSystem = async (reason, work) => {
    const result = await db.asSystem(reason, work)
    if (looked.push(asked().length) === 2) world.advance(31_000)
    return result
  }
  expect(await accountFor({ ...world.app.ctx, db: { ...db, asSystem } }, id, OPEN)).toMatchObject({ kind: 'ready' })
  expect([looked.slice(0, 2), asked().length]).toEqual([[before, before], before + 1])
})

test('who connects an account anew while its old token is renewed keeps the new one', async () => {
  const id = await connect()
  world.advance(2 * HOUR)
  const { calendars } = world.app.ctx
  const login = calendars.login('google')
  if (login === null) throw new Error('Google is configured.')
  const refresh: typeof login.refresh = async (token) => {
    const answer = await login.refresh(token)
    await world.connect(mara, 'google')
    return answer
  }
  const ctx = { ...world.app.ctx, calendars: { ...calendars, login: () => ({ ...login, refresh }) } }
  const renewed = await accountFor(ctx, id, OPEN)
  expect(tokenOf(renewed)).toBe(tokenOf(await open(id)))
  expect(await world.app.rows('SELECT generation FROM calendar_credentials WHERE connection_id = $1', [id])).toEqual([
    { generation: 2 },
  ])
})

test('what is kept of one account opens no other', async () => {
  const first = await connect()
  const second = (await world.connect(mara, 'google', { account: 'jonas@example.org' })).body.id
  await world.app.rows(
    `UPDATE calendar_credentials SET credential_sealed = (SELECT credential_sealed FROM calendar_credentials WHERE connection_id = $1)
      WHERE connection_id = $2`,
    [first, second],
  )
  expect(tokenOf(await open(first))).not.toBeNull()
  await expect(open(second)).rejects.toThrow()
})

test('an account that is gone opens no more', async () => {
  const id = await connect()
  await mara.request('POST', `/calendar/connections/${id}/disconnect`, { body: { copies: 'keep' } })
  expect(await open(id)).toMatchObject({ kind: 'failed', is: 'reauth' })
})
