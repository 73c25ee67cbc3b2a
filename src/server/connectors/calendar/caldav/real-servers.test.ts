import { describe, expect, test } from 'vitest'
import { isInstalled, startCaldav } from '#kit/vendors/caldav/servers.ts'
import type { RealServer } from '#kit/vendors/caldav/servers.ts'
import { calendarPortSuite, valueOf } from '#connectors/calendar/calendar-port.suite.ts'
import { connect } from './connected.suite.ts'

const SERVERS: readonly RealServer[] = ['radicale', 'xandikos']

for (const server of SERVERS) {
  calendarPortSuite(server, async () => connect(await startCaldav(server)), isInstalled(server))
}

describe.skipIf(!isInstalled('radicale'))('radicale', () => {
  test('refuses a wrong password, and an address without calendars is told from it', async () => {
    const server = await startCaldav('radicale')
    const { caldav, close } = await connect(server)
    const { origin: url, username, password } = server
    expect(await caldav.findServer({ url, username, password: 'wrong' })).toMatchObject({ is: 'token', status: 401 })
    expect(valueOf(await caldav.findServer({ url, username, password }))).toMatchObject({
      url: `${url}/${username}/`,
    })
    await close()
  })
})
