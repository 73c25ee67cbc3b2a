import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'

const TOKEN = 'a token that only the operator has'
const apps: TestApp[] = []
let open: TestApp
let guarded: TestApp

beforeAll(async () => {
  open = await makeApp({ TRUST_PROXY: 'true' })
  guarded = await makeApp({ METRICS_TOKEN: TOKEN })
  apps.push(open, guarded)
  for (const app of apps) await app.rows(`INSERT INTO schema_migrations (version, name, checksum) VALUES (999, '', '')`)
})
afterAll(async () => {
  for (const app of apps) await app.close()
})

interface Caller {
  readonly address?: string
  readonly headers?: Record<string, string>
}

async function ask(app: TestApp, url: string, { address = '127.0.0.1', headers = {} }: Caller = {}) {
  const answer = await app.server.inject({ method: 'GET', url, remoteAddress: address, headers })
  return { status: answer.statusCode, text: answer.body }
}

const VIA_PROXY = { headers: { 'x-forwarded-for': '127.0.0.1' } }
const bearer = (token: string) => ({ address: '203.0.113.7', headers: { authorization: `Bearer ${token}` } })

describe('without a METRICS_TOKEN', () => {
  test.each([{ address: '127.0.0.1' }, { address: '::1' }, { address: '::ffff:127.0.0.1' }])(
    'metrics and what is wrong are told to the machine itself: %j',
    async (caller) => {
      expect(await ask(open, '/metrics', caller)).toMatchObject({ status: 200 })
      const ready = await ask(open, '/health/ready', caller)
      expect([ready.status, ready.text]).toEqual([503, expect.stringContaining('version 999')])
    },
  )

  test.each([{ address: '203.0.113.7' }, { address: '10.0.0.4' }, VIA_PROXY, { headers: { forwarded: 'for=x' } }])(
    'and to nobody else, whatever headers say: %j',
    async (caller) => {
      const metrics = await ask(open, '/metrics', caller)
      expect([metrics.status, JSON.parse(metrics.text).error.code]).toEqual([403, 'operator_only'])
      const ready = await ask(open, '/health/ready', caller)
      expect([ready.status, JSON.parse(ready.text)]).toEqual([
        503,
        { status: 'unavailable', checks: { database: null, migrations: 'failed', queue: null, live: null } },
      ])
      expect((await ask(open, '/health/live', caller)).status).toBe(200)
    },
  )

  test('no bearer opens them', async () => {
    for (const token of ['', 'null', 'undefined'])
      expect((await ask(open, '/metrics', bearer(token))).status, token).toBe(403)
  })
})

describe('with a METRICS_TOKEN', () => {
  test('they are told to who has it, wherever from, and to nobody without it', async () => {
    expect((await ask(guarded, '/metrics', bearer(TOKEN))).status).toBe(200)
    expect((await ask(guarded, '/health/ready', bearer(TOKEN))).text).toContain('version 999')
    for (const caller of [{}, VIA_PROXY, bearer(`${TOKEN}x`), bearer(''), { address: '203.0.113.7' }]) {
      expect((await ask(guarded, '/metrics', caller)).status, JSON.stringify(caller)).toBe(403)
      expect((await ask(guarded, '/health/ready', caller)).text).not.toContain('999')
    }
  })
})
