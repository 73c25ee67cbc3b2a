import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { mailTo, outboxOf } from '#kit/outbox.ts'
import { makeJobs } from './index.ts'
import type { DeletionHook } from './index.ts'

let app: TestApp
beforeAll(async () => {
  app = await makeApp({ PASSWORD_WORK: 'full' })
})
afterAll(() => app.close())

const DAY = 24 * 3600_000
const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  /cc_session=([^;]*)/.exec(String(answer.headers['set-cookie']))?.[1] ?? ''
const byCookie = (cookie: string) => ({ cookie: `cc_session=${cookie}`, origin: 'http://127.0.0.1:0' })

describe('registration', () => {
  test('gives a person, their personal firm, a session and a mail, in one go', async () => {
    const answer = await app.request('POST', '/auth/register', {
      body: { username: 'Mara', email: 'Mara@Example.org', password: 'leitstand am kai 7' },
    })
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      user: { username: 'Mara', email: 'Mara@Example.org', email_verified: false, has_password: true },
    })
    expect(answer.headers['set-cookie']).toMatch(/cc_session=[\w-]{80,};.*HttpOnly.*SameSite=Lax/i)
    const me = await app.request('GET', '/auth/me', { headers: byCookie(cookieOf(answer)) })
    expect(me.body).toMatchObject({
      firms: [{ kind: 'personal', role: 'owner', members: 1 }],
      active_firm: { kind: 'personal' },
    })
    expect((await mailTo(app, 'Mara@Example.org')).subject).toBe('Confirm your e-mail address')
    const [stored] = await app.rows(`SELECT password_hash FROM credentials WHERE user_id = $1`, [answer.body.user.id])
    expect(stored?.['password_hash']).toMatch(/^scrypt\$32768\$8\$3\$/)
  })

  test('takes no name or address twice, whatever their case, and keeps nothing of the attempt', async () => {
    const before = await app.rows('SELECT id FROM firms')
    const name = await app.request('POST', '/auth/register', {
      body: { username: 'MARA', email: 'x@example.org', password: 'leitstand am kai 7' },
    })
    expect([name.status, name.body.error.code]).toEqual([409, 'username_taken'])
    const mail = await app.request('POST', '/auth/register', {
      body: { username: 'other', email: 'mara@example.ORG', password: 'leitstand am kai 7' },
    })
    expect([mail.status, mail.body.error.code, mail.body.error.field_errors[0].field]).toEqual([
      409,
      'email_taken',
      'email',
    ])
    expect(await app.rows('SELECT id FROM firms')).toHaveLength(before.length)
  })

  test.each(['Password123!', 'p4$$w0rd', 'qwertzuiop', '12341234', 'brigitte1'])(
    'refuses the guessable password %s',
    async (password) => {
      const answer = await app.request('POST', '/auth/register', {
        body: { username: 'brigitte', email: 'b@example.org', password },
      })
      expect([answer.status, answer.body.error.code]).toEqual([422, 'weak_password'])
    },
  )

  test('says everything that is wrong at once', async () => {
    const answer = await app.request('POST', '/auth/register', {
      body: { username: 'a b', email: 'nope', password: 'short' },
    })
    expect(answer.status).toBe(422)
    expect(answer.body.error.field_errors.map((error: { field: string }) => error.field).sort()).toEqual([
      'email',
      'password',
      'username',
    ])
  })
})

describe('log-in', () => {
  test('works with the username and with the e-mail, in either field', async () => {
    const person = await app.register('lena')
    for (const body of [{ username: 'LENA' }, { email: 'lena@example.org' }, { username: 'lena@example.org' }]) {
      const answer = await app.request('POST', '/auth/login', { body: { ...body, password: person.password } })
      expect(answer.status).toBe(200)
      expect(answer.body.user.id).toBe(person.user.id)
    }
  })

  test('answers the same for a wrong password and for nobody', async () => {
    await app.register('olga')
    const [wrong, nobody] = await Promise.all(
      ['olga', 'nobody-at-all'].map((username) =>
        app.request('POST', '/auth/login', { body: { username, password: 'not this one' } }),
      ),
    )
    const plain = (answer: typeof wrong) => ({ ...answer?.body.error, request_id: '' })
    expect(wrong?.status).toBe(401)
    expect(plain(wrong)).toEqual(plain(nobody))
  })

  test('pauses after five wrong passwords from one address, for the right one too, and goes on after five minutes', async () => {
    const person = await app.register('tim')
    const attempt = (password: string) => app.request('POST', '/auth/login', { body: { username: 'tim', password } })
    for (const left of [4, 3, 2, 1, 0]) expect((await attempt('wrong one')).body.error.details.tries_left).toBe(left)
    const paused = await attempt(person.password)
    expect([paused.status, paused.body.error.code, paused.headers['retry-after']]).toEqual([
      429,
      'too_many_tries',
      '300',
    ])
    app.time.advance(301_000)
    expect((await attempt(person.password)).status).toBe(200)
    expect((await attempt('wrong one')).body.error.details.tries_left).toBe(4)
  })

  test('counts wrong passwords that come all at once', async () => {
    await app.register('tom')
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        app.request('POST', '/auth/login', { body: { username: 'tom', password: 'wrong one' } }),
      ),
    )
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5)
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(7)
  })

  test('the access token works for 24 hours, the session for 30 days without use', async () => {
    const person = await app.register('ute')
    const login = await app.request('POST', '/auth/login', { body: { username: 'ute', password: person.password } })
    const cookie = cookieOf(login)
    expect((await app.request('GET', '/auth/me', { token: login.body.access_token })).status).toBe(200)
    app.time.advance(DAY + 1000)
    expect((await app.request('GET', '/auth/me', { token: login.body.access_token })).status).toBe(401)
    expect((await app.request('GET', '/auth/me', { headers: byCookie(cookie) })).status).toBe(200)
    app.time.advance(29 * DAY)
    expect((await app.request('GET', '/auth/me', { headers: byCookie(cookie) })).status).toBe(200)
    app.time.advance(31 * DAY)
    expect((await app.request('GET', '/auth/me', { headers: byCookie(cookie) })).status).toBe(401)
  })

  test('no part of an access token can be changed, and none is believed without a signature', async () => {
    const { token } = await app.register('vera')
    const [header = '', payload = '', signature = ''] = token.split('.')
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const later = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 9999 })).toString('base64url')
    for (const forged of [
      `${none}.${payload}.`,
      `${header}.${later}.${signature}`,
      `${header}.${payload}.`,
      'a.b.c',
      'x',
      '',
    ]) {
      expect((await app.request('GET', '/auth/me', { headers: { authorization: `Bearer ${forged}` } })).status).toBe(
        401,
      )
    }
    expect((await app.request('GET', '/auth/me', { token })).status).toBe(200)
  })

  test('log-out ends the session and its access token at once', async () => {
    const person = await app.register('willi')
    const other = await app.request('POST', '/auth/login', { body: { username: 'willi', password: person.password } })
    expect((await person.request('GET', '/auth/me')).status).toBe(200)
    expect((await person.request('POST', '/auth/logout')).status).toBe(204)
    expect((await person.request('GET', '/auth/me')).status).toBe(401)
    expect((await app.request('GET', '/auth/me', { token: other.body.access_token })).status).toBe(200)
  })

  test('a cookie does nothing for a request from another site', async () => {
    const login = await app.request('POST', '/auth/login', {
      body: { username: 'lena', password: 'correct horse lena 42' },
    })
    const cookie = cookieOf(login)
    const foreign = await app.request('POST', '/auth/logout', {
      headers: { cookie: `cc_session=${cookie}`, origin: 'https://evil.example' },
    })
    expect([foreign.status, foreign.body.error.code]).toEqual([403, 'cross_origin'])
    const basic = await app.request('POST', '/auth/logout', {
      headers: { cookie: `cc_session=${cookie}`, origin: 'https://evil.example', authorization: 'Basic YTpi' },
    })
    expect(basic.status).toBe(403)
    expect((await app.request('GET', '/auth/me', { headers: byCookie(cookie) })).status).toBe(200)
  })
})

describe('passwords and addresses', () => {
  test('a changed password ends every other session, and is told by mail', async () => {
    const person = await app.register('xaver')
    const other = await app.request('POST', '/auth/login', { body: { username: 'xaver', password: person.password } })
    const wrong = await person.request('POST', '/auth/password', {
      body: { current_password: 'no', new_password: 'ein ganz neues wort' },
    })
    expect([wrong.status, wrong.body.error.code]).toEqual([403, 'wrong_password'])
    const changed = await person.request('POST', '/auth/password', {
      body: { current_password: person.password, new_password: 'ein ganz neues wort' },
    })
    expect(changed.status).toBe(204)
    expect((await app.request('GET', '/auth/me', { token: other.body.access_token })).status).toBe(401)
    expect((await person.request('GET', '/auth/me')).status).toBe(200)
    expect(
      (await app.request('POST', '/auth/login', { body: { username: 'xaver', password: person.password } })).status,
    ).toBe(401)
    expect((await mailTo(app, person.user.email)).subject).toBe('Your password was changed')
  })

  test('a forgotten password is chosen anew through a mailed link, once, within an hour', async () => {
    const person = await app.register('yara')
    expect((await app.request('POST', '/auth/password/forgot', { body: { email: 'yara@example.org' } })).status).toBe(
      202,
    )
    const { subject, token } = await mailTo(app, 'yara@example.org')
    expect(subject).toBe('Choose a new password')
    const reset = (new_password: string) =>
      app.request('POST', '/auth/password/reset', { body: { token, new_password } })
    expect((await reset('password1')).body.error.code).toBe('weak_password')
    expect((await reset('regen am fenster')).status).toBe(204)
    expect((await reset('noch ein versuch')).body.error.code).toBe('link_expired')
    expect((await person.request('GET', '/auth/me')).status).toBe(401)
    const login = await app.request('POST', '/auth/login', { body: { username: 'yara', password: 'regen am fenster' } })
    expect([login.status, login.body.user.email_verified]).toEqual([200, true])
    app.time.advance(61_000)
    await app.request('POST', '/auth/password/forgot', { body: { email: 'yara@example.org' } })
    const late = (await mailTo(app, 'yara@example.org')).token
    app.time.advance(3600_000)
    const over = await app.request('POST', '/auth/password/reset', {
      body: { token: late, new_password: 'zu spaet gekommen' },
    })
    expect([over.status, over.body.error.code]).toEqual([410, 'link_expired'])
  })

  test('a reset that first proves whose the address is leaves nothing of whoever registered with it', async () => {
    const reset = async (address: string, new_password: string) => {
      app.time.advance(61_000)
      await app.request('POST', '/auth/password/forgot', { body: { email: address } })
      const { token } = await mailTo(app, address)
      expect((await app.request('POST', '/auth/password/reset', { body: { token, new_password } })).status).toBe(204)
    }
    const waysIn = async (session: string) => {
      const id = app.ctx.id()
      await app.rows(
        `INSERT INTO oauth_accounts (id, user_id, provider, subject, created_at) VALUES ($1, $2, 'github', $3, now())`,
        [id, squatter.user.id, id],
      )
      return (await app.request('POST', '/users/me/tokens', { token: session, body: { name: 'x' } })).body.token
    }
    const connected = () => app.rows('SELECT 1 FROM oauth_accounts WHERE user_id = $1', [squatter.user.id])
    const squatter = await app.register('squatter')
    const theirs = await waysIn(squatter.token)
    await reset('squatter@example.org', 'nun ist es meines')
    expect((await app.request('GET', '/auth/me', { token: theirs })).status).toBe(401)
    expect(await connected()).toEqual([])
    // From now on the address is proved, and a forgotten password breaks no program.
    const body = { username: 'squatter', password: 'nun ist es meines' }
    const mine = await waysIn((await app.request('POST', '/auth/login', { body })).body.access_token)
    await reset('squatter@example.org', 'wieder eines vergessen')
    expect((await app.request('GET', '/auth/me', { token: mine })).status).toBe(200)
    expect(await connected()).toHaveLength(1)
  })

  test('forgot answers the same for nobody, and sends nothing', async () => {
    const before = (await outboxOf(app)).length
    const answer = await app.request('POST', '/auth/password/forgot', { body: { email: 'nobody@example.org' } })
    expect([answer.status, answer.body]).toEqual([202, { delivers: false }])
    expect(await outboxOf(app)).toHaveLength(before)
  })

  test('the mailed link confirms the address, once', async () => {
    const person = await app.register('zoe')
    const { token } = await mailTo(app, 'zoe@example.org')
    expect((await app.request('POST', '/auth/email/verify', { body: { token } })).body).toEqual({
      email: 'zoe@example.org',
    })
    expect((await person.request('GET', '/auth/me')).body.user.email_verified).toBe(true)
    expect((await app.request('POST', '/auth/email/verify', { body: { token } })).status).toBe(410)
  })
})

describe('deletion', () => {
  const leave = (person: TestUser) =>
    person.request('POST', '/users/me/deletion', { body: { confirm: person.user.username, password: person.password } })
  /** What the hourly schedule begins, to its end. */
  const sweep = async () => {
    await makeJobs([])[0]?.handle(app.ctx, {}, AbortSignal.timeout(9000))
    await app.ctx.queue.drain()
  }
  const thereIs = async (person: TestUser) =>
    (await app.rows('SELECT 1 FROM users WHERE id = $1', [person.user.id])).length === 1

  test('waits 30 days, can be taken back, then leaves no row of the person', async () => {
    const person = await app.register('adam')
    const ask = (confirm: string, password = person.password) =>
      person.request('POST', '/users/me/deletion', { body: { confirm, password } })
    expect((await ask('adam', 'wrong')).body.error.code).toBe('wrong_password')
    expect((await ask('eve')).body.error.code).toBe('confirm_mismatch')
    const asked = await ask('adam')
    expect(Date.parse(asked.body.deletion_due_at) - app.ctx.clock.ms()).toBe(30 * DAY)
    const known = (await person.request('GET', '/auth/me')).body.user.deletion_due_at
    expect(Date.parse(known)).toBe(Date.parse(asked.body.deletion_due_at))
    expect((await person.request('DELETE', '/users/me/deletion')).status).toBe(204)
    expect((await person.request('GET', '/auth/me')).body.user.deletion_due_at).toBeNull()
    await ask('adam')
    app.time.advance(29 * DAY)
    await sweep()
    expect(await app.rows('SELECT 1 FROM users WHERE id = $1', [person.user.id])).toHaveLength(1)
    app.time.advance(2 * DAY)
    await sweep()
    for (const table of [
      'users WHERE id',
      'sessions WHERE user_id',
      'credentials WHERE user_id',
      'firm_members WHERE user_id',
      'firms WHERE created_by',
    ]) {
      expect(await app.rows(`SELECT 1 FROM ${table} = $1`, [person.user.id])).toHaveLength(0)
    }
    expect((await person.request('GET', '/auth/me')).status).toBe(401)
  })

  test('spares whoever kept the account at the last moment, and fails for one alone', async () => {
    const [late, stuck, gone] = [await app.register('late'), await app.register('stuck'), await app.register('gone')]
    for (const person of [late, stuck, gone]) await leave(person)
    app.time.advance(31 * DAY)
    const hook: DeletionHook = async (_, __, user_id) => {
      if (user_id === stuck.user.id) throw new Error('The disk is full.')
    }
    const deletion = makeJobs([hook])[1]
    const deleteOne = (person: TestUser) =>
      deletion?.handle(app.ctx, { user_id: person.user.id }, AbortSignal.timeout(9000))
    await app.rows('UPDATE users SET deletion_due_at = NULL WHERE id = $1', [late.user.id])
    await deleteOne(late)
    await expect(deleteOne(stuck)).rejects.toThrow('The disk is full.')
    await deleteOne(gone)
    await deleteOne(gone)
    expect(await Promise.all([late, stuck, gone].map(thereIs))).toEqual([true, true, false])
    await app.rows('UPDATE users SET deletion_due_at = NULL WHERE id = $1', [stuck.user.id])
  })

  test('of the last owner passes a practice on to its staff, and one without staff goes along', async () => {
    const [owner, coach, admin, seeker] = await Promise.all(
      ['boss', 'boss-coach', 'boss-admin', 'boss-seeker'].map((name) => app.register(name)),
    )
    const practice = async (people: Record<string, TestUser | undefined>) => {
      const { id } = (await owner!.request('POST', '/firms', { body: { name: 'Nordlicht' } })).body
      for (const [role, person] of Object.entries(people)) {
        const body = { email: person?.user.email, role }
        const { link } = (await owner!.request('POST', `/firms/${id}/invitations`, { body })).body
        await person?.request('POST', '/invitations/accept', { body: { token: link.split('#')[1] } })
      }
      return String(id)
    }
    const staffed = await practice({ coach, admin, member: seeker })
    const left = await practice({ member: seeker })
    // Asked for in time when others were owners too, who then went.
    await app.rows('UPDATE users SET deletion_due_at = $1 WHERE id = $2', [app.ctx.clock.iso(), owner!.user.id])
    await sweep()
    expect(await thereIs(owner!)).toBe(false)
    expect((await admin!.request('GET', `/firms/${staffed}`)).body.role).toBe('owner')
    expect((await coach!.request('GET', `/firms/${staffed}`)).body.role).toBe('coach')
    expect((await seeker!.request('GET', `/firms/${left}`)).status).toBe(404)
    expect(await thereIs(seeker!)).toBe(true)
  })
})
