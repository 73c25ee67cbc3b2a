import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startConnectedApp } from '#kit/calendar/connected-app.ts'
import type { ConnectedApp, SignIn } from '#kit/calendar/connected-app.ts'
import type { TestUser } from '#kit/make-app.ts'

const MINUTE = 60_000
const EVENTS = 'https://www.googleapis.com/auth/calendar.events'
const LISTS = 'https://www.googleapis.com/auth/calendar.calendarlist.readonly'
const SIGN_INS: readonly SignIn[] = ['google', 'microsoft']

let world: ConnectedApp
let mara: TestUser
let tom: TestUser

beforeAll(async () => {
  // Nothing is synced in between.
  world = await startConnectedApp({ WORKER: 'off' })
})
afterAll(() => world.close())
beforeEach(async () => {
  mara = await world.app.register()
  tom = await world.app.register()
})

const begin = (provider: string, query = {}) => mara.request('GET', `/calendar/oauth/${provider}/authorize`, { query })
const listOf = async (person: TestUser) => (await person.request('GET', '/calendar/connections')).body.items
const stored = (person: TestUser) =>
  world.app.rows('SELECT * FROM calendar_connections WHERE user_id = $1', [person.user.id])

describe('The way to the provider', () => {
  test('asks for the least that lists calendars and changes events, with a challenge, for good', async () => {
    const { status, body } = await begin('google')
    expect(status).toBe(200)
    const asked = new URL(body.authorization_url).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ state: body.state, response_type: 'code', client_id: 'copilot', access_type: 'offline' },
      scope: `${EVENTS} ${LISTS} openid email`,
      redirect_uri: 'https://copilot.example/settings/calendar/callback/google',
      ...{ code_challenge: expect.stringMatching(/^[\w-]{43}$/), code_challenge_method: 'S256' },
      prompt: expect.stringMatching(/^consent\b/),
    })
  })

  test('asks Microsoft for access that lasts', async () => {
    const asked = new URL((await begin('microsoft')).body.authorization_url)
    expect(asked.pathname).toMatch(/\/common\/oauth2\/v2\.0\/authorize$/)
    expect(asked.searchParams.get('scope')).toBe('Calendars.ReadWrite User.Read offline_access')
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
  })

  test('leads back here and nowhere else', async () => {
    const own = 'https://copilot.example/settings/calendar/callback/google'
    expect((await begin('google', { redirect_uri: own })).status).toBe(200)
    for (const redirect_uri of [
      `${own}/`,
      `${own}?x=1`,
      'https://evil.example/settings/calendar/callback/google',
      '/settings',
    ]) {
      const { status, body } = await begin('google', { redirect_uri })
      expect([status, body.error.code]).toEqual([422, 'redirect_not_allowed'])
    }
  })

  test('is closed to personal tokens', async () => {
    const { body } = await mara.request('POST', '/users/me/tokens', { body: { name: 'script', scopes: ['write'] } })
    for (const [method, path] of [
      ['GET', '/calendar/oauth/google/authorize'],
      ['POST', '/calendar/oauth/google/callback'],
      ['POST', '/calendar/connections/caldav'],
      ['DELETE', '/calendar/credentials/google'],
    ] as const) {
      const refused = await mara.request(method, path, { token: body.token })
      expect([refused.status, refused.body.error.code]).toEqual([403, 'token_not_enough'])
    }
  })
})

describe('An account', () => {
  const HOLIDAYS = { name: 'Holidays in Germany', role: 'reader', selected: false, direction: 'pull' }
  const INTERVIEWS = { name: 'Interviews', selected: false, filters: { private: 'shown', sends: 'made_here' } }

  test.each([
    ['google', 'mara@example.org', EVENTS, [{ name: 'Mara Feldkamp' }, HOLIDAYS, INTERVIEWS]],
    ['microsoft', 'mara@outlook.example', 'Calendars.ReadWrite', [{ name: 'Calendar' }]],
  ] as const)(
    'of %s is there with its calendars, and syncs only when the person says so',
    async (provider, name, scope, [main, ...others]) => {
      const { status, body } = await world.connect(mara, provider)
      expect(status).toBe(200)
      expect(body).toMatchObject({
        ...{ provider, name, status: 'active', because: null, sync_enabled: false, sync_window_days: 30 },
        calendars: [{ ...main, is_primary: true, selected: true, direction: 'both' }, ...others],
      })
      expect(await listOf(mara)).toEqual([body])
      expect(await listOf(tom)).toEqual([])
      const { items } = (await mara.request('GET', '/calendar/credentials')).body
      expect(items).toMatchObject([{ connection_id: body.id, provider, name, status: 'active' }])
      expect(items[0].scopes).toContain(scope)
    },
  )

  test('is one of several of its provider', async () => {
    await world.connect(mara, 'google')
    await world.connect(mara, 'google', { account: 'jonas@example.org' })
    await world.connect(mara, 'microsoft')
    expect((await listOf(mara)).map(({ name }: { name: string }) => name)).toEqual([
      ...['mara@example.org', 'jonas@example.org', 'mara@outlook.example'],
    ])
  })

  test('that is connected again is the same one, with its settings', async () => {
    const { id, calendars } = (await world.connect(mara, 'google')).body
    await mara.request('PATCH', `/calendar/connections/${id}`, { body: { sync_enabled: true, sync_window_days: 90 } })
    const interviews = calendars.find(({ name }: { name: string }) => name === 'Interviews')
    await mara.request('PATCH', `/calendar/calendars/${interviews.id}`, { body: { selected: true, colour: '#AA0000' } })
    await world.app.rows(`UPDATE calendar_connections SET status = 'expired', because = 'reauth' WHERE id = $1`, [id])
    const again = (await world.connect(mara, 'google')).body
    expect(again).toMatchObject({ id, status: 'active', because: null, sync_enabled: true, sync_window_days: 90 })
    expect(again.calendars).toHaveLength(3)
    expect(again.calendars).toContainEqual(
      expect.objectContaining({ id: interviews.id, selected: true, colour: '#aa0000' }),
    )
    expect(await stored(mara)).toHaveLength(1)
  })

  test('of one person can be connected by another one, too', async () => {
    const [hers, his] = [await world.connect(mara, 'google'), await world.connect(tom, 'google')]
    expect([hers.status, his.status]).toEqual([200, 200])
    expect(hers.body.id).not.toBe(his.body.id)
  })
})

describe('What came back is refused and nothing is stored when', () => {
  const refusedAs = async (
    answer: Promise<{ status: number; body: { error?: { code: string; details?: object } } }>,
  ) => {
    const { status, body } = await answer
    return { status, code: body.error?.code, ...body.error?.details }
  }

  test('the person did not allow it', async () => {
    for (const provider of SIGN_INS)
      expect(await refusedAs(world.connect(mara, provider, { deny: true }))).toEqual({
        status: 422,
        code: 'consent_denied',
      })
    expect(await stored(mara)).toEqual([])
  })

  test('a permission was not ticked, and it says which', async () => {
    expect(await refusedAs(world.connect(mara, 'google', { withhold: [EVENTS] }))).toEqual({
      ...{ status: 422, code: 'permissions_missing', missing: [EVENTS] },
    })
    const withhold = ['Calendars.ReadWrite', 'offline_access']
    expect(await refusedAs(world.connect(mara, 'microsoft', { withhold }))).toMatchObject({
      missing: ['Calendars.ReadWrite'],
    })
    expect(await refusedAs(world.connect(mara, 'microsoft', { withhold: ['offline_access'] }))).toMatchObject({
      ...{ code: 'permissions_missing', missing: ['offline_access'] },
    })
    expect(await stored(mara)).toEqual([])
    expect((await world.connect(mara, 'google')).status).toBe(200)
  })

  test('it is of no use, and then the provider hears that it is given back, unless somebody here uses it', async () => {
    await world.app.rows('UPDATE calendar_connections SET disconnected_at = now()')
    const { faults, log } = world.google.google
    const revoked = () => log.count('POST', /\/revoke$/)
    const before = revoked()
    expect((await world.connect(mara, 'google', { withhold: [EVENTS] })).status).toBe(422)
    expect(revoked()).toBe(before + 1)
    faults.add({ kind: 'answer', status: 500 }, { path: '/calendarList$' })
    expect((await world.connect(mara, 'google')).status).toBe(502)
    expect(revoked()).toBe(before + 2)
    expect((await world.connect(tom, 'google')).status).toBe(200)
    expect((await world.connect(mara, 'google', { withhold: [EVENTS] })).status).toBe(422)
    expect(revoked()).toBe(before + 2)
  })

  test('the state is used, unknown, old, or from elsewhere', async () => {
    const refused = { status: 400, code: 'connect_state' }
    const back = await world.consent(mara, 'google')
    expect(await refusedAs(world.finish(tom, 'google', back))).toEqual({ ...refused, reason: 'unknown' })
    const elsewhere = await world.app.login(mara)
    expect(await refusedAs(world.finish(elsewhere, 'google', back))).toEqual({ ...refused, reason: 'other_session' })
    expect(await refusedAs(world.finish(mara, 'microsoft', back))).toEqual({ ...refused, reason: 'other_provider' })
    expect(await refusedAs(world.finish(mara, 'google', { ...back, state: 'x' }))).toEqual({
      ...refused,
      reason: 'unknown',
    })
    expect((await world.finish(mara, 'google', back)).status).toBe(200)
    expect(await refusedAs(world.finish(mara, 'google', back))).toEqual({ ...refused, reason: 'used' })
    const late = await world.consent(mara, 'google')
    world.advance(10 * MINUTE)
    expect(await refusedAs(world.finish(mara, 'google', late))).toEqual({ ...refused, reason: 'too_late' })
  })

  test('two bring the same at once: one gets it', async () => {
    const back = await world.consent(mara, 'google')
    const answers = await Promise.all([1, 2, 3].map(() => world.finish(mara, 'google', back)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(2)
  })

  test('the provider fails, or refuses this server, of which its operator hears', async () => {
    const { google, faults } = { google: world.google.google, faults: world.google.google.faults }
    const token = { path: '/token$' }
    const code = async (fault: Parameters<typeof faults.add>[0], match: Parameters<typeof faults.add>[1] = token) => {
      faults.add(fault, match)
      return refusedAs(world.connect(mara, 'google'))
    }
    expect(await code({ kind: 'answer', status: 503 })).toEqual({
      status: 502,
      code: 'calendar_failed',
      is: 'transient',
    })
    expect(await code({ kind: 'html' })).toMatchObject({ code: 'calendar_failed', is: 'protocol' })
    expect(await code({ kind: 'reset-before' })).toMatchObject({ code: 'calendar_failed', is: 'transient' })
    const client = JSON.stringify({ error: 'invalid_client' })
    expect(await code({ kind: 'answer', status: 401, body: client })).toEqual({
      status: 503,
      code: 'calendar_misconfigured',
    })
    expect(await code({ kind: 'answer', status: 500 }, { path: '/userinfo$' })).toMatchObject({
      code: 'calendar_failed',
    })
    google.calm()
    expect(await stored(mara)).toEqual([])
  })
})

test('neither the database nor any answer has a token, a verifier or a state in plain', async () => {
  const begun = await begin('google')
  const { id } = (await world.connect(mara, 'google')).body
  const rows = [
    ...(await world.app.rows('SELECT * FROM calendar_credentials')),
    ...(await world.app.rows('SELECT * FROM calendar_oauth_flows')),
    ...(await stored(mara)),
  ]
  const text = JSON.stringify([rows, await listOf(mara), (await mara.request('GET', '/calendar/credentials')).body])
  const tokens = world.google.google.log.entries.flatMap(
    ({ headers }) => headers.authorization?.replace('Bearer ', '') ?? [],
  )
  expect(tokens.length).toBeGreaterThan(0)
  for (const secret of [...tokens, 'ya29.', '1//', begun.body.state]) expect(text).not.toContain(secret)
  const kept = await world.app.rows<{ credential_sealed: string }>(
    'SELECT credential_sealed FROM calendar_credentials WHERE connection_id = $1',
    [id],
  )
  expect(kept[0]?.credential_sealed).toMatch(/^v1\./)
})
