import { afterAll, beforeAll, expect, test } from 'vitest'
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
    body: { name: 'script', scopes: ['read'], password: person.password },
    headers: { 'idempotency-key': 'the-token' },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  expect(await app.rows('SELECT key FROM idempotency_keys')).toEqual([])
})
