import { runInNewContext } from 'node:vm'
import { setFlagsFromString } from 'node:v8'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { z } from 'zod'
import { FaultQueue, RequestLog } from '#kit/vendors/faults.ts'
import { startFaultyServer } from '#kit/vendors/faulty-server.ts'
import { startBenchApp } from './calendar-app.ts'
import type { BenchApp } from './calendar-app.ts'
import { median } from './row.ts'
import type { Row } from './row.ts'

const CONNECTIONS = Number(process.env['BENCH_CONNECTIONS'] ?? 500)
const OF_ONE = 20
const ROUNDS = 5

/** Many accounts that are due at once, on one worker: all of them are synced, none waits on another, and nothing is kept. */
export async function measureMany(): Promise<Row[]> {
  const headers = { 'content-type': 'text/calendar' }
  const log = new RequestLog()
  const answer = ({ path }: { path: string }) => ({ status: 200, headers, body: feedAt(path) })
  const host = await startFaultyServer({ faults: new FaultQueue(), log, answer, control: () => null })
  const bench = await startBenchApp()
  try {
    for (let n = 0; n < CONNECTIONS; n += OF_ONE) {
      const ask = await bench.person()
      for (let one = n; one < Math.min(n + OF_ONE, CONNECTIONS); one += 1)
        await ask('POST', '/calendar/connections/ics', { url: `${host.origin}/feeds/${one}.ics` })
    }
    await inDatabase(bench, sql`UPDATE calendar_connections SET sync_enabled = true`)
    return await rounds(bench, log)
  } finally {
    await bench.close()
    await host.close()
  }
}

const inDatabase = ({ app }: BenchApp, statement: RawBuilder<unknown>) =>
  app.ctx.db.asSystem('look at the syncs of the bench', (tx) => statement.execute(tx))

async function rounds(bench: BenchApp, log: RequestLog): Promise<Row[]> {
  const { ctx } = bench.app
  const held: number[] = []
  const ends: Ended[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    log.clear()
    await inDatabase(bench, sql`DELETE FROM calendar_attempts`)
    await inDatabase(bench, sql`UPDATE calendars SET next_run_at = ${ctx.clock.iso()} WHERE selected`)
    // As it is done each minute.
    await inDatabase(bench, sql`SELECT pgboss.enqueue_job(${ctx.id()}, 'calendar.sync-due', '{}'::jsonb, NULL, 0)`)
    const began = performance.now()
    await ctx.queue.drain()
    const took_ms = performance.now() - began
    const runs = Runs.parse(
      (
        await inDatabase(
          bench,
          sql`SELECT status, extract(epoch FROM finished_at - started_at) * 1000 AS ms FROM calendar_attempts`,
        )
      ).rows,
    )
    const times = runs.map(({ ms }) => ms).toSorted((one, other) => one - other)
    held.push(heldMemory())
    ends.push({
      done: runs.filter(({ status }) => status === 'done').length,
      p50: times[Math.floor(times.length / 2)] ?? Number.NaN,
      p95: times[Math.floor(times.length * 0.95)] ?? Number.NaN,
    })
    console.log(
      `${CONNECTIONS} due: ${ends.at(-1)?.done} done in ${(took_ms / 1000).toFixed(1)} s, ${held.at(-1)?.toFixed(0)} MB`,
    )
  }
  // What is loaded and compiled with the first of them is no leak.
  const [, ...later] = ends
  const what = (of: string) => `calendars: ${CONNECTIONS} connections due at once, one worker: ${of}`
  return [
    {
      what: what('done'),
      ours: Math.min(...ends.map(({ done }) => done)),
      unit: 'runs',
      reference: null,
      bar: { at_least: CONNECTIONS },
    },
    {
      what: what('95 of 100 runs within'),
      ours: median(later.map(({ p95 }) => p95)),
      unit: 'ms',
      reference: { name: 'half of them', value: median(later.map(({ p50 }) => p50)) },
      bar: { at_most: 10 },
    },
    {
      what: what(`memory held after ${ROUNDS} times`),
      ours: held.at(-1) ?? Number.NaN,
      unit: 'MB',
      reference: { name: 'after two', value: held[1] ?? Number.NaN },
      bar: { at_most: 1.1 },
    },
  ]
}

interface Ended {
  readonly done: number
  readonly p50: number
  readonly p95: number
}

const Runs = z.array(z.object({ status: z.string(), ms: z.coerce.number() }))

/** Megabytes of the heap that are in use once everything that can be thrown away is gone. */
function heldMemory(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed / 2 ** 20
}

function feedAt(path: string): string {
  const events = Array.from({ length: 10 }, (_, n) => [
    ...['BEGIN:VEVENT', `UID:${n}@${path.replaceAll('/', '')}`, 'DTSTAMP:20260101T000000Z'],
    ...[`DTSTART:${soon(n)}T090000Z`, `DTEND:${soon(n)}T100000Z`, `SUMMARY:Job fair ${n}`, 'END:VEVENT'],
  ])
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//fair//EN', `X-WR-CALNAME:Fairs ${path}`]
  return [...head, ...events.flat(), 'END:VCALENDAR', ''].join('\r\n')
}

const soon = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
