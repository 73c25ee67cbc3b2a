import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await makeApp({ RATE_LIMIT: '1200', TRUST_PROXY: 'true' })
})
afterAll(() => app.close())

/** More log-ins than the 120 a minute of one address; gives the statuses in order. */
async function logInOften(headersOf: (attempt: number) => Record<string, string>): Promise<number[]> {
  const statuses: number[] = []
  for (let attempt = 0; attempt < 125; attempt += 1) {
    const headers = headersOf(attempt)
    statuses.push((await app.request('POST', '/auth/login', { body: {}, headers })).status)
  }
  return statuses
}

test('an invented credential with each request does not lift the limit of log-ins', async () => {
  const statuses = await logInOften((attempt) => ({
    authorization: `Bearer invented-${attempt}`,
    'x-forwarded-for': '203.0.113.1',
  }))
  expect(statuses[0]).toBe(422)
  expect(statuses.at(-1)).toBe(429)
})

test('behind a proxy, what stood in X-Forwarded-For before it is not believed', async () => {
  const statuses = await logInOften((attempt) => ({ 'x-forwarded-for': `198.51.100.${attempt}, 203.0.113.2` }))
  expect(statuses[0]).toBe(422)
  expect(statuses.at(-1)).toBe(429)
})

test('what passwords and tokens are in is not kept for an Idempotency-Key', async () => {
  const person = await app.register()
  const made = await person.request('POST', '/users/me/tokens', {
    body: { name: 'script', scopes: ['read'] },
    headers: { 'idempotency-key': 'the-token' },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  expect(await app.rows('SELECT key FROM idempotency_keys')).toEqual([])
})

describe('behind a log-in', () => {
  let small: TestApp
  beforeAll(async () => {
    small = await makeApp({ RATE_LIMIT: '30', TRUST_PROXY: 'true' })
  })
  afterAll(() => small.close())

  const from = (address: string) => ({ 'x-forwarded-for': address })
  const random = () => randomBytes(64).toString('base64url')
  const login = async (username: string, password: string): Promise<string> =>
    (await small.request('POST', '/auth/login', { body: { username, password }, headers: from('203.0.113.99') })).body
      .access_token

  test.each([
    ['bearer', '192.0.2.1', () => ({ authorization: `Bearer ${randomUUID()}` })],
    ['personal token', '192.0.2.2', () => ({ authorization: `Bearer cc_${random()}` })],
    ['session', '192.0.2.3', () => ({ cookie: `cc_session=${random()}` })],
    ['scheme', '192.0.2.4', () => ({ authorization: randomUUID() })],
  ] as const)('an invented %s with each request counts for the address that it comes from', async (_, ip, invented) => {
    const address = from(ip)
    const statuses: number[] = []
    for (let attempt = 0; attempt < 31; attempt += 1)
      statuses.push((await small.request('GET', '/jobs', { headers: { ...address, ...invented() } })).status)
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 401), 429])
    expect((await small.request('GET', '/jobs', { headers: from('192.0.2.200') })).status).toBe(401)
  })

  test('a person has one limit with every log-in of theirs, and others behind the same address have theirs', async () => {
    const [mara, bela] = [await small.register(), await small.register()]
    const again = await login(mara.user.username, mara.password)
    const statuses: number[] = []
    for (let attempt = 0; attempt < 31; attempt += 1) {
      const token = attempt % 2 === 0 ? mara.token : again
      statuses.push((await small.request('GET', '/auth/me', { token, headers: from('192.0.2.50') })).status)
    }
    expect([statuses[29], statuses[30]]).toEqual([200, 429])
    expect((await small.request('GET', '/auth/me', { token: bela.token, headers: from('192.0.2.50') })).status).toBe(
      200,
    )
    small.time.advance(60_000)
    expect((await mara.request('GET', '/auth/me')).status).toBe(200)
  })

  test('addresses of one IPv6 network are one', async () => {
    const statuses: number[] = []
    for (let host = 1; host <= 31; host += 1)
      statuses.push((await small.request('GET', '/jobs', { headers: from(`2001:db8:1:1::${host}`) })).status)
    expect(statuses.at(-1)).toBe(429)
    expect((await small.request('GET', '/jobs', { headers: from('2001:db8:1:2::1') })).status).toBe(401)
  })

  test('invented credentials beyond all measure are not looked up any more', async () => {
    const address = from('192.0.2.60')
    const ask = () => small.request('GET', '/jobs', { headers: { ...address, cookie: `cc_session=${random()}` } })
    const mara = await small.register()
    const me = () => small.request('GET', '/auth/me', { token: mara.token, headers: address })
    for (let attempt = 0; attempt < 300; attempt += 1) await ask()
    expect((await me()).status).toBe(200)
    await ask()
    const answer = await me()
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '60'])
    small.time.advance(60_000)
    expect((await me()).status).toBe(200)
  })
})

describe.skipIf(!process.env['TEST_REDIS_URL'])('on two nodes with Redis (TEST_REDIS_URL)', () => {
  test('what one counts, the other one knows', async () => {
    const variables = { RATE_LIMIT: '10', REDIS_URL: process.env['TEST_REDIS_URL'] ?? '' }
    const together = { ...variables, PUBLIC_URL: `https://${randomUUID()}.example` }
    const nodes = [await makeApp(together), await makeApp(together)] as const
    const statuses: number[] = []
    for (let attempt = 0; attempt < 11; attempt += 1)
      statuses.push((await nodes[attempt % 2 === 0 ? 0 : 1].request('GET', '/api/v1/openapi.json')).status)
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429])
    for (const node of nodes) await node.close()
  })
})
