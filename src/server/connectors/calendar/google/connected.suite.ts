import { clockFrom } from '#platform/clock.ts'
import { makeHttp } from '#platform/http/make-http.ts'
import { startFakeGoogle } from '#kit/vendors/google/server.ts'
import type { Google } from '#kit/vendors/google/google.ts'
import type { CalendarSubject } from '#connectors/calendar/calendar-port.suite.ts'
import { makeGoogle } from './index.ts'
import { GOOGLE_LOGIN } from './login.ts'

const NOW = Date.parse('2026-05-20T08:00:00Z')
export const MARA = 'mara@example.org'

export interface ConnectedGoogle extends CalendarSubject {
  readonly google: Google
  readonly http: ReturnType<typeof makeHttp>
  /** The requests about events since the last time that it was asked. */
  requests(): string[]
}

/** The port before the stand-in for Google, with the access that people are asked for, and an empty calendar. */
export async function connect(scopes = GOOGLE_LOGIN.needed_scopes): Promise<ConnectedGoogle> {
  // The clock moves on, so that no circuit breaker stays open after the faults of one test.
  let now = NOW
  const clock = clockFrom(() => (now += 60 * 60_000))
  let there = NOW
  const fake = await startFakeGoogle({ now: () => (there += 10) })
  const { google } = fake
  const config = {
    outbound_rewrite: fake.rewrite,
    allow_private_hosts: [],
    contact_url: 'https://example.org/contact',
  }
  const random = { bytes: (count: number) => Buffer.alloc(count, 1), fraction: () => 0.5 }
  const http = makeHttp({ config, clock, random, version: '1.2.3', wait: async () => {} })
  const { access_token: token } = google.tokensOf(MARA, scopes)
  return {
    ...{ google, http, port: makeGoogle({ http, clock }), faults: google.faults },
    account: { connection_id: 'c', access: { kind: 'bearer', token } },
    calendar: { remote_id: 'interviews@group.calendar.google.com', time_zone: 'Europe/Berlin' },
    path: '/events',
    kill: (cursor) => `${cursor}-of-another-time`,
    requests() {
      const asked = google.log.entries.map(({ method, path }) => `${method} ${path.split('/').slice(6).join('/')}`)
      google.log.clear()
      return asked
    },
    async close() {
      await http.close()
      await fake.close()
    },
  }
}
