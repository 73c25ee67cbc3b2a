import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blankEvent } from '#domain/calendar/event.ts'
import type { When } from '#domain/calendar/event.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import type { EmbeddedDatabase } from '#platform/db/embedded.ts'
import { makeLog } from '#platform/log.ts'
import { startSyncedApp } from '#kit/calendar/synced-app.ts'
import type { SyncedApp } from '#kit/calendar/synced-app.ts'
import { soon } from '#kit/soon.ts'

const OCTOBER: When = { kind: 'timed', start: '2026-10-26T10:00:00', zone: 'Europe/Berlin', duration: 'PT1H' }
const data_dir = mkdtempSync(join(tmpdir(), 'career-copilot-calendar-kill-'))

let database: EmbeddedDatabase
let synced: SyncedApp
beforeAll(async () => {
  database = await startEmbedded({ dataDir: data_dir, log: makeLog('silent') })
  synced = await startSyncedApp(['work'], { admin_url: database.adminUrl })
})
afterAll(async () => {
  await synced.app.close()
  await database.stop()
  rmSync(data_dir, { recursive: true, force: true })
}, 60_000)

const remote = () => {
  const [only] = synced.remotes
  if (only === undefined) throw new Error('there is no calendar')
  return only
}
const there = () => [...remote().items.values()].map(({ event }) => event.title).sort()
const here = async (): Promise<string[]> => {
  const { body } = await synced.person.request('GET', '/calendar/events', { query: { limit: 200 } })
  return body.items.map(({ title }: { title: string }) => title).sort()
}
const make = (title: string) =>
  synced.person.request('POST', '/calendar/events', {
    body: {
      ...{ title, start_time: '2026-10-27T09:00:00Z', end_time: '2026-10-27T10:00:00Z' },
      calendar_id: synced.calendar_ids[0],
    },
  })
const ready = () => soon(async () => expect((await synced.app.request('GET', '/health/ready')).status).toBe(200))
const look = () =>
  synced.app.ctx.db.asSystem('run what is due', (tx) =>
    tx.client.query(`SELECT pgboss.enqueue_job(gen_random_uuid(), 'calendar.sync-due', '{}'::jsonb, 'due', 0)`),
  )
const drain = () => synced.app.ctx.queue.drain()
const latest = async () =>
  (await synced.person.request('GET', `/calendar/connections/${synced.connection_id}/attempts`)).body.items[0]

/**
 * Kills the database once the calendar is asked for the n-th time in this way, before it answers or so long after; it answers
 * nothing before `prepare` is through.
 */
async function killAt(
  { what, nth, after_ms }: { what: 'list' | 'write'; nth: number; after_ms: number | null },
  prepare: () => Promise<void>,
): Promise<void> {
  const { port } = synced
  const { list, write } = port
  const [prepared, killed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let asked = 0
  const kill = () => {
    process.kill(database.pid(), 'SIGKILL')
    killed.resolve()
  }
  const struck = async <Value>(answer: () => Promise<Value>): Promise<Value> => {
    await prepared.promise
    asked += 1
    if (asked !== nth) return answer()
    if (after_ms === null) kill()
    const value = await answer()
    if (after_ms === 0) kill()
    if (after_ms !== null && after_ms > 0) void wait(after_ms).then(kill)
    return value
  }
  if (what === 'list') port.list = (account, question) => struck(() => list.call(port, account, question))
  else port.write = (account, question) => struck(() => write.call(port, account, question))
  await prepare()
  prepared.resolve()
  // It runs by itself since something was made; where that run was through already, by the clock.
  void look()
    .then(drain)
    .catch(() => {})
  await killed.promise
  Object.assign(port, { list, write })
}

test('a database that is killed in the middle of syncs loses nothing and doubles nothing, and the next sync goes on', async () => {
  const expected: string[] = []
  const rounds = [
    ['list', 1, null],
    ['list', 1, 0],
    ['list', 1, 12],
    ['write', 2, null],
    ['write', 2, 0],
    ['write', 1, 4],
  ] as const
  for (const [round, [what, nth, after_ms]] of rounds.entries()) {
    const name = `round ${round}, ${what} ${nth} ${after_ms}`
    const before = database.pid()
    await killAt({ what, nth, after_ms }, async () => {
      for (let n = 0; n < 30; n += 1) {
        const title = `theirs ${round}.${n}`
        remote().edit(`r${round}.${n}`, { ...blankEvent(`uid-${round}.${n}`, OCTOBER), title })
        expected.push(title)
      }
      for (let n = 0; n < 3; n += 1) {
        expect((await make(`ours ${round}.${n}`)).status, name).toBe(201)
        expected.push(`ours ${round}.${n}`)
      }
      synced.app.time.advance(20 * 60_000)
    })
    await soon(() => expect(database.pid()).not.toBe(before))
    await ready()
    synced.app.time.advance(20 * 60_000)
    await soon(async () => {
      await look()
      await drain()
      expect((await latest()).status, name).toBe('done')
      expect([await here(), there()], name).toEqual([expected.toSorted(), expected.toSorted()])
    })
  }
  const ended = await synced.app.ctx.db.asSystem('see how syncs ended', (tx) =>
    tx.client.query(`SELECT FROM calendar_attempts WHERE status = 'lost' OR because = 'storage'`),
  )
  expect(ended.rowCount).toBeGreaterThanOrEqual(rounds.length - 2)
  const mutations = remote().mutations
  expect((await synced.sync()).body).toMatchObject({ finished: true, pulled: 0, pushed: 0, conflicts: 0 })
  expect(remote().mutations).toBe(mutations)
}, 120_000)
