import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { apiOf, CALENDAR, consentUrl, exchange, reply, RETURN_TO, signIn } from './client.ts'
import { startFakeGoogle } from './server.ts'
import type { FakeGoogle } from './server.ts'

const MARA = 'mara@example.org'

let fake: FakeGoogle
let now = 0

beforeEach(async () => {
  now = Date.parse('2026-03-01T08:00:00Z')
  const client = { id: 'development', secret: 'development', redirect_uris: [RETURN_TO] }
  fake = await startFakeGoogle({ client, now: () => now })
})
afterEach(() => fake.close())

const renew = (refresh_token: string) => exchange(fake, { grant_type: 'refresh_token', refresh_token })
const codeOf = async (more: Record<string, string> = {}) => (await fake.approve(consentUrl(fake, more))).code
const userinfo = async (access_token: string) => {
  const url = `${fake.rewrite['https://openidconnect.googleapis.com']}/v1/userinfo`
  return reply(await fetch(url, { headers: { authorization: `Bearer ${access_token}` } }))
}
const revoke = async (token: string) =>
  reply(await fetch(`${fake.rewrite['https://oauth2.googleapis.com']}/revoke?token=${token}`, { method: 'POST' }))

describe('The way through Google', () => {
  it('ends with tokens for what was allowed, and says who it was', async () => {
    const back = await fake.approve(consentUrl(fake))
    expect(back).toMatchObject({ redirect_uri: RETURN_TO, state: 'state-1', error: null })
    const { status, body } = await exchange(fake, { code: back.code })
    expect(status).toBe(200)
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3599, scope: `openid email ${CALENDAR}` })
    expect((await userinfo(body.access_token)).body).toEqual({ sub: 'sub-1', email: MARA, email_verified: true })
    expect((await userinfo('ya29.other')).status).toBe(401)
  })

  it.each([
    ['another client', { client_id: 'somebody' }, 'invalid_client'],
    ['an address that is not registered', { redirect_uri: `${RETURN_TO}/` }, 'redirect_uri_mismatch'],
    ['no scope', { scope: '' }, 'invalid_request'],
    ['a token instead of a code', { response_type: 'token' }, 'invalid_request'],
  ])('is closed to %s, and sends nobody back', async (_name, more, error) => {
    const answer = await fetch(consentUrl(fake, more), { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null])
    expect(await answer.text()).toContain(error)
  })

  it.each([
    ['another verifier', { code_verifier: 'other' }, 400, 'invalid_grant'],
    ['another address', { redirect_uri: `${RETURN_TO}/` }, 400, 'redirect_uri_mismatch'],
    ['another client', { client_id: 'somebody' }, 401, 'invalid_client'],
    ['another secret', { client_secret: 'guess' }, 401, 'invalid_client'],
    ['another kind of grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['a code that nobody gave', { code: '4/x' }, 400, 'invalid_grant'],
  ])('gives no tokens for %s', async (_name, more, status, error) => {
    const refused = await exchange(fake, { code: await codeOf(), ...more })
    expect([refused.status, refused.body.error]).toEqual([status, error])
  })

  it('takes a code once, also a wrong try, and for ten minutes', async () => {
    const used = await codeOf()
    expect((await exchange(fake, { code: used })).status).toBe(200)
    expect((await exchange(fake, { code: used })).body.error).toBe('invalid_grant')
    const burnt = await codeOf()
    await exchange(fake, { code: burnt, code_verifier: 'other' })
    expect((await exchange(fake, { code: burnt })).status).toBe(400)
    const late = await codeOf()
    now += 10 * 60_000
    expect((await exchange(fake, { code: late })).body.error).toBe('invalid_grant')
  })

  it('is closed when access is taken back before the code is used', async () => {
    const code = await codeOf()
    fake.google.revokeAccess(MARA)
    expect((await exchange(fake, { code })).body.error).toBe('invalid_grant')
  })

  it('gives a refresh token only to who asks for it and for consent', async () => {
    expect(await signIn(fake)).toHaveProperty('refresh_token')
    expect(await signIn(fake, { prompt: 'select_account' })).not.toHaveProperty('refresh_token')
    expect(await signIn(fake, { access_type: 'online' })).not.toHaveProperty('refresh_token')
  })

  it('lets a person deny, leave out single scopes, and be somebody else', async () => {
    const { consent } = fake.google.oauth
    consent.deny = true
    const back = await fake.approve(consentUrl(fake))
    expect([back.error, back.code]).toEqual(['access_denied', ''])
    Object.assign(consent, { deny: false, email: 'jonas@example.org', scopes: ['openid'] })
    const some = await signIn(fake)
    expect(some.scope).toBe('openid')
    expect((await userinfo(some.access_token)).body).toEqual({ sub: 'sub-2' })
    expect((await renew(some.refresh_token)).body.scope).toBe('openid')
    consent.scopes = null
    const more = await signIn(fake, { scope: CALENDAR, include_granted_scopes: 'true' })
    expect(more.scope).toBe(`openid ${CALENDAR}`)
  })

  it('shows a page in development, with accounts, scopes and a way to say no', async () => {
    fake.google.oauth.consent.page = true
    const url = consentUrl(fake)
    const shown = await fetch(url)
    const html = await shown.text()
    for (const part of ['mara@example.org', 'jonas@example.org', CALENDAR, 'value="deny"']) expect(html).toContain(part)
    const answer = async (form: [string, string][]) => {
      const body = new URLSearchParams([['request', new URL(url).searchParams.toString()], ...form])
      const sent = await fetch(new URL('consent', url), { method: 'POST', body, redirect: 'manual' })
      return new URL(sent.headers.get('location') ?? '').searchParams
    }
    expect((await answer([['decision', 'deny']])).get('error')).toBe('access_denied')
    const allowed = await answer([
      ['decision', 'allow'],
      ['account', 'jonas@example.org'],
      ['scope', 'email'],
      ['scope', 'https://www.googleapis.com/auth/drive'],
    ])
    expect(allowed.get('scope')).toBe('email')
    const { body } = await exchange(fake, { code: allowed.get('code') ?? '' })
    expect((await userinfo(body.access_token)).body.email).toBe('jonas@example.org')
  })
})

describe('Tokens', () => {
  it('for access end after an hour, and a refresh gives another one without a new refresh token', async () => {
    const { access_token, refresh_token } = await signIn(fake)
    now += 3599 * 1000
    expect((await userinfo(access_token)).status).toBe(401)
    const { status, body } = await renew(refresh_token)
    expect([status, body.refresh_token]).toEqual([200, undefined])
    expect((await userinfo(body.access_token)).status).toBe(200)
    fake.google.oauth.expireAccessTokens()
    expect((await userinfo(body.access_token)).status).toBe(401)
  })

  it('for refresh are exchanged for others when they rotate', async () => {
    fake.google.oauth.rotate = true
    const { refresh_token } = await signIn(fake)
    const { body } = await renew(refresh_token)
    expect((await renew(refresh_token)).body.error).toBe('invalid_grant')
    expect((await renew(body.refresh_token)).status).toBe(200)
  })

  it.each(['access_token', 'refresh_token'])('all end when the %s is revoked', async (kind) => {
    const tokens = await signIn(fake)
    const others = await signIn(fake)
    expect((await revoke(tokens[kind])).status).toBe(200)
    expect((await userinfo(others.access_token)).status).toBe(401)
    for (const { refresh_token } of [tokens, others])
      expect(await renew(refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    expect((await revoke(tokens[kind])).body.error).toBe('invalid_token')
    expect(await signIn(fake)).toHaveProperty('access_token')
  })

  it('end as well when the person takes access back', async () => {
    const { refresh_token, access_token } = await signIn(fake)
    fake.google.revokeAccess(MARA)
    expect((await userinfo(access_token)).status).toBe(401)
    expect((await renew(refresh_token)).body.error).toBe('invalid_grant')
  })

  it('are needed for the calendar, with the scopes for what is asked', async () => {
    const events = apiOf(fake, [`${CALENDAR}.events`])
    expect((await events('GET', '/calendars/primary/events')).status).toBe(200)
    for (const path of ['/users/me/calendarList', '/calendars/primary', '/colors']) {
      const { status, body } = await events('GET', path)
      expect([status, body.error.errors[0].reason]).toEqual([403, 'insufficientPermissions'])
      expect(body.error.details[0].reason).toBe('ACCESS_TOKEN_SCOPE_INSUFFICIENT')
    }
    const readonly = apiOf(fake, [`${CALENDAR}.readonly`])
    expect((await readonly('POST', '/calendars/primary/events', {})).status).toBe(403)
    fake.google.oauth.expireAccessTokens()
    const { status, body } = await readonly('GET', '/colors')
    expect([status, body.error.errors[0]]).toEqual([
      401,
      {
        domain: 'global',
        reason: 'authError',
        message: 'Invalid Credentials',
        locationType: 'header',
        location: 'Authorization',
      },
    ])
  })
})
