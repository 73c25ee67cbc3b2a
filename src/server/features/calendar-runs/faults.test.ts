import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startConnectedApp } from '#kit/calendar/connected-app.ts'
import type { ConnectedApp } from '#kit/calendar/connected-app.ts'
import { blankEvent } from '#domain/calendar/event.ts'
import type { When } from '#domain/calendar/event.ts'
import { startSyncedApp } from '#kit/calendar/synced-app.ts'
import type { SyncedApp } from '#kit/calendar/synced-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'

const HOUR = 3_600_000
const OCTOBER: When = { kind: 'timed', start: '2026-10-26T10:00:00', zone: 'Europe/Berlin', duration: 'PT1H' }

/** What each minute does by itself. */
const lookForDue = async ({ ctx }: TestApp) => {
  await ctx.db.asSystem('run what is due', (tx) =>
    tx.client.query(`SELECT pgboss.enqueue_job(gen_random_uuid(), 'calendar.sync-due', '{}'::jsonb, 'due', 0)`),
  )
  await ctx.queue.drain()
}
const titlesOf = async (person: TestUser): Promise<string[]> => {
  const { body } = await person.request('GET', '/calendar/events')
  return body.items.map(({ title }: { title: string }) => title).sort()
}
const make = (person: TestUser, calendar_id: string | undefined, title: string) =>
  person.request('POST', '/calendar/events', {
    body: { title, start_time: '2026-10-27T09:00:00Z', end_time: '2026-10-27T10:00:00Z', calendar_id },
  })

describe('a CalDAV account', () => {
  let synced: SyncedApp
  let person: TestUser
  beforeAll(async () => {
    synced = await startSyncedApp(['work'])
    person = synced.person
  })
  afterAll(() => synced.app.close())

  const remote = () => {
    const [only] = synced.remotes
    if (only === undefined) throw new Error('there is no calendar')
    return only
  }
  const edit = (title: string) => remote().edit(title, { ...blankEvent(`uid-${title}`, OCTOBER), title })
  const there = () => [...remote().items.values()].map(({ event }) => event.title).sort()
  const shown = async () => (await person.request('GET', `/calendar/connections/${synced.connection_id}`)).body
  const sync = () => person.request('POST', `/calendar/connections/${synced.connection_id}/sync`)
  const latest = async () =>
    (await person.request('GET', `/calendar/connections/${synced.connection_id}/attempts`)).body.items[0]

  it('whose server is down for a day is asked ever more rarely, says so, and has everything once it is back', async () => {
    edit('Standup')
    await sync()
    synced.port.fault = { kind: 'fails', is: 'transient' }
    const before = synced.port.requests
    edit('Made while it was down')
    await make(person, synced.calendar_ids[0], 'Made here meanwhile')
    await synced.app.ctx.queue.drain()
    const pass = async (minutes: number) => {
      synced.app.time.advance(minutes * 60_000)
      await lookForDue(synced.app)
    }
    for (let minute = 0; minute < 60; minute += 1) await pass(1)
    expect(synced.port.requests - before).toBeLessThan(25)
    for (let half = 0; half < 46; half += 1) await pass(30)
    person = await synced.app.login(person)
    expect(await latest()).toMatchObject({
      ...{ status: 'failed', because: 'transient', message: expect.stringMatching(/^The calendar cannot be reached/) },
      remedy: null,
    })
    const account = await shown()
    expect(account).toMatchObject({ status: 'active', because: null })
    expect(account.calendars[0]).toMatchObject({
      ...{ state: 'backoff', because: 'transient', message: expect.stringMatching(/cannot be reached/) },
    })
    expect([await titlesOf(person), there()]).toEqual([
      ['Made here meanwhile', 'Standup'],
      ['Made while it was down', 'Standup'],
    ])
    synced.port.fault = null
    synced.app.time.advance(30 * 60_000)
    await lookForDue(synced.app)
    const all = ['Made here meanwhile', 'Made while it was down', 'Standup']
    expect([await titlesOf(person), there()]).toEqual([all, all])
    expect((await shown()).calendars[0]).toMatchObject({ state: 'idle', because: null, message: null })
  })

  it('whose password was changed says so once, is not asked with the old one, and goes on with the new one', async () => {
    synced.port.fault = { kind: 'fails', is: 'token' }
    const ended = (await sync()).body.attempts[0]
    expect(ended).toMatchObject({
      ...{ status: 'failed', because: 'reauth', message: expect.stringMatching(/no longer accepts our access/) },
      remedy: expect.stringMatching(/Nothing is lost/),
    })
    expect(await shown()).toMatchObject({ status: 'expired', because: 'reauth', remedy: 'Enter the password again.' })
    const before = synced.port.requests
    for (let hour = 0; hour < 12; hour += 1) {
      synced.app.time.advance(HOUR)
      await lookForDue(synced.app)
    }
    expect(synced.port.requests).toBe(before)
    synced.port.fault = null
    edit('Made meanwhile')
    const kept = await person.request('PATCH', `/calendar/connections/${synced.connection_id}`, {
      body: { password: 'the new one' },
    })
    expect([kept.status, kept.body]).toMatchObject([200, { status: 'active', because: null }])
    await synced.app.ctx.queue.drain()
    expect(await titlesOf(person)).toContain('Made meanwhile')
  })
})

describe('a Google account', () => {
  let world: ConnectedApp
  let mara: TestUser
  let connection_id: string
  let main: { id: string; remote_id: string }
  beforeAll(async () => {
    world = await startConnectedApp()
    mara = await world.app.register()
    const { body } = await world.connect(mara, 'google')
    connection_id = body.id
    const { id } = body.calendars.find((one: { is_primary: boolean }) => one.is_primary)
    const [row] = await world.app.rows('SELECT remote_id FROM calendars WHERE id = $1', [id])
    main = { id, remote_id: row?.['remote_id'] }
    await mara.request('PATCH', `/calendar/connections/${connection_id}`, { body: { sync_enabled: true } })
    await world.app.ctx.queue.drain()
  })
  afterAll(() => world.close())

  const sync = async () => (await mara.request('POST', `/calendar/connections/${connection_id}/sync`)).body.attempts[0]
  const shown = async () => (await mara.request('GET', `/calendar/connections/${connection_id}`)).body
  const asked = () => world.google.google.log.entries.length
  const theirs = (summary: string) => {
    const at = (hour: number) => ({ dateTime: `2026-10-26T${hour}:00:00`, timeZone: 'Europe/Berlin' })
    world.google.google.person.createEvent(main.remote_id, { summary, start: at(10), end: at(11) })
  }
  /** Whatever changed while it stood still is there after it was connected again, and the account is the same. */
  const goesOnAfterConsent = async (title: string) => {
    theirs(title)
    const again = await world.connect(mara, 'google')
    expect(again.body).toMatchObject({ id: connection_id, status: 'active', because: null, message: null })
    await world.app.ctx.queue.drain()
    expect(await titlesOf(mara)).toContain(title)
  }

  it('to which access was taken back says so once, is left alone, and goes on when it is connected again', async () => {
    world.google.google.revokeAccess('mara@example.org')
    world.advance(2 * HOUR)
    expect(await sync()).toMatchObject({
      ...{ status: 'failed', because: 'reauth', message: 'The calendar no longer accepts our access.' },
      remedy: 'Connect the account again. Nothing is lost: what changed since is synced then.',
    })
    expect(await shown()).toMatchObject({ status: 'expired', because: 'reauth' })
    const before = asked()
    for (let hour = 0; hour < 6; hour += 1) {
      world.advance(HOUR)
      await lookForDue(world.app)
    }
    expect(asked()).toBe(before)
    await goesOnAfterConsent('While access was taken back')
  })

  it('that lost a permission says which kind of thing is missing, and goes on when it is given again', async () => {
    world.google.google.faults.add(
      {
        kind: 'answer',
        status: 403,
        body: JSON.stringify({ error: { code: 403, errors: [{ reason: 'insufficientPermissions' }] } }),
      },
      { path: '/events$', times: null },
    )
    expect(await sync()).toMatchObject({
      ...{ status: 'failed', because: 'scope', message: 'A permission that the sync needs was not given.' },
      remedy: 'Connect again and leave all permissions ticked.',
    })
    expect(await shown()).toMatchObject({ status: 'revoked', because: 'scope' })
    world.google.google.calm()
    await goesOnAfterConsent('While a permission was missing')
  })

  it.each([
    ['consent_denied', 422, { deny: true }, /did not allow it.*Nothing was stored/],
    [
      'permissions_missing',
      422,
      { withhold: ['https://www.googleapis.com/auth/calendar.events'] },
      /was not ticked.*Nothing was stored/,
    ],
  ] as const)('whose consent ends as %s keeps what was there, and says what to do', async (code, status, at, words) => {
    const before = await shown()
    const answer = await world.connect(mara, 'google', at)
    expect([answer.status, answer.body.error.code]).toEqual([status, code])
    expect(answer.body.error.message).toMatch(words)
    expect(answer.body.error.message).toMatch(/Connect again/)
    expect(await shown()).toEqual(before)
    expect((await sync()).status).toBe('done')
  })

  it('is not connected by a state that is made up, used, or somebody else’s, and the words say what to do', async () => {
    const tom = await world.app.register()
    const back = await world.consent(mara, 'google')
    const refused = async (person: TestUser, given: typeof back, reason: string) => {
      const { status, body } = await world.finish(person, 'google', given)
      expect([status, body.error.code, body.error.details]).toEqual([400, 'connect_state', { reason }])
      expect(body.error.message).toMatch(/Connect again/)
    }
    await refused(tom, back, 'unknown')
    await refused(mara, { ...back, state: 'made up' }, 'unknown')
    expect((await world.finish(mara, 'google', back)).status).toBe(200)
    await refused(mara, back, 'used')
    expect((await tom.request('GET', '/calendar/connections')).body.items).toEqual([])
  })
})
