import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await makeApp({ TRUST_PROXY: 'true' })
})
afterAll(() => app.close())

const logIn = (username: string, address: string) =>
  app.request('POST', '/auth/login', {
    body: { username, password: 'wrong one' },
    headers: { 'x-forwarded-for': address },
  })

test('the addresses of one IPv6 network count as one, since whoever has one has all of them', async () => {
  await app.register('vera')
  for (let host = 1; host <= 5; host += 1) expect((await logIn('vera', `2001:db8:1:2::${host}`)).status).toBe(401)
  expect((await logIn('vera', '2001:db8:1:2:ffff::9')).status).toBe(429)
  expect((await logIn('vera', '2001:db8:1:3::1')).status).toBe(401)
})

test('an IPv4 address counts as itself, also when it is written as IPv6', async () => {
  await app.register('wanda')
  for (let attempt = 1; attempt <= 5; attempt += 1) await logIn('wanda', '203.0.113.7')
  expect((await logIn('wanda', '::ffff:203.0.113.7')).status).toBe(429)
  expect((await logIn('wanda', '203.0.113.8')).status).toBe(401)
})
