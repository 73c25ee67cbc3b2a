import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startConnectedApp } from '#kit/calendar/connected-app.ts'
import type { ConnectedApp } from '#kit/calendar/connected-app.ts'
import type { TestUser } from '#kit/make-app.ts'

let world: ConnectedApp
let mara: TestUser
let id: string
let primary: string
let holidays: string

beforeAll(async () => {
  // Nothing is synced in between.
  world = await startConnectedApp({ WORKER: 'off' })
})
afterAll(() => world.close())
beforeEach(async () => {
  mara = await world.app.register()
  const { body } = await world.connect(mara, 'google')
  id = body.id
  const byName = (name: string): string => body.calendars.find((one: { name: string }) => one.name === name).id
  primary = byName('Mara Feldkamp')
  holidays = byName('Holidays in Germany')
})

const change = (body: object, headers = {}) => mara.request('PATCH', `/calendar/connections/${id}`, { body, headers })
const changeCalendar = (calendar: string, body: object) =>
  mara.request('PATCH', `/calendar/calendars/${calendar}`, { body })
const end = (copies: string) => mara.request('POST', `/calendar/connections/${id}/disconnect`, { body: { copies } })
const runOf = async (calendar: string) =>
  (await world.app.rows('SELECT cursor, fence::int, next_run_at FROM calendars WHERE id = $1', [calendar]))[0]
const read = (calendar: string) =>
  world.app.rows(`UPDATE calendars SET cursor = 'c1', next_run_at = NULL WHERE id = $1`, [calendar])

describe('Settings of an account', () => {
  test('are kept, and have everything that is synced read again under them', async () => {
    await read(primary)
    const settings = {
      ...{ sync_enabled: true, sync_window_days: 365, conflict_strategy: 'newest', delete_policy: 'unlink' },
      writes_people: true,
    }
    const changed = await change(settings)
    expect([changed.status, changed.body]).toMatchObject([200, { ...settings, version: 2 }])
    expect((await mara.request('GET', `/calendar/connections/${id}`)).body).toEqual(changed.body)
    expect(await runOf(primary)).toEqual({ cursor: null, fence: 1, next_run_at: expect.any(Date) })
    expect(await runOf(holidays)).toEqual({ cursor: null, fence: 0, next_run_at: null })
  })

  test('have bounds, and fit the version that was seen', async () => {
    for (const wrong of [
      { sync_window_days: 6 },
      { sync_window_days: 366 },
      { conflict_strategy: 'coin' },
      { delete_policy: '' },
    ])
      expect((await change(wrong)).status).toBe(422)
    expect((await change({ sync_enabled: true, version: 7 })).body.error.code).toBe('stale_version')
    expect((await change({ sync_enabled: true }, { 'if-match': '"1"' })).status).toBe(200)
    expect((await change({ sync_enabled: false }, { 'if-match': '"1"' })).status).toBe(412)
  })

  test('take a password where one opens the account', async () => {
    const refused = await change({ password: 'swordfish' })
    expect([refused.status, refused.body.error.field_errors]).toMatchObject([422, [{ field: 'password' }]])
  })
})

describe('A calendar', () => {
  test('is chosen with its direction and filters, and begins at once', async () => {
    const filters = { categories: ['Bewerbungen'], private: 'busy', sends: 'interviews' }
    const changed = await changeCalendar(holidays, { selected: true, filters })
    expect([changed.status, changed.body]).toMatchObject([
      200,
      { selected: true, direction: 'pull', filters, version: 2 },
    ])
    expect(await runOf(holidays)).toMatchObject({ fence: 1, next_run_at: expect.any(Date) })
    const { items } = (await mara.request('GET', '/calendar/calendars')).body
    expect(items).toContainEqual(changed.body)
  })

  test('has a colour of one’s own, for which nothing is read again', async () => {
    await read(primary)
    expect((await changeCalendar(primary, { colour: '#ABCDEF' })).body).toMatchObject({ colour: '#abcdef' })
    expect(await runOf(primary)).toEqual({ cursor: 'c1', fence: 0, next_run_at: null })
    expect((await changeCalendar(primary, { colour: null })).body).toMatchObject({
      colour: null,
    })
    expect((await changeCalendar(primary, { colour: 'red' })).status).toBe(422)
  })

  test('that one may only read is never written', async () => {
    for (const direction of ['push', 'both']) {
      const refused = await changeCalendar(holidays, { direction })
      expect([refused.status, refused.body.error.code]).toEqual([409, 'calendar_read_only'])
    }
    expect((await changeCalendar(holidays, { direction: 'none' })).status).toBe(200)
  })

  test('of somebody else is not there', async () => {
    const tom = await world.app.register()
    const answers = await Promise.all([
      tom.request('PATCH', `/calendar/calendars/${primary}`, { body: { selected: false } }),
      tom.request('PATCH', `/calendar/connections/${id}`, { body: { sync_enabled: true } }),
      tom.request('GET', `/calendar/connections/${id}`),
      tom.request('POST', `/calendar/connections/${id}/refresh`),
      tom.request('POST', `/calendar/connections/${id}/disconnect`, { body: { copies: 'remove' } }),
      tom.request('DELETE', '/calendar/credentials/google'),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404])
    expect((await tom.request('GET', '/calendar/calendars')).body.items).toEqual([])
  })
})

describe('Disconnecting', () => {
  const revoked = () => world.google.google.log.count('POST', /\/revoke$/)
  const linked = async (event: { application_id?: string; origin?: string; calendar_id?: string } = {}) => {
    const event_id = world.app.ctx.id()
    await world.app.rows(
      `INSERT INTO calendar_events (id, user_id, uid, event, first_at, application_id, created_at, updated_at)
        VALUES ($1, $2, gen_random_uuid(), '{}', now(), $3, now(), now())`,
      [event_id, mara.user.id, event.application_id ?? null],
    )
    await link(event_id, event)
    return event_id
  }
  const link = (event_id: string, { origin = 'imported', calendar_id = primary } = {}) =>
    world.app.rows(
      `INSERT INTO calendar_links (id, user_id, calendar_id, event_id, remote_id, state, origin, generation, attempts, base, seen, gone)
        VALUES ($1, $2, $3, $4, gen_random_uuid(), 'live', $5, 0, 0, '{}', '{}', false)`,
      [world.app.ctx.id(), mara.user.id, calendar_id, event_id, origin],
    )
  const events = async () =>
    (await world.app.rows<{ id: string }>('SELECT id FROM calendar_events WHERE user_id = $1', [mara.user.id])).map(
      (row) => row.id,
    )

  test('gives the access back, forgets what opened it, and leaves what was imported for the next time', async () => {
    await world.app.rows('UPDATE calendar_connections SET disconnected_at = now() WHERE user_id <> $1', [mara.user.id])
    const [event, before] = [await linked(), revoked()]
    expect((await end('keep')).status).toBe(204)
    expect(revoked()).toBe(before + 1)
    expect((await mara.request('GET', '/calendar/connections')).body.items).toEqual([])
    expect((await mara.request('GET', '/calendar/calendars')).body.items).toEqual([])
    expect(await world.app.rows('SELECT FROM calendar_credentials WHERE connection_id = $1', [id])).toEqual([])
    expect(await runOf(primary)).toMatchObject({ fence: 1, next_run_at: null })
    expect(await events()).toEqual([event])
    expect((await end('keep')).status).toBe(404)
    const again = (await world.connect(mara, 'google')).body
    expect(again).toMatchObject({ id, status: 'active' })
    expect(again.calendars.map((one: { id: string }) => one.id)).toContain(primary)
    expect(await world.app.rows('SELECT FROM calendar_links WHERE event_id = $1', [event])).toHaveLength(1)
    expect(await runOf(primary)).toMatchObject({ next_run_at: expect.any(Date) })
  })

  test('forgets also what nothing opens any more, since its key is gone, and tells the provider nothing', async () => {
    const before = revoked()
    await world.app.rows(
      `UPDATE calendar_credentials SET credential_sealed = regexp_replace(credential_sealed, '^v1\\.[^.]+', 'v1.AAAAAAAA')
        WHERE connection_id = $1`,
      [id],
    )
    expect((await end('keep')).status).toBe(204)
    expect(revoked()).toBe(before)
    expect(await world.app.rows('SELECT FROM calendar_credentials WHERE connection_id = $1', [id])).toEqual([])
  })

  test('takes away what was imported, but nothing that belongs to an application, was made here, or lies elsewhere', async () => {
    const { body } = await mara.request('POST', '/applications', { body: { title: 'Gardener', company: 'Garden' } })
    await linked()
    const kept = [await linked({ application_id: body.id }), await linked({ origin: 'made' }), await linked()]
    const elsewhere = (await world.connect(mara, 'microsoft')).body.calendars[0].id
    await link(kept[2] ?? '', { calendar_id: elsewhere })
    expect((await end('remove')).status).toBe(204)
    expect((await events()).toSorted()).toEqual(kept.toSorted())
    expect(await world.app.rows('SELECT FROM calendars WHERE connection_id = $1', [id])).toEqual([])
  })

  test('takes no access from somebody else here who has the same account', async () => {
    const tom = await world.app.register()
    const his = (await world.connect(tom, 'google')).body.id
    const before = revoked()
    await end('keep')
    expect(revoked()).toBe(before)
    expect((await tom.request('POST', `/calendar/connections/${his}/refresh`)).status).toBe(200)
  })

  test('works when the provider does not', async () => {
    world.google.google.faults.add({ kind: 'answer', status: 500 }, { path: '/revoke$' })
    expect((await end('remove')).status).toBe(204)
  })

  test('ends all accounts of a provider, and no other', async () => {
    await world.connect(mara, 'google', { account: 'jonas@example.org' })
    const { id: microsoft } = (await world.connect(mara, 'microsoft')).body
    expect((await mara.request('DELETE', '/calendar/credentials/google')).status).toBe(204)
    const { items } = (await mara.request('GET', '/calendar/credentials')).body
    expect(items.map((one: { connection_id: string }) => one.connection_id)).toEqual([microsoft])
    expect((await mara.request('DELETE', '/calendar/credentials/google')).status).toBe(404)
  })
})

test('a calendar that is gone at the provider goes here, unless it is chosen; a new one is there to be chosen', async () => {
  const { person } = world.google.google
  const [one, other] = ['One', 'Other'].map((summary) => person.createCalendar('jonas@example.org', { summary }))
  const listed = async (
    answer: Promise<{ body: { id: string; calendars: { id: string; name: string; selected: boolean }[] } }>,
  ) => (await answer).body
  const { id: his, calendars } = await listed(world.connect(mara, 'google', { account: 'jonas@example.org' }))
  await changeCalendar(calendars.find(({ name }) => name === 'One')?.id ?? '', { selected: true })
  for (const gone of [one, other]) person.deleteCalendar(gone?.id ?? '')
  person.createCalendar('jonas@example.org', { summary: 'Third' })
  const { calendars: now } = await listed(mara.request('POST', `/calendar/connections/${his}/refresh`))
  expect(now.map(({ name, selected }) => [name, selected])).toEqual([
    ['Jonas Reuter', true],
    ['One', true],
    ['Third', false],
  ])
})
