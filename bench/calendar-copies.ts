import { z } from 'zod'
import { connectCalendar } from '#kit/calendar/real-accounts.ts'
import type { Asked, ConnectedCalendar } from '#kit/calendar/real-accounts.ts'
import { makeCollection } from '#kit/vendors/caldav/collection.ts'
import type { Side } from '#kit/vendors/caldav/vdirsyncer.ts'
import { isInstalled, startCaldav } from '#kit/vendors/caldav/servers.ts'
import type { RealCaldav } from '#kit/vendors/caldav/servers.ts'
import { makePair } from '#kit/vendors/caldav/vdirsyncer.ts'
import { startBenchApp } from './calendar-app.ts'
import type { BenchApp } from './calendar-app.ts'
import { median } from './row.ts'
import type { Row } from './row.ts'

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 1_000)
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3)
const AT_ONCE = 4

const Attempts = z.object({ items: z.array(z.object({ requests: z.int(), status: z.string() })) })

/** Milliseconds of each round. */
interface Times {
  readonly first: number[]
  readonly again: number[]
}

/** A calendar of one server copied into one of another, and then kept the same, by us and by vdirsyncer in turns. */
export async function measureCopies(): Promise<Row[]> {
  const absent = (['radicale', 'xandikos', 'vdirsyncer'] as const).filter((program) => !isInstalled(program))
  if (absent.length > 0) {
    console.log(`skipped: ${absent.join(' and ')} not installed (apt-get install ${absent.join(' ')})`)
    return []
  }
  const bench = await startBenchApp()
  const servers: RealCaldav[] = []
  try {
    const [radicale, xandikos] = [await startCaldav('radicale'), await startCaldav('xandikos')]
    servers.push(radicale, xandikos)
    return [...(await oneWay(bench, radicale, xandikos)), ...(await oneWay(bench, xandikos, radicale))]
  } finally {
    for (const server of servers) await server.close()
    await bench.close()
  }
}

async function oneWay(bench: BenchApp, from: RealCaldav, to: RealCaldav): Promise<Row[]> {
  const source: Side = { server: from, collection: await makeCollection(from, 'source') }
  const all = Array.from({ length: EVENTS }, (_, n) => n)
  for (let at = 0; at < EVENTS; at += AT_ONCE)
    await Promise.all(all.slice(at, at + AT_ONCE).map((n) => source.collection.put(`event-${n}.ics`, eventFile(n))))
  const [ours, theirs]: Times[] = [
    { first: [], again: [] },
    { first: [], again: [] },
  ]
  if (ours === undefined || theirs === undefined) throw new Error('There are two of them.')
  const asked: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    asked.push(
      ...(await byUs(bench, source, { server: to, collection: await makeCollection(to, `ours-${round}`) }, ours)),
    )
    await byVdirsyncer(source, { server: to, collection: await makeCollection(to, `theirs-${round}`) }, theirs)
    const said = (times: Times) => `${seconds(times.first.at(-1))} and ${seconds(times.again.at(-1))}`
    console.log(`${from.kind} to ${to.kind}, round ${round + 1}: ${said(ours)} s, vdirsyncer ${said(theirs)} s`)
  }
  const row = (what: string, kind: keyof Times, at_most: number): Row => ({
    what: `calendars: ${what}, ${EVENTS} events, ${from.kind} to ${to.kind}`,
    ours: median(ours[kind]) / 1000,
    unit: 's',
    reference: { name: 'vdirsyncer, same servers', value: median(theirs[kind]) / 1000 },
    bar: { at_most },
  })
  const requests = { ours: Math.max(...asked), unit: 'requests', reference: null, bar: { at_most: 1 } }
  return [
    row('connected and first synced', 'first', 1),
    row('synced with nothing changed', 'again', 0.5),
    { what: `calendars: asked of each with nothing changed, ${from.kind} and ${to.kind}`, ...requests },
  ]
}

/** Connects, chooses and syncs as a person does; gives what a sync without changes asked of each calendar. */
async function byUs({ app, person }: BenchApp, one: Side, other: Side, times: Times): Promise<number[]> {
  const ask = await person()
  const connected: ConnectedCalendar[] = []
  const sync = async () => {
    for (const { connection_id } of connected) await ask('POST', `/calendar/connections/${connection_id}/sync`)
    await app.ctx.queue.drain()
  }
  times.first.push(
    await timed(async () => {
      for (const { server, collection } of [one, other]) connected.push(await connectCalendar(ask, server, collection))
      for (const { connection_id } of connected)
        await ask('PATCH', `/calendar/connections/${connection_id}`, { sync_window_days: 365, sync_enabled: true })
      await app.ctx.queue.drain()
    }),
  )
  const copied = (await other.collection.all()).size
  if (copied !== EVENTS) throw new Error(`We copied ${copied} of ${EVENTS} events.`)
  // What was written is read once more, as anybody's change is.
  await sync()
  times.again.push(await timed(sync))
  return Promise.all(connected.map((calendar) => lastRequests(ask, calendar)))
}

async function lastRequests(ask: Asked, { connection_id }: ConnectedCalendar): Promise<number> {
  const { items } = Attempts.parse(await ask('GET', `/calendar/connections/${connection_id}/attempts?limit=1`))
  const [last] = items
  if (last?.status !== 'done') throw new Error(`The last sync ended as ${last?.status}.`)
  return last.requests
}

async function byVdirsyncer(one: Side, other: Side, times: Times): Promise<void> {
  const pair = await makePair(one, other)
  try {
    times.first.push(
      await timed(async () => {
        await pair.discover()
        await pair.sync()
      }),
    )
    const copied = (await other.collection.all()).size
    if (copied !== EVENTS) throw new Error(`vdirsyncer copied ${copied} of ${EVENTS} events.`)
    times.again.push(await timed(pair.sync))
  } finally {
    await pair.close()
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

const seconds = (ms = Number.NaN): string => (ms / 1000).toFixed(2)

/** In the coming months, some an hour and some whole days. */
function eventFile(n: number): string {
  const day = new Date(Date.now() + (1 + (n % 180)) * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
  const hour = String(8 + (n % 9)).padStart(2, '0')
  const when =
    n % 5 === 0
      ? [`DTSTART;VALUE=DATE:${day}`, 'DURATION:P1D']
      : [`DTSTART:${day}T${hour}0000Z`, `DTEND:${day}T${hour}4500Z`]
  return [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//another program//EN', 'BEGIN:VEVENT'],
    ...[`UID:event-${n}@example.org`, 'DTSTAMP:20260101T000000Z', ...when, `SUMMARY:Interview ${n}`],
    ...['LOCATION:Am Sandtorkai 41\\, Hamburg', 'DESCRIPTION:Ask for the team\\nand for the next steps.'],
    ...['END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n')
}
