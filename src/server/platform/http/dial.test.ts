import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { PrivateAddressError } from './address.ts'
import { makeDial } from './dial.ts'

const PORTS = [143, 993]
const leadsTo = (...addresses: string[]) =>
  makeDial({
    config: { allow_private_hosts: ['nas.lan', '10.0.0.7:1143'] },
    resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  })

async function errorOf(dial: ReturnType<typeof makeDial>, host: string): Promise<unknown> {
  const way = dial({ host, port: 993, ports: PORTS })
  if (way.kind === 'failure') return way.reason
  return new Promise((resolve) => {
    const socket = connect({ host: way.host, port: way.port, ...way.socket })
    socket.on('error', resolve)
  })
}

test.each([['10.0.0.1'], ['93.184.216.34', '169.254.169.254'], ['::ffff:127.0.0.1'], ['64:ff9b::7f00:1']])(
  'a name that leads to %j is not connected to',
  async (...addresses) => {
    expect(await errorOf(leadsTo(...addresses), 'imap.example.org')).toBeInstanceOf(PrivateAddressError)
  },
)

test.each(['127.0.0.1', '[::1]', '192.168.1.4', '0x7f000001', '2130706433'])(
  '%s is refused before anything is opened',
  (host) => {
    expect(leadsTo('93.184.216.34')({ host, port: 993, ports: PORTS })).toMatchObject({ reason: 'private_address' })
  },
)

test('ports below 1024 are those of the protocol', () => {
  const dial = leadsTo('93.184.216.34')
  const kinds = [22, 25, 143, 993, 1143].map((port) => dial({ host: 'imap.example.org', port, ports: PORTS }).kind)
  expect(kinds).toEqual(['failure', 'failure', 'way', 'way', 'way'])
})

test('what the operator names is let through, a host or one of its ports', () => {
  const dial = leadsTo('10.0.0.7')
  const kinds = (['nas.lan:25', '10.0.0.7:1143', '10.0.0.7:993'] as const).map((text) => {
    const [host = '', port] = text.split(':')
    return dial({ host, port: Number(port), ports: PORTS }).kind
  })
  expect(kinds).toEqual(['way', 'way', 'failure'])
})

test('a way checks certificates and takes no old protocol', () => {
  expect(leadsTo('93.184.216.34')({ host: 'IMAP.example.org ', port: 993, ports: PORTS })).toMatchObject({
    host: 'imap.example.org',
    socket: { minVersion: 'TLSv1.2', rejectUnauthorized: true },
  })
})
