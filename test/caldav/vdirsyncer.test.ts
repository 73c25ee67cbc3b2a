import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readIcs } from '#domain/calendar/ics/read.ts'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { connectCalendar } from '#kit/calendar/real-accounts.ts'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'
import { makeCollection } from '#kit/vendors/caldav/collection.ts'
import type { Collection } from '#kit/vendors/caldav/collection.ts'
import { isInstalled, startCaldav } from '#kit/vendors/caldav/servers.ts'
import type { RealCaldav } from '#kit/vendors/caldav/servers.ts'
import { makePair } from '#kit/vendors/caldav/vdirsyncer.ts'
import type { VdirsyncerPair } from '#kit/vendors/caldav/vdirsyncer.ts'
import { edits } from './edits.ts'
import type { Edit } from './edits.ts'
import { file, hourOn } from './files.ts'

const isThere = (['radicale', 'xandikos', 'vdirsyncer'] as const).every(isInstalled)
const SEED = Number(process.env['CALDAV_SEED'] ?? 20)
const ROUNDS = 3

/** Two calendars on two servers, which somebody keeps the same. */
type Pair = readonly [Collection, Collection]

// The same is done to two pairs of calendars; we keep one of them in sync, vdirsyncer the other.
describe.skipIf(!isThere)('two calendars on two servers that we keep the same', () => {
  let app: TestApp
  let servers: readonly [RealCaldav, RealCaldav]
  let ours: Pair
  let theirs: Pair
  let vdirsyncer: VdirsyncerPair
  let sync: () => Promise<void>

  beforeAll(async () => {
    app = await makeApp({ ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
    const mara = await app.register()
    const ask = async (method: string, path: string, body?: unknown) => {
      const answer = await mara.request(method, path, body === undefined ? {} : { body })
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
      return answer.body
    }
    servers = await Promise.all([startCaldav('radicale'), startCaldav('xandikos')])
    const [radicale, xandikos] = servers
    ours = [await makeCollection(radicale, 'ours'), await makeCollection(xandikos, 'ours')]
    theirs = [await makeCollection(radicale, 'theirs'), await makeCollection(xandikos, 'theirs')]
    const ids: string[] = []
    for (const [n, server] of servers.entries()) {
      const { connection_id } = await connectCalendar(ask, server, side(ours, n))
      await ask('PATCH', `/calendar/connections/${connection_id}`, { sync_enabled: true, sync_window_days: 60 })
      ids.push(connection_id)
    }
    await app.ctx.queue.drain()
    sync = async () => {
      for (const id of ids) {
        await ask('POST', `/calendar/connections/${id}/sync`)
        // The other one is told by itself.
        await app.ctx.queue.drain()
      }
    }
    const [one, other] = theirs
    vdirsyncer = await makePair({ server: radicale, collection: one }, { server: xandikos, collection: other })
    await vdirsyncer.discover()
  })
  afterAll(async () => {
    await app.close()
    await vdirsyncer.close()
    for (const server of servers) await server.close()
  })

  const side = (pair: Pair, n: number): Collection => pair[n === 0 ? 0 : 1]

  /** On their sides of both pairs. Who made the copy on the other side gave it a name of its own. */
  async function happen(round: readonly Edit[]): Promise<void> {
    for (const collection of [...ours, ...theirs]) {
      const names = new Map([...(await collection.all())].map(([name, text]) => [uidIn(text), name]))
      for (const edit of round) {
        if (side(ours, edit.side) !== collection && side(theirs, edit.side) !== collection) continue
        const name = edit.is === 'created' ? `${edit.uid}.ics` : names.get(edit.uid)
        if (name === undefined) throw new Error(`${edit.uid} is not in ${collection.url}.`)
        await (edit.is === 'deleted' ? collection.remove(name) : collection.put(name, edit.text))
      }
    }
  }

  test(`ends as vdirsyncer leaves them, after the same edits on both sides (seed ${SEED})`, async () => {
    for (const round of edits(SEED, ROUNDS)) {
      await happen(round)
      await Promise.all([sync(), vdirsyncer.sync()])
      const expected = await eventsIn(theirs[0])
      expect(await eventsIn(theirs[1])).toEqual(expected)
      expect(await eventsIn(ours[0])).toEqual(expected)
      expect(await eventsIn(ours[1])).toEqual(expected)
    }
    expect((await eventsIn(ours[0])).length).toBeGreaterThan(10)
  }, 90_000)

  test('keeps an event of which only our copy was deleted, where vdirsyncer deletes it as well', async () => {
    const uid = 'copied@example.org'
    await happen([{ is: 'created', side: 0, uid, text: file(uid, ...hourOn(20, 9), 'SUMMARY:Copied') }])
    await Promise.all([sync(), vdirsyncer.sync()])
    await happen([{ is: 'deleted', side: 1, uid }])
    await Promise.all([sync(), vdirsyncer.sync()])
    const has = async (collection: Collection) => (await eventsIn(collection)).some((event) => event.uid === uid)
    expect([await has(theirs[0]), await has(theirs[1])]).toEqual([false, false])
    expect([await has(ours[0]), await has(ours[1])]).toEqual([true, false])
  })
})

const uidIn = (text: string): string => /^UID:(.*?)\r?$/m.exec(text)?.[1] ?? ''

/** What a calendar says, whatever its files look like. */
async function eventsIn(collection: Collection): Promise<CalendarEvent[]> {
  const events = [...(await collection.all()).values()].flatMap((text) => {
    const read = readIcs(text, { viewerZone: 'UTC' })
    expect([read.truncated, read.problems]).toEqual([false, []])
    // Categories are a set, and who writes a change counts it (RFC 5545 §3.8.7.4).
    return read.events.map(({ event }) => ({ ...event, categories: event.categories.toSorted(), sequence: 0 }))
  })
  return events.sort((one, other) => (one.uid < other.uid ? -1 : 1))
}
