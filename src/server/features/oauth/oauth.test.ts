import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { Answer, TestApp } from '#kit/make-app.ts'
import { startFakeOAuth } from '#kit/vendors/oauth/oauth.ts'
import type { FakeOAuth } from '#kit/vendors/oauth/oauth.ts'
import { mailTo } from '#kit/outbox.ts'

let app: TestApp
let fake: FakeOAuth
beforeAll(async () => {
  fake = await startFakeOAuth()
  app = await makeApp({
    GOOGLE_CLIENT_ID: 'google-id',
    GOOGLE_CLIENT_SECRET: 'google-secret',
    GITHUB_CLIENT_ID: 'github-id',
    GITHUB_CLIENT_SECRET: 'github-secret',
    LINKEDIN_CLIENT_ID: 'linkedin-id',
    LINKEDIN_CLIENT_SECRET: 'linkedin-secret',
    OUTBOUND_REWRITE: JSON.stringify(fake.rewrite),
  })
})
afterAll(async () => {
  await app.close()
  await fake.close()
})

let count = 0
beforeEach(() => {
  count += 1
  fake.fail(null)
  fake.person = {
    subject: `${1000 + count}`,
    email: `someone${count}@example.org`,
    email_verified: true,
    name: `Someone ${count}`,
    login: `someone${count}`,
  }
})

const browserOf = (answer: Answer) =>
  `cc_oauth=${/cc_oauth=([^;]*)/.exec(String(answer.headers['set-cookie']))?.[1] ?? ''}`

async function begin(provider: string, token: string | null = null) {
  const started = await app.request('GET', `/auth/oauth/${provider}/login`, { token })
  const back = await fake.approve(started.body.authorization_url)
  return { cookie: browserOf(started), ...back }
}
const end = (provider: string, back: { code: string; state: string; cookie?: string }, token: string | null = null) =>
  app.request('POST', `/auth/oauth/${provider}/callback`, {
    token,
    body: { code: back.code, state: back.state },
    headers: { origin: 'http://127.0.0.1:0', ...(back.cookie === undefined ? {} : { cookie: back.cookie }) },
  })
const through = async (provider: string, token: string | null = null) =>
  end(provider, await begin(provider, token), token)

describe('log-in through a provider', () => {
  test.each(['google', 'github', 'linkedin'])(
    '%s makes an account the first time and finds it the second',
    async (provider) => {
      const first = await through(provider)
      expect(first.status).toBe(200)
      expect(first.body.user).toMatchObject({
        email: fake.person.email,
        email_verified: true,
        full_name: fake.person.name,
        has_password: false,
      })
      fake.person.email = 'moved@example.org'
      expect((await through(provider)).body.user.id).toBe(first.body.user.id)
    },
  )

  test('sends a challenge and its verifier, the secret in the body, to where it is configured', async () => {
    const back = await begin('google')
    expect(back.redirect_uri).toBe(`${app.ctx.config.public_url}/oauth/google/callback`)
    await end('google', back)
    expect(fake.exchanges.at(-1)).toMatchObject({
      grant_type: 'authorization_code',
      client_id: 'google-id',
      client_secret: 'google-secret',
    })
    expect(fake.exchanges.at(-1)?.['code_verifier']).toMatch(/^[\w-]{64}$/)
  })

  test('works once, in the browser that began it, within fifteen minutes', async () => {
    const back = await begin('github')
    expect((await end('github', { code: back.code, state: back.state })).body.error.code).toBe('oauth_state')
    expect((await end('github', { ...(await begin('github')), cookie: 'cc_oauth=another' })).body.error.code).toBe(
      'oauth_state',
    )
    expect((await end('google', await begin('github'))).body.error.code).toBe('oauth_state')
    const good = await begin('github')
    expect((await end('github', good)).status).toBe(200)
    expect((await end('github', good)).body.error.code).toBe('oauth_state')
    const late = await begin('github')
    app.time.advance(15 * 60_000 + 1)
    expect((await end('github', late)).body.error.code).toBe('oauth_state')
  })

  test('a provider that fails leaves no account behind', async () => {
    fake.fail(500)
    const answer = await through('google')
    expect([answer.status, answer.body.error.code]).toEqual([502, 'provider_failed'])
    expect(await app.rows('SELECT 1 FROM users WHERE email = $1', [fake.person.email])).toHaveLength(0)
  })
})

describe('an address that is known here', () => {
  test('leads into its account only when both sides have verified it', async () => {
    const person = await app.register('ines')
    fake.person.email = 'ines@example.org'
    expect((await through('google')).body.error.code).toBe('oauth_link_not_allowed')
    const { token } = await mailTo(app, 'ines@example.org')
    await app.request('POST', '/auth/email/verify', { body: { token } })
    fake.person.email_verified = false
    expect((await through('google')).body.error.code).toBe('oauth_link_not_allowed')
    fake.person.email_verified = true
    expect((await through('google')).body.user.id).toBe(person.user.id)
  })

  test('a provider can be connected while logged in, and disconnected unless it is the last way in', async () => {
    const person = await app.register('jonas')
    fake.person.email_verified = false
    expect((await through('github', person.token)).body.user.id).toBe(person.user.id)
    expect((await through('github')).body.user.id).toBe(person.user.id)
    const other = await app.register('karl')
    expect((await through('github', other.token)).body.error.code).toBe('oauth_identity_taken')
    const [connected] = (await person.request('GET', '/auth/oauth/accounts')).body.items
    expect(connected.provider).toBe('github')
    expect((await person.request('DELETE', `/auth/oauth/accounts/${connected.id}`)).status).toBe(204)
    fake.person = { ...fake.person, email: 'fresh@example.org', email_verified: true }
    const fresh = (await through('github')).body
    const [only] = (await app.request('GET', '/auth/oauth/accounts', { token: fresh.access_token })).body.items
    expect(
      (await app.request('DELETE', `/auth/oauth/accounts/${only.id}`, { token: fresh.access_token })).body.error.code,
    ).toBe('last_way_in')
  })
})

test('a personal token connects no provider, and so opens no session', async () => {
  const person = await app.register('lotte')
  const made = await person.request('POST', '/users/me/tokens', { body: { name: 'reader' } })
  const begun = await app.request('GET', '/auth/oauth/github/login', { token: made.body.token })
  expect([begun.status, begun.body.error.code]).toEqual([403, 'token_not_enough'])
  const ended = await end('github', await begin('github'), made.body.token)
  expect([ended.status, ended.body.error.code]).toEqual([403, 'token_not_enough'])
  expect((await person.request('GET', '/auth/oauth/accounts')).body.items).toEqual([])
})

test('says which providers are set up, and refuses the others', async () => {
  const bare = await makeApp()
  try {
    expect((await bare.request('GET', '/auth/providers')).body.items).toEqual(
      ['google', 'github', 'linkedin'].map((provider) => ({ provider, configured: false })),
    )
    expect((await bare.request('GET', '/auth/oauth/google/login')).body.error.code).toBe('provider_not_configured')
  } finally {
    await bare.close()
  }
})
