import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { base32, matchingStep, totpCode } from './totp.ts'

let app: TestApp
beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
function decode(secret: string): Buffer {
  const bits = [...secret].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
const codeNow = (secret: string, offset = 0) =>
  totpCode(decode(secret), Math.floor(app.ctx.clock.ms() / 30_000) + offset)

async function turnOn(person: TestUser): Promise<{ secret: string; recovery_codes: string[] }> {
  const enrolled = await person.request('POST', '/auth/two-factor/enrol', { body: { password: person.password } })
  const confirmed = await person.request('POST', '/auth/two-factor/confirm', {
    body: { code: codeNow(enrolled.body.secret) },
  })
  app.time.advance(30_000)
  return { secret: enrolled.body.secret, recovery_codes: confirmed.body.recovery_codes }
}
const login = (person: TestUser) =>
  app.request('POST', '/auth/login', { body: { username: person.user.username, password: person.password } })
const verify = (challenge: string, code: string) =>
  app.request('POST', '/auth/two-factor/verify', { body: { challenge, code } })

describe('codes', () => {
  test('are those of RFC 6238, appendix B', () => {
    const secret = Buffer.from('12345678901234567890')
    const at = [59, 1111111109, 1111111111, 1234567890, 2000000000, 20000000000]
    expect(at.map((second) => totpCode(secret, Math.floor(second / 30)))).toEqual([
      '287082',
      '081804',
      '050471',
      '005924',
      '279037',
      '353130',
    ])
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
  })

  test('count one step early and late, and not a step that was used', () => {
    const secret = Buffer.from('12345678901234567890')
    const ms = 1234567890_000
    const now = Math.floor(ms / 30_000)
    expect(
      [-2, -1, 0, 1, 2].map((step) => matchingStep(secret, totpCode(secret, now + step), { ms, last: 0 })),
    ).toEqual([null, now - 1, now, now + 1, null])
    expect(matchingStep(secret, totpCode(secret, now), { ms, last: now })).toBeNull()
  })
})

describe('two-factor log-in', () => {
  test('is on only after a code, keeps its secret sealed, and asks at the next log-in', async () => {
    const person = await app.register('nora')
    expect(
      (await person.request('POST', '/auth/two-factor/enrol', { body: { password: 'wrong' } })).body.error.code,
    ).toBe('wrong_password')
    const enrolled = await person.request('POST', '/auth/two-factor/enrol', { body: { password: person.password } })
    expect(enrolled.body.otpauth_uri).toBe(
      `otpauth://totp/Career%20Copilot:nora?secret=${enrolled.body.secret}&issuer=Career%20Copilot&algorithm=SHA1&digits=6&period=30`,
    )
    expect(enrolled.body.qr_svg).toMatch(/^<svg/)
    expect((await login(person)).status).toBe(200)
    expect(
      (await person.request('POST', '/auth/two-factor/confirm', { body: { code: '000000' } })).body.error.code,
    ).toBe('wrong_code')
    const confirmed = await person.request('POST', '/auth/two-factor/confirm', {
      body: { code: codeNow(enrolled.body.secret) },
    })
    expect(confirmed.body.recovery_codes).toHaveLength(10)
    const [stored] = await app.rows('SELECT totp_sealed FROM credentials WHERE user_id = $1', [person.user.id])
    expect(stored?.['totp_sealed']).toMatch(/^v1\./)
    expect((await person.request('GET', '/auth/me')).body.user.two_factor_enabled).toBe(true)
    const asked = await login(person)
    expect([asked.status, asked.body.error.code, asked.headers['set-cookie']]).toEqual([
      401,
      'two_factor_required',
      undefined,
    ])
    app.time.advance(30_000)
    const { challenge } = asked.body.error.details
    const done = await verify(challenge, codeNow(enrolled.body.secret))
    expect([done.status, done.body.user.id]).toEqual([200, person.user.id])
    app.time.advance(30_000)
    expect((await verify(challenge, codeNow(enrolled.body.secret))).body.error.code).toBe('link_expired')
  })

  test('takes each code once', async () => {
    const person = await app.register('otto')
    const { secret } = await turnOn(person)
    const code = codeNow(secret)
    const challenges = [
      (await login(person)).body.error.details.challenge,
      (await login(person)).body.error.details.challenge,
    ]
    const answers = await Promise.all(challenges.map((challenge) => verify(challenge, code)))
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 401])
  })

  test('takes each recovery code once, and can be turned off with one', async () => {
    const person = await app.register('paula')
    const {
      recovery_codes: [first = '', second = ''],
    } = await turnOn(person)
    expect((await verify((await login(person)).body.error.details.challenge, first.toUpperCase())).status).toBe(200)
    expect((await verify((await login(person)).body.error.details.challenge, first)).status).toBe(401)
    expect((await person.request('GET', '/auth/two-factor')).body).toEqual({ enabled: true, recovery_codes_left: 9 })
    expect((await person.request('POST', '/auth/two-factor/disable', { body: { code: second } })).status).toBe(204)
    expect((await login(person)).status).toBe(200)
    expect((await person.request('GET', '/auth/two-factor')).body).toEqual({ enabled: false, recovery_codes_left: 0 })
  })

  test('pauses after five wrong codes, whichever challenge they come with', async () => {
    const person = await app.register('quirin')
    await turnOn(person)
    for (let count = 0; count < 5; count += 1) {
      expect((await verify((await login(person)).body.error.details.challenge, '000000')).status).toBe(401)
    }
    const paused = await verify((await login(person)).body.error.details.challenge, '000000')
    expect([paused.status, paused.body.error.code]).toEqual([429, 'too_many_tries'])
  })
})
