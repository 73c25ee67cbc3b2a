import { clockFrom } from '#platform/clock.ts'
import { makeHttp } from '#platform/http/make-http.ts'
import { startFakeMicrosoft } from '#kit/vendors/microsoft/server.ts'
import type { FakeMicrosoft } from '#kit/vendors/microsoft/server.ts'
import type { CalendarSubject } from '#connectors/calendar/calendar-port.suite.ts'
import { makeMicrosoft } from './index.ts'

const NOW = Date.parse('2026-05-20T08:00:00Z')

export interface ConnectedMicrosoft extends CalendarSubject {
  readonly fake: FakeMicrosoft
  readonly port: ReturnType<typeof makeMicrosoft>
  /** For how long it waited before it asked again. */
  readonly waits: readonly number[]
}

/** Connects to the fake, to a new calendar of the first person. */
export async function connect(time_zone = 'Europe/Berlin'): Promise<ConnectedMicrosoft> {
  // The clock moves on, so that no circuit breaker stays open after the faults of one test.
  let now = NOW
  const fake = await startFakeMicrosoft({ now: () => now })
  fake.traits.repeated_rows = false
  const config = { outbound_rewrite: fake.rewrite, allow_private_hosts: [], contact_url: 'https://example.org/contact' }
  const random = { bytes: (count: number) => Buffer.alloc(count, 1), fraction: () => 0.5 }
  const clock = clockFrom(() => (now += 60_000))
  const http = makeHttp({ config, clock, random, version: '1.2.3', wait: async () => {} })
  const waits: number[] = []
  const wait = async (ms: number) => {
    waits.push(ms)
  }
  const { id } = fake.person().createCalendar('Interviews', { hexColor: '#0078D4' })
  return {
    ...{ fake, waits, port: makeMicrosoft({ http, clock, wait }), faults: fake.faults },
    account: {
      connection_id: 'c',
      // A token is good for an hour, which has passed by the next question.
      get access() {
        return { kind: 'bearer', token: fake.token() } as const
      },
    },
    calendar: { remote_id: id, time_zone },
    path: '/events',
    kill(cursor) {
      fake.deltas.expire()
      return cursor
    },
    async close() {
      await http.close()
      await fake.close()
    },
  }
}
