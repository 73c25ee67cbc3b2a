import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startConnectedApp } from '#kit/calendar/connected-app.ts'
import type { ConnectedApp, SignIn } from '#kit/calendar/connected-app.ts'
import type { TestUser } from '#kit/make-app.ts'

let connected: ConnectedApp
let person: TestUser
const calendars = new Map<SignIn, string>()
beforeAll(async () => {
  const port = await freePort()
  connected = await startConnectedApp({ PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` })
  await connected.app.listen()
  person = await connected.app.register()
  for (const provider of ['google', 'microsoft'] as const) calendars.set(provider, await connect(provider))
  await watch()
})
afterAll(() => connected.close())

/** Connects an account, and has its first calendar synced. */
async function connect(provider: SignIn): Promise<string> {
  const { body } = await connected.connect(person, provider)
  const primary = body.calendars.find((one: { is_primary: boolean }) => one.is_primary)
  await person.request('PATCH', `/calendar/calendars/${primary.id}`, { body: { selected: true, direction: 'both' } })
  await person.request('PATCH', `/calendar/connections/${body.id}`, { body: { sync_enabled: true } })
  await drain()
  return primary.id
}

async function watch(): Promise<void> {
  await connected.app.ctx.db.asSystem('watch what is due', (tx) =>
    tx.client.query(`SELECT pgboss.enqueue_job(gen_random_uuid(), 'calendar.watch-due', '{}'::jsonb, 'due', 0)`),
  )
  await drain()
}

const drain = () => connected.app.ctx.queue.drain()
const channels = (provider: SignIn) =>
  connected.app.rows(
    'SELECT id, remote_id, secret_sealed, state, expires_at, last_message_at FROM calendar_channels WHERE calendar_id = $1 ORDER BY id',
    [calendars.get(provider)],
  )
const titles = async (): Promise<string[]> => {
  const { body } = await person.request('GET', '/calendar/events')
  return body.items.map(({ title }: { title: string }) => title).sort()
}
const attempts = () =>
  connected.app
    .rows(`SELECT count(*)::int AS n FROM calendar_attempts WHERE trigger = 'push'`)
    .then(([row]) => row?.['n'])

/** Messages go over the network, and are worked off in the background. */
async function eventually(check: () => Promise<boolean>): Promise<void> {
  await expect.poll(check).toBe(true)
}

const OCTOBER = { dateTime: '2026-10-26T10:00:00', timeZone: 'Europe/Berlin' }
const LATER = { dateTime: '2026-10-26T11:00:00', timeZone: 'Europe/Berlin' }

describe('a change that somebody makes', () => {
  it('at Google is here without anybody asking for it', async () => {
    expect(await channels('google')).toMatchObject([{ state: 'live' }])
    const [mine] = await connected.app.rows('SELECT remote_id FROM calendars WHERE id = $1', [calendars.get('google')])
    connected.google.google.person.createEvent(mine?.['remote_id'], {
      summary: 'From Google',
      start: OCTOBER,
      end: LATER,
    })
    await eventually(async () => (await titles()).includes('From Google'))
  })

  it('at Microsoft is here, too', async () => {
    expect(await channels('microsoft')).toMatchObject([{ state: 'live' }])
    connected.microsoft.person().createEvent({ subject: 'From Microsoft', start: OCTOBER, end: LATER })
    await eventually(async () => (await titles()).includes('From Microsoft'))
  })

  it('here is there', async () => {
    const body = { title: 'From here', start_time: '2026-10-27T09:00:00Z', end_time: '2026-10-27T10:00:00Z' }
    for (const calendar_id of calendars.values())
      await person.request('POST', '/calendar/events', { body: { ...body, calendar_id } })
    await drain()
    const sent = await person.request('GET', '/calendar/events')
    const ours = sent.body.items.filter(({ title }: { title: string }) => title === 'From here')
    expect(ours.map(({ calendars: [one] }: { calendars: { state: string }[] }) => one?.state)).toEqual([
      'in_sync',
      'in_sync',
    ])
  })
})

describe('two calendars of one mailbox', () => {
  const live = () =>
    connected.app.rows<{ calendar_id: string; remote_id: string }>(
      `SELECT h.calendar_id, h.remote_id FROM calendar_channels h JOIN calendars c ON c.id = h.calendar_id
        JOIN calendar_connections n ON n.id = c.connection_id WHERE n.provider = 'microsoft' AND h.state = 'live'`,
    )
  const standing = () => [...connected.microsoft.subscriptions.all.values()].map(({ id }) => id)

  it('are both here without anybody asking for them, by one subscription that both keep', async () => {
    const team = connected.microsoft.person().mailbox.addCalendar('Team')
    const { body } = await person.request('GET', '/calendar/connections')
    const { id } = body.items.find(({ provider }: { provider: string }) => provider === 'microsoft')
    const refreshed = await person.request('POST', `/calendar/connections/${id}/refresh`)
    const added = refreshed.body.calendars.find(({ name }: { name: string }) => name === 'Team')
    await person.request('PATCH', `/calendar/calendars/${added.id}`, { body: { selected: true, direction: 'both' } })
    await drain()
    const before = standing()
    for (let round = 1; round <= 2; round += 1) await watch()
    expect(standing()).toEqual(before)
    expect((await live()).map(({ remote_id }) => remote_id)).toEqual(before)
    for (const [title, calendar] of [
      ['For the team', team.id],
      ['For myself', null],
    ] as const) {
      connected.microsoft.person().createEvent({ subject: title, start: OCTOBER, end: LATER }, calendar)
      await eventually(async () => (await titles()).includes(title))
    }
    // Also once the one that it was opened for is not synced any more, and when it is renewed.
    const [shared] = await live()
    await person.request('PATCH', `/calendar/calendars/${shared?.calendar_id}`, { body: { selected: false } })
    await drain()
    connected.advance(2.7 * 86_400_000)
    person = await connected.app.login(person)
    await watch()
    expect([standing(), (await live()).length]).toEqual([before, 1])
    connected.microsoft.person().createEvent({ subject: 'Later', start: OCTOBER, end: LATER }, team.id)
    await eventually(async () => (await titles()).includes('Later'))
    // Graph wants to see again that it may tell: that is done at once, by whichever of them is synced.
    const [told] = await connected.app.rows(
      `SELECT id, secret_sealed, expires_at FROM calendar_channels WHERE id = $1`,
      [
        (await connected.app.rows(`SELECT id FROM calendar_channels WHERE whole_account AND state = 'live'`))[0]?.[
          'id'
        ],
      ],
    )
    const place = { table: 'calendar_channels', row: String(told?.['id']), column: 'secret_sealed' }
    const clientState = connected.app.ctx.secrets.open(String(told?.['secret_sealed']), place)
    connected.advance(3_600_000)
    const value = [{ subscriptionId: before[0], clientState, lifecycleEvent: 'reauthorizationRequired' }]
    await connected.app.request('POST', '/calendar/webhooks/microsoft', { body: { value } })
    await drain()
    const [longer] = await connected.app.rows('SELECT expires_at FROM calendar_channels WHERE id = $1', [told?.['id']])
    expect(Number(longer?.['expires_at']) - Number(told?.['expires_at'])).toBe(3_600_000)
    await person.request('PATCH', `/calendar/calendars/${shared?.calendar_id}`, { body: { selected: true } })
    await drain()
  })
})

describe('a message', () => {
  const google = async (headers: Record<string, string>) =>
    connected.app.request('POST', '/calendar/webhooks/google', { headers })

  it('that is forged, or for nobody, changes nothing and is answered like any other', async () => {
    const [channel] = await channels('google')
    const before = await attempts()
    const told = { 'x-goog-resource-state': 'exists', 'x-goog-message-number': '99' }
    const id = String(channel?.['id'])
    const forged = await google({ ...told, 'x-goog-channel-id': id, 'x-goog-channel-token': 'guessed' })
    const nobody = await google({
      ...{ ...told, 'x-goog-channel-id': connected.app.ctx.id(), 'x-goog-channel-token': 'guessed' },
    })
    expect([forged.status, nobody.status, (await google({})).status]).toEqual([204, 204, 204])
    const graph = { value: [{ subscriptionId: 'none', clientState: 'guessed' }] }
    expect((await connected.app.request('POST', '/calendar/webhooks/microsoft', { body: graph })).status).toBe(200)
    await drain()
    expect(await attempts()).toBe(before)
  })

  it('that comes twice is one', async () => {
    const [channel] = await channels('google')
    const id = String(channel?.['id'])
    const place = { table: 'calendar_channels', row: id, column: 'secret_sealed' }
    const secret = connected.app.ctx.secrets.open(String(channel?.['secret_sealed']), place)
    const told = { 'x-goog-resource-state': 'exists', 'x-goog-message-number': '1000' }
    const before = await attempts()
    for (let n = 0; n < 2; n += 1) {
      await google({ ...told, 'x-goog-channel-id': id, 'x-goog-channel-token': secret })
      await drain()
    }
    expect(await attempts()).toBe(before + 1)
  })

  it('from Graph that tries the address is given its token back', async () => {
    const answer = await connected.app.request('POST', '/calendar/webhooks/microsoft', {
      query: { validationToken: 'Validation: <b>1</b>' },
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    })
    expect(answer).toMatchObject({ status: 200, body: 'Validation: <b>1</b>' })
    expect(answer.headers['content-type']).toContain('text/plain')
  })
})

describe('a channel', () => {
  it('is renewed before it ends: one of Google by a new one, one of Microsoft as it is', async () => {
    const [google, microsoft] = [await channels('google'), await channels('microsoft')]
    connected.advance(2.7 * 86_400_000)
    await watch()
    expect((await channels('microsoft')).map(({ id, state }) => [id, state])).toEqual([[microsoft[0]?.['id'], 'live']])
    connected.advance(4 * 86_400_000)
    await watch()
    const after = await channels('google')
    expect(after.map(({ state }) => state)).toEqual(['ended', 'live'])
    expect(after[0]?.['id']).toBe(google[0]?.['id'])
  })
})

describe('an account that is disconnected', () => {
  it('ends its subscription, also where the calendar that it was opened for is synced no more', async () => {
    const shared = `SELECT remote_id, calendar_id FROM calendar_channels WHERE whole_account AND state = 'live'`
    const [open] = await connected.app.rows<{ remote_id: string; calendar_id: string }>(shared)
    expect(connected.microsoft.subscriptions.all.has(open?.remote_id ?? '')).toBe(true)
    person = await connected.app.login(person)
    await person.request('PATCH', `/calendar/calendars/${open?.calendar_id}`, { body: { selected: false } })
    await drain()
    const { body } = await person.request('GET', '/calendar/connections')
    const { id } = body.items.find(({ provider }: { provider: string }) => provider === 'microsoft')
    const gone = await person.request('POST', `/calendar/connections/${id}/disconnect`, { body: { copies: 'keep' } })
    expect(gone.status).toBe(204)
    expect(connected.microsoft.subscriptions.all.has(open?.remote_id ?? '')).toBe(false)
    expect(await connected.app.rows(shared)).toEqual([])
    calendars.set('microsoft', await connect('microsoft'))
    await watch()
    expect(await connected.app.rows(shared)).toHaveLength(1)
  })
})

describe('a person who is deleted for good', () => {
  it('leaves no channel and no access behind, also where a provider does not answer', async () => {
    const { google, microsoft } = connected
    // Longer than a token is good.
    connected.advance(2 * 3_600_000)
    microsoft.faults.add({ kind: 'reset-before' }, { times: null })
    const revoked = () => google.google.log.count('POST', /\/revoke$/)
    const before = revoked()
    expect(google.google.channels.open()).not.toEqual([])
    const due = (at: string) =>
      connected.app.rows('UPDATE users SET deletion_due_at = $1 WHERE id = $2', [at, person.user.id])
    await due('2100-01-01T00:00:00Z')
    await sweep()
    expect(revoked()).toBe(before)
    await due(connected.app.ctx.clock.iso())
    await sweep()
    expect(revoked()).toBe(before + 1)
    expect(google.google.channels.open()).toEqual([])
    expect(await connected.app.rows('SELECT FROM users WHERE id = $1', [person.user.id])).toEqual([])
  })
})

const sweep = async () => {
  await connected.app.ctx.db.asSystem('delete whose grace is over', (tx) =>
    tx.client.query(`SELECT pgboss.enqueue_job(gen_random_uuid(), 'accounts.delete', '{}'::jsonb, 'due', 0)`),
  )
  await drain()
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}
