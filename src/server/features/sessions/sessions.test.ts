import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())

const login = async (username: string, agent: string) =>
  app.request('POST', '/auth/login', {
    body: { username, password: `correct horse ${username} 42` },
    headers: { 'user-agent': agent },
  })

describe('sessions', () => {
  test('are listed with where they are, and end one by one or all but this', async () => {
    const person = await app.register('anna')
    const phone = (await login('anna', 'Phone')).body.access_token
    const tablet = (await login('anna', 'Tablet')).body.access_token
    const { items } = (await person.request('GET', '/auth/sessions')).body
    expect(
      items.map((item: { user_agent: string; current: boolean }) => [item.user_agent, item.current]).sort(),
    ).toEqual([
      ['Phone', false],
      ['Tablet', false],
      ['lightMyRequest', true],
    ])
    const phoneId = items.find((item: { user_agent: string }) => item.user_agent === 'Phone').id
    expect((await app.request('GET', '/auth/me', { token: phone })).status).toBe(200)
    expect((await person.request('DELETE', `/auth/sessions/${phoneId}`)).status).toBe(204)
    expect((await app.request('GET', '/auth/me', { token: phone })).status).toBe(401)
    expect((await person.request('DELETE', '/auth/sessions')).body).toEqual({ ended: 1 })
    expect((await app.request('GET', '/auth/me', { token: tablet })).status).toBe(401)
    expect((await person.request('GET', '/auth/me')).status).toBe(200)
  })

  test('of others cannot be ended', async () => {
    const mine = await app.register('bruno')
    const theirs = await app.register('clara')
    const { items } = (await theirs.request('GET', '/auth/sessions')).body
    expect((await mine.request('DELETE', `/auth/sessions/${items[0].id}`)).status).toBe(404)
    expect((await theirs.request('GET', '/auth/me')).status).toBe(200)
  })
})

describe('personal tokens', () => {
  test('are shown once, kept as a hash, and stop at once when they are deleted', async () => {
    const person = await app.register('dora')
    const made = await person.request('POST', '/users/me/tokens', { body: { name: 'cron', scopes: ['read', 'write'] } })
    expect(made.status).toBe(201)
    const { token, id, hint } = made.body
    expect(token).toMatch(/^cc_[\w-]{86}$/)
    expect(hint).toBe(`cc_…${token.slice(-4)}`)
    expect((await person.request('GET', '/users/me/tokens')).body.items[0]).not.toHaveProperty('token')
    expect(JSON.stringify(await app.rows('SELECT * FROM personal_tokens'))).not.toContain(token)
    expect((await app.request('GET', '/auth/me', { token })).body.user.username).toBe('dora')
    const [listed] = (await person.request('GET', '/users/me/tokens')).body.items
    expect(listed.last_used_at).toBe(app.ctx.clock.iso().replace('.000Z', 'Z'))
    expect((await person.request('DELETE', `/users/me/tokens/${id}`)).status).toBe(204)
    expect((await app.request('GET', '/auth/me', { token })).status).toBe(401)
  })

  test('that may read do not write, and none reaches passwords, sessions or tokens', async () => {
    const person = await app.register('emil')
    const token = (await person.request('POST', '/users/me/tokens', { body: { name: 'reader' } })).body.token
    const write = await app.request('PUT', '/users/me', { token, body: { headline: 'x' } })
    expect([write.status, write.body.error.code]).toEqual([403, 'token_scope'])
    const writer = (await person.request('POST', '/users/me/tokens', { body: { name: 'w', scopes: ['write'] } })).body
      .token
    expect((await app.request('PUT', '/users/me', { token: writer, body: { headline: 'x' } })).status).toBe(200)
    for (const path of ['/users/me/tokens', '/auth/sessions', '/auth/two-factor']) {
      expect((await app.request('GET', path, { token: writer })).body.error.code).toBe('token_not_enough')
    }
  })

  test('for importing bring postings in, and neither read nor change anything else', async () => {
    const person = await app.register('ida')
    const made = await person.request('POST', '/users/me/tokens', { body: { name: 'bookmark', scopes: ['import'] } })
    const { token } = made.body
    const body = { text: 'We look for somebody who likes roses.', title: 'Gardener', company: 'Rosenhof' }
    expect((await app.request('POST', '/jobs/import/preview', { token, body })).body).toMatchObject({
      title: 'Gardener',
    })
    expect((await app.request('POST', '/jobs/import', { token, body })).status).toBe(201)
    for (const [method, path] of [
      ['GET', '/auth/me'],
      ['GET', '/jobs'],
      ['POST', '/jobs'],
      ['POST', '/live/ticket'],
      ['GET', '/users/me/tokens'],
    ] as const) {
      const answer = await app.request(method, path, { token, body: method === 'POST' ? body : undefined })
      expect([path, answer.status, answer.body.error?.code]).toEqual([path, 403, 'token_scope'])
    }
    expect((await person.request('GET', '/users/me/tokens')).body.items[0]).toMatchObject({ scopes: ['import'] })
  })

  test('end when they were to end', async () => {
    const person = await app.register('fritz')
    const at = (ms: number) => new Date(app.ctx.clock.ms() + ms).toISOString()
    const past = await person.request('POST', '/users/me/tokens', { body: { name: 'x', expires_at: at(-1000) } })
    expect(past.body.error.code).toBe('ends_in_past')
    const token = (await person.request('POST', '/users/me/tokens', { body: { name: 'x', expires_at: at(3600_000) } }))
      .body.token
    expect((await app.request('GET', '/auth/me', { token })).status).toBe(200)
    app.time.advance(3600_001)
    expect((await app.request('GET', '/auth/me', { token })).status).toBe(401)
  })
})
