import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isAadsts } from './oauth-error.ts'
import { program } from './program.ts'
import { startFakeMicrosoft } from './server.ts'
import type { Decision, FakeMicrosoft } from './server.ts'

const Reply = z.record(z.string(), z.any())
const CLIENT = { id: 'client', secret: 'secret', redirect_uris: ['https://app.example/back'] }
const VERIFIER = 'a-verifier-that-is-long-enough-for-anyone-to-believe-in-it'
const SCOPES = 'offline_access User.Read Calendars.ReadWrite'
const WAY = {
  ...{
    client_id: 'client',
    response_type: 'code',
    redirect_uri: 'https://app.example/back',
    state: 's1',
    scope: SCOPES,
  },
  ...{ code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'), code_challenge_method: 'S256' },
}

let now = Date.parse('2026-06-01T06:00:00Z')
let fake: FakeMicrosoft
beforeEach(async () => {
  fake = await startFakeMicrosoft({ client: CLIENT, now: () => now })
})
afterEach(() => fake.close())

const wayTo = (changes: Record<string, string> = {}) =>
  `https://login.microsoftonline.com/common/oauth2/v2.0/authorize?${new URLSearchParams({ ...WAY, ...changes })}`
const here = (url: string) =>
  url.replace('https://login.microsoftonline.com', `${fake.rewrite['https://login.microsoftonline.com']}`)

async function token(form: Record<string, string>) {
  const body = new URLSearchParams({ client_id: 'client', client_secret: 'secret', ...form })
  const answer = await fetch(here('https://login.microsoftonline.com/common/oauth2/v2.0/token'), {
    method: 'POST',
    body,
  })
  return { status: answer.status, body: Reply.parse(await answer.json()) }
}
const redeem = (code: string, changes: Record<string, string> = {}) =>
  token({ grant_type: 'authorization_code', code, redirect_uri: WAY.redirect_uri, code_verifier: VERIFIER, ...changes })
const refresh = (refresh_token: string, changes: Record<string, string> = {}) =>
  token({ grant_type: 'refresh_token', refresh_token, ...changes })
const connect = async (decision?: Decision) => (await redeem((await fake.approve(wayTo(), decision)).code)).body

describe('The way through the browser', () => {
  it('leads back with a code and the state, without a question', async () => {
    const answer = await fetch(here(wayTo()), { redirect: 'manual' })
    const back = new URL(answer.headers.get('location') ?? '')
    expect(back.origin + back.pathname).toBe('https://app.example/back')
    expect(back.searchParams.get('state')).toBe('s1')
    expect((await redeem(back.searchParams.get('code') ?? '')).status).toBe(200)
  })

  it('asks on a page whom to be and what to agree to, with a way to say no', async () => {
    fake.login.consent = 'ask'
    const page = await (await fetch(here(wayTo()))).text()
    for (const part of ['mara@outlook.example', 'jonas@contoso.example', 'Calendars.ReadWrite', 'value="deny"'])
      expect(page).toContain(part)
    expect(await fake.approve(wayTo(), { deny: true })).toMatchObject({ code: '', state: 's1', error: 'access_denied' })
    const { access_token } = await connect({ account: 'jonas@contoso.example' })
    expect((await program(fake, access_token).get('/me')).body['mail']).toBe('jonas@contoso.example')
  })

  it.each([
    ['an address that is not registered', { redirect_uri: 'https://app.example/back/' }, 'AADSTS50011'],
    ['another client', { client_id: 'stranger' }, 'AADSTS700016'],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'AADSTS501481'],
    ['no scope', { scope: '' }, 'AADSTS70011'],
  ])('ends on a page with %s', async (_what, changes, says) => {
    const answer = await fetch(here(wayTo(changes)), { redirect: 'manual' })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(says)
  })

  it('after logging out leads to where one wants', async () => {
    const url = 'https://login.microsoftonline.com/common/oauth2/v2.0/logout'
    expect((await fetch(here(url))).status).toBe(200)
    const away = await fetch(here(`${url}?post_logout_redirect_uri=https://app.example/`), { redirect: 'manual' })
    expect(away.headers.get('location')).toBe('https://app.example/')
  })
})

describe('A code', () => {
  it('is good once, for ten minutes', async () => {
    const { code } = await fake.approve(wayTo())
    expect((await redeem(code)).status).toBe(200)
    expect((await redeem(code)).body).toMatchObject({ error: 'invalid_grant', error_codes: [54005] })
    const late = await fake.approve(wayTo())
    now += 11 * 60_000
    expect((await redeem(late.code)).body).toMatchObject({ error: 'invalid_grant', error_codes: [70008] })
  })

  it.each([
    ['another verifier', { code_verifier: 'x' }, 400, 'invalid_grant', 501481],
    ['another address', { redirect_uri: 'https://app.example/other' }, 400, 'invalid_request', 50011],
    ['another secret', { client_secret: 'x' }, 401, 'invalid_client', 7000215],
    ['another client', { client_id: 'x' }, 400, 'unauthorized_client', 700016],
    ['an unknown grant type', { grant_type: 'password' }, 400, 'invalid_request', 900144],
  ])('is refused with %s', async (_what, changes, status, error, code) => {
    const refused = await redeem((await fake.approve(wayTo())).code, changes)
    expect(refused).toMatchObject({ status, body: { error, error_codes: [code] } })
    expect(refused.body['error_description']).toMatch(new RegExp(`^AADSTS${code}: .+ Trace ID: `))
  })

  it('gives what was agreed to, and a refresh token only with offline_access', async () => {
    expect(await connect()).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'User.Read Calendars.ReadWrite',
    })
    const partly = await connect({ withhold: ['Calendars.ReadWrite', 'offline_access'] })
    expect(partly['scope']).toBe('User.Read')
    expect(partly).not.toHaveProperty('refresh_token')
    expect(await program(fake, partly['access_token']).get('/me/calendars')).toMatchObject({ status: 403 })
  })
})

describe('A refresh token', () => {
  it('is replaced at each use, and the old one refused', async () => {
    const first = await connect()
    const second = await refresh(first['refresh_token'])
    expect(second.status).toBe(200)
    expect(second.body['refresh_token']).not.toBe(first['refresh_token'])
    expect((await refresh(first['refresh_token'])).body).toMatchObject({ error: 'invalid_grant', error_codes: [70008] })
    expect((await refresh(second.body['refresh_token'], { scope: SCOPES })).status).toBe(200)
    fake.traits.spent_refresh_tokens = 'accepted'
    expect((await refresh(first['refresh_token'])).status).toBe(200)
  })

  it('does not give more than was agreed to', async () => {
    const { refresh_token } = await connect({ withhold: ['Calendars.ReadWrite'] })
    const refused = await refresh(refresh_token, { scope: SCOPES })
    expect(refused.body).toMatchObject({ error: 'invalid_grant', suberror: 'consent_required', error_codes: [65001] })
  })

  it('dies of ninety days of idleness, an access token of an hour', async () => {
    const { refresh_token, access_token } = await connect()
    now += 3_600_000
    expect(await program(fake, access_token).get('/me')).toMatchObject({
      status: 401,
      code: 'InvalidAuthenticationToken',
    })
    now += 90 * 86_400_000
    expect((await refresh(refresh_token)).body).toMatchObject({ error_codes: [700082] })
  })

  it('dies when the person takes the grant back, and the access token with it', async () => {
    const { refresh_token, access_token } = await connect()
    fake.login.grants.revoke(fake.person().mailbox.account)
    expect(await program(fake, access_token).get('/me')).toMatchObject({ status: 401 })
    expect((await refresh(refresh_token)).body).toMatchObject({ error: 'invalid_grant', error_codes: [50173] })
  })

  it.each([
    [70008, 'invalid_grant'],
    [700082, 'invalid_grant'],
    [50173, 'invalid_grant'],
    [50076, 'invalid_grant'],
    [50158, 'invalid_grant'],
    [65001, 'invalid_grant'],
    [700084, 'invalid_grant'],
    [7000215, 'invalid_client'],
    [700016, 'unauthorized_client'],
  ])('is refused with AADSTS%i on demand, and is as good as before', async (code, error) => {
    const { refresh_token } = await connect()
    fake.login.fail(isAadsts(code) ? code : null)
    expect((await refresh(refresh_token)).body).toMatchObject({ error, error_codes: [code] })
    expect((await refresh(refresh_token)).status).toBe(200)
  })
})
