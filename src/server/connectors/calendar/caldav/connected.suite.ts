import { clockFrom } from '#platform/clock.ts'
import { makeHttp } from '#platform/http/make-http.ts'
import { startFaultyWay } from '#kit/vendors/caldav/faulty-way.ts'
import type { RunningCaldav } from '#kit/vendors/caldav/servers.ts'
import type { RequestLog } from '#kit/vendors/faults.ts'
import { valueOf } from '#connectors/calendar/calendar-port.suite.ts'
import type { CalendarSubject } from '#connectors/calendar/calendar-port.suite.ts'
import type { Account } from '#domain/calendar/sync/port.ts'
import { makeCaldav } from './index.ts'

const NOW = Date.parse('2026-05-20T08:00:00Z')

export interface ConnectedCaldav extends CalendarSubject {
  readonly caldav: ReturnType<typeof makeCaldav>
  readonly log: RequestLog
  readonly http: ReturnType<typeof makeHttp>
}

/** Connects to a server as a person does, over a way on which things go wrong, to a new calendar. */
export async function connect(server: RunningCaldav): Promise<ConnectedCaldav> {
  const way = await startFaultyWay(server.origin)
  // The clock moves on, so that no circuit breaker stays open after the faults of one test.
  let now = NOW
  const clock = clockFrom(() => (now += 60 * 60_000))
  const config = {
    outbound_rewrite: {},
    allow_private_hosts: ['127.0.0.1'],
    contact_url: 'https://example.org/contact',
  }
  const random = { bytes: (count: number) => Buffer.alloc(count, 1), fraction: () => 0.5 }
  const http = makeHttp({ config, clock, random, version: '1.2.3', wait: async () => {} })
  const caldav = makeCaldav({ http, clock, random, config })
  const { username, password } = server
  const found = valueOf(await caldav.findServer({ url: way.origin, username, password }))
  const made = await fetch(new URL('interviews/', found.url), {
    method: 'MKCALENDAR',
    headers: { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` },
  })
  if (!made.ok) throw new Error(`MKCALENDAR: ${made.status}`)
  const account: Account = { connection_id: 'c', access: { kind: 'basic', url: found.url, username, password } }
  const calendars = valueOf(await caldav.calendars(account))
  const remote_id = calendars.find((one) => one.remote_id.endsWith('/interviews/'))?.remote_id ?? ''
  return {
    ...{ caldav, http, port: caldav, log: way.log, faults: way.faults, account },
    calendar: { remote_id, time_zone: 'Europe/Berlin' },
    path: '\\.ics$',
    kill: (cursor) => `${cursor}-of-another-time`,
    async close() {
      await http.close()
      await way.close()
      await server.close()
    },
  }
}
