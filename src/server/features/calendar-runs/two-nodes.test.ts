import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startSyncedApp } from '#kit/calendar/synced-app.ts'
import type { SyncedApp } from '#kit/calendar/synced-app.ts'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'
import { soon } from '#kit/soon.ts'

const NAMES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']
const MINUTE = 60_000

let synced: SyncedApp
let nodes: readonly TestApp[]
beforeAll(async () => {
  synced = await startSyncedApp(NAMES)
  const other = await makeApp({}, synced.app)
  Object.assign(other.ctx.calendars, synced.app.ctx.calendars)
  nodes = [synced.app, other]
})
afterAll(async () => {
  for (const node of nodes.toReversed()) await node.close()
})
beforeEach(async () => {
  synced.port.fault = null
  // Those that wait for their turn come some seconds later.
  await soon(async () => {
    await drain()
    const sql = 'SELECT FROM calendars WHERE leased_until IS NOT NULL OR last_ok_at IS NULL'
    expect(await synced.app.rows(sql)).toEqual([])
  })
})

const advance = (ms: number) => {
  for (const node of nodes) node.time.advance(ms)
}
const drain = () => Promise.all(nodes.map((node) => node.ctx.queue.drain()))
const look = async () => {
  await synced.app.ctx.db.asSystem('run what is due', (tx) =>
    tx.client.query(`SELECT pgboss.enqueue_job(gen_random_uuid(), 'calendar.sync-due', '{}'::jsonb, 'due', 0)`),
  )
  await drain()
}
const account = async () =>
  (await synced.app.rows('SELECT unanswered, resting_until, status FROM calendar_connections'))[0]
const latest = async () => {
  const person = await synced.app.login(synced.person)
  return (await person.request('GET', `/calendar/connections/${synced.connection_id}/attempts`)).body.items[0]
}

test('of one account three calendars are synced at once, however many nodes there are, and the others have their turn', async () => {
  const { list } = synced.port
  const [asked, gate] = [new Set<string>(), Promise.withResolvers<void>()]
  let [under_way, most] = [0, 0]
  synced.port.list = async (given, question) => {
    under_way += 1
    most = Math.max(most, under_way)
    asked.add(question.calendar.remote_id)
    if (asked.size === 3) setTimeout(gate.resolve, 300)
    await gate.promise
    under_way -= 1
    return list.call(synced.port, given, question)
  }
  advance(20 * MINUTE)
  await look()
  // A turn is some seconds.
  await soon(async () => {
    await drain()
    expect([...asked].sort()).toEqual(NAMES.toSorted())
  })
  expect(most).toBe(3)
  synced.port.list = list
})

test('an account for which nobody answers is left alone on all nodes, says so, and is looked at by one of them', async () => {
  synced.port.fault = { kind: 'fails', is: 'transient' }
  for (let minute = 0; minute < 30; minute += 1) {
    advance(MINUTE)
    await look()
  }
  const { unanswered } = (await account()) ?? {}
  expect(unanswered).toBeGreaterThanOrEqual(5)
  expect(await latest()).toMatchObject({
    ...{ status: 'failed', because: 'transient', retry_at: expect.any(String) },
    message: expect.stringMatching(/cannot be reached.*so often in a row that the account is left alone for a while/),
  })
  // Eight calendars would have come to hundreds.
  expect(synced.port.requests).toBeLessThan(60)
  const before = synced.port.requests
  await synced.app.rows(`UPDATE calendars SET next_run_at = now() - interval '1 year'`)
  await look()
  expect(synced.port.requests).toBe(before)
  // It is over: of all that are due one looks.
  advance(16 * MINUTE)
  await synced.app.rows(`UPDATE calendars SET next_run_at = now() - interval '1 year'`)
  await look()
  expect(synced.port.requests).toBe(before + 1)
  synced.port.fault = null
  const person = await synced.app.login(synced.person)
  const { body } = await person.request('POST', `/calendar/connections/${synced.connection_id}/sync`)
  expect(body.attempts.map(({ status }: { status: string }) => status)).toContain('done')
  await soon(async () => {
    await drain()
    expect(await account()).toEqual({ unanswered: 0, resting_until: null, status: 'active' })
  })
})

test('an account that asks us to slow down is left alone by all its calendars', async () => {
  await drain()
  advance(20 * MINUTE)
  const { list } = synced.port
  const asked: string[] = []
  synced.port.list = async (_, question) => {
    asked.push(question.calendar.remote_id)
    return {
      ...{ kind: 'failed', is: 'throttle', status: 429, code: null, retry_after_ms: 10 * MINUTE, requests: 1 },
    }
  }
  await look()
  expect(asked.length).toBeLessThanOrEqual(3)
  expect(await latest()).toMatchObject({ because: 'throttle', message: 'The calendar asked us to slow down.' })
  const before = asked.length
  for (let minute = 0; minute < 9; minute += 1) {
    advance(MINUTE)
    await look()
  }
  expect(asked).toHaveLength(before)
  synced.port.list = list
  advance(5 * MINUTE)
  await look()
  expect((await latest()).status).toBe('done')
})

test('how long an account asks to be left alone no other calendar of it shortens or takes back', async () => {
  await drain()
  advance(20 * MINUTE)
  const { list } = synced.port
  const [three, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const asked: string[] = []
  const busy = { kind: 'failed', is: 'throttle', status: 429, code: null, requests: 1 } as const
  synced.port.list = async (given, question) => {
    const turn = asked.push(question.calendar.remote_id)
    if (turn === 3) three.resolve()
    // Whoever has no lease when the account asks to be left alone gets none.
    if (turn === 1) await three.promise
    if (turn === 1) return { ...busy, retry_after_ms: 60 * MINUTE }
    await gate.promise
    return turn === 2 ? { ...busy, retry_after_ms: null } : list.call(synced.port, given, question)
  }
  const until = async () => new Date((await account())?.['resting_until']).getTime()
  const now = synced.app.ctx.clock.ms()
  const looked = look()
  await soon(async () => expect([asked.length, (await until()) - now >= 60 * MINUTE]).toEqual([3, true]))
  await synced.app.rows('UPDATE calendar_connections SET unanswered = 1')
  gate.resolve()
  await looked
  // The last of the three may be on the other node.
  await soon(async () => expect(await account()).toMatchObject({ unanswered: 0 }))
  expect((await until()) - now).toBeGreaterThanOrEqual(60 * MINUTE)
  synced.port.list = list
  const before = synced.port.requests
  advance(30 * MINUTE)
  await look()
  expect(synced.port.requests).toBe(before)
  advance(40 * MINUTE)
  await look()
})

test('who waits for a turn comes back ever more rarely', async () => {
  const [first] = synced.calendar_ids
  const waits: number[] = []
  await synced.app.rows(`UPDATE calendars SET leased_until = $1 WHERE id <> $2`, [
    new Date(synced.app.ctx.clock.ms() + 24 * 60 * MINUTE).toISOString(),
    first,
  ])
  await synced.app.rows(`UPDATE calendars SET next_run_at = now() - interval '1 year' WHERE id = $1`, [first])
  // One that still waits for a turn from before would stand in for the one that is asked for.
  await synced.app.rows(`DELETE FROM pgboss.job WHERE name = 'calendar.sync' AND state = 'created'`)
  await look()
  for (let turn = 1; turn <= 6; turn += 1)
    await soon(async () => {
      await drain()
      const [job] = await synced.app.rows(
        `SELECT id, round(extract(epoch FROM start_after - created_on))::int AS s FROM pgboss.job
            WHERE name = 'calendar.sync' AND state = 'created' AND data ->> 'calendar_id' = $1 AND (data ->> 'turns')::int = $2`,
        [first, turn],
      )
      waits.push(job?.['s'] ?? expect.fail('It did not turn around.'))
      await synced.app.rows('UPDATE pgboss.job SET start_after = now() WHERE id = $1', [job?.['id']])
    })
  expect(waits).toEqual([2, 4, 8, 16, 30, 30])
  await synced.app.rows('UPDATE calendars SET leased_until = NULL')
})
