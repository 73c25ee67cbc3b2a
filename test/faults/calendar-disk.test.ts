import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { blankEvent } from '#domain/calendar/event.ts'
import type { When } from '#domain/calendar/event.ts'
import { startSyncedApp } from '#kit/calendar/synced-app.ts'
import type { SyncedApp } from '#kit/calendar/synced-app.ts'

const OCTOBER: When = { kind: 'timed', start: '2026-10-26T10:00:00', zone: 'Europe/Berlin', duration: 'PT1H' }
const FULL = 'This server could not store anything just then.'

let synced: SyncedApp
beforeAll(async () => {
  synced = await startSyncedApp(['work'])
  // As PostgreSQL says it where a table cannot grow.
  await synced.app.rows(`CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE 'could not extend file "base/16384/16385": No space left on device' USING ERRCODE = 'disk_full'; END $$`)
})
afterAll(() => synced.app.close())
afterEach(() => room(TABLES))

const TABLES = [
  'calendar_events',
  'calendar_links',
  'calendars',
  'calendar_attempts',
  'calendar_journal',
  'live_events',
]
const fill = async (tables: readonly string[], when = 'INSERT OR UPDATE') => {
  for (const table of tables)
    await synced.app.rows(`CREATE TRIGGER disk_full BEFORE ${when} ON ${table} EXECUTE FUNCTION disk_full()`)
}
const room = async (tables: readonly string[]) => {
  for (const table of tables) await synced.app.rows(`DROP TRIGGER IF EXISTS disk_full ON ${table}`)
}
const remote = () => {
  const [only] = synced.remotes
  if (only === undefined) throw new Error('there is no calendar')
  return only
}
const edit = (id: string) => remote().edit(id, { ...blankEvent(`uid-${id}`, OCTOBER), title: id })
const there = () => [...remote().items.values()].map(({ event }) => event.title).sort()
const here = async (): Promise<string[]> => {
  const { body } = await synced.person.request('GET', '/calendar/events')
  return body.items.map(({ title }: { title: string }) => title).sort()
}
const make = (title: string) =>
  synced.person.request('POST', '/calendar/events', {
    body: {
      ...{ title, start_time: '2026-10-27T09:00:00Z', end_time: '2026-10-27T10:00:00Z' },
      calendar_id: synced.calendar_ids[0],
    },
  })
const path = () => `/calendar/connections/${synced.connection_id}`
const latest = async () => (await synced.person.request('GET', `${path()}/attempts`)).body.items[0]
const stands = async () => (await synced.app.rows('SELECT state, because, leased_until FROM calendars'))[0]
/** What the clock does every minute. */
const byTheClock = async (minutes: number) => {
  synced.app.time.advance(minutes * 60_000)
  await synced.app.ctx.db.asSystem('run what is due', (tx) =>
    tx.client.query(`SELECT pgboss.enqueue_job(gen_random_uuid(), 'calendar.sync-due', '{}'::jsonb, 'due', 0)`),
  )
  await synced.app.ctx.queue.drain()
}
/** Both sides say the same, once each, and another run has nothing to do. */
const isWhole = async (titles: readonly string[]) => {
  expect([await here(), there()]).toEqual([titles, titles])
  const before = remote().mutations
  expect((await synced.sync()).body).toMatchObject({ finished: true, pulled: 0, pushed: 0, conflicts: 0 })
  expect(remote().mutations).toBe(before)
}

test.each([
  ['the events that were read', ['calendar_events'], 'INSERT'],
  ['what is known of them', ['calendar_links'], 'INSERT'],
  ['the log of what changed', ['calendar_journal'], 'INSERT'],
])(
  'a disk too full for %s ends the sync in words, and the next one by the clock brings everything once',
  async (...on) => {
    const [name, tables, when] = on
    const before = await here()
    edit(`a ${name}`)
    edit(`b ${name}`)
    await fill(tables, when)
    const { body } = await synced.sync()
    expect(body).toMatchObject({ finished: true, pulled: 0 })
    expect(body.attempts).toMatchObject([
      { status: 'failed', because: 'storage', message: FULL, remedy: expect.stringMatching(/goes on by itself/) },
    ])
    expect(await stands()).toEqual({ state: 'backoff', because: 'storage', leased_until: null })
    expect((await synced.person.request('GET', path())).body.status).toBe('active')
    expect(await here()).toEqual(before)
    await byTheClock(5)
    expect((await latest()).because).toBe('storage')
    await room(tables)
    await byTheClock(20)
    expect(await stands()).toMatchObject({ state: 'idle', because: null })
    await isWhole([...before, `a ${name}`, `b ${name}`].sort())
  },
)

test('a disk that is full by the time a calendar has answered makes no second event there', async () => {
  const before = await here()
  await make('Interview')
  const { write } = synced.port
  synced.port.write = async (account, question) => {
    const answer = await write.call(synced.port, account, question)
    await fill(['calendar_links'])
    return answer
  }
  await synced.app.ctx.queue.drain()
  synced.port.write = write
  expect(await latest()).toMatchObject({ status: 'failed', because: 'storage', message: FULL })
  expect(there()).toEqual([...before, 'Interview'].sort())
  await room(TABLES)
  await byTheClock(20)
  await isWhole([...before, 'Interview'].sort())
})

test('a disk on which nothing can be stored at all ends with the lease, and the next sync goes on', async () => {
  const before = await here()
  edit('late')
  await make('Second interview')
  const { list } = synced.port
  synced.port.list = async (account, question) => {
    const answer = await list.call(synced.port, account, question)
    await fill(TABLES)
    return answer
  }
  await synced.app.ctx.queue.drain()
  synced.port.list = list
  const { id, status } = await latest()
  expect(status).toBe('running')
  await room(TABLES)
  await byTheClock(20)
  const { body } = await synced.person.request('GET', `${path()}/attempts`, { query: { status: 'lost' } })
  expect(body.items).toMatchObject([
    { id, message: expect.stringMatching(/ended before it was through/), remedy: null },
  ])
  expect((await latest()).status).toBe('done')
  await isWhole([...before, 'Second interview', 'late'].sort())
})
