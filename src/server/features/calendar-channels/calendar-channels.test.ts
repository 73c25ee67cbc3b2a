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
  await expect.poll(check, { timeout: 15_000, interval: 100 }).toBe(true)
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

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}
