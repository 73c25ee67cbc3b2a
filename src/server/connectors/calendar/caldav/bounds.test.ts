import { afterEach, describe, expect, test } from 'vitest'
import { blankEvent } from '#domain/calendar/event.ts'
import { valueOf } from '#connectors/calendar/calendar-port.suite.ts'
import { startFakeCaldav } from '#kit/vendors/caldav/fake.ts'
import type { CaldavTraits } from '#kit/vendors/caldav/fake.ts'
import { connect } from './connected.suite.ts'
import type { ConnectedCaldav } from './connected.suite.ts'

// A server may be anybody's, and may answer with whatever keeps this one busy.

const WINDOW = { from: '2026-05-01T00:00:00Z', to: '2026-08-01T00:00:00Z' }
const MARK = { event_id: 'e1', token: 't1' }
const WHEN = { kind: 'timed', start: '2026-06-03T10:00:00', zone: 'Europe/Berlin', duration: 'PT1H' } as const
const EVENT = { ...blankEvent('call@example.org', WHEN), title: 'Call' }
const VEVENT =
  'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:call@example.org\r\nDTSTART:20260603T100000Z\r\nDTEND:20260603T110000Z\r\nSUMMARY:Call\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
const multistatus = (content: string) =>
  `<D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">${content}</D:multistatus>`
const refused = (href: string, status: number) =>
  `<D:response><D:href>${href}</D:href><D:status>HTTP/1.1 ${status} No</D:status></D:response>`

let subject: ConnectedCaldav
afterEach(() => subject.close())

async function start(traits: Partial<CaldavTraits> = {}) {
  const server = await startFakeCaldav(traits)
  subject = await connect(server)
  const { port, account, calendar } = subject
  const page = (cursor: string | null, next: string | null = null) =>
    port.list(account, { calendar, cursor, page: next, size: null, window: WINDOW })
  return { ...subject, server, page }
}

describe('A write', () => {
  test.each(['create', 'delete'] as const)('to %s that is answered at length may have been done', async (kind) => {
    const { port, account, calendar, faults } = await start()
    const body = multistatus(refused('/dav/x.ics', 403).repeat(100_000))
    faults.add({ kind: 'answer', status: 207, body }, { method: kind === 'create' ? 'PUT' : 'DELETE' })
    const write =
      kind === 'create'
        ? ({ kind, event: EVENT, mark: MARK } as const)
        : ({ kind, remote_id: 'a.ics', if_match: null } as const)
    const answer = await port.write(account, { calendar, write, wanted_id: 'w1', invites: false })
    expect(answer).toMatchObject({ kind: 'failed', is: 'unknown_outcome' })
  })

  test('to an object that would take long to change is not sent, and the object is read all the same', async () => {
    const { server, port, account, calendar } = await start()
    server.put('large.ics', VEVENT.replace('SUMMARY', `COMMENT:${'many words '.repeat(100_000)}\r\nSUMMARY`))
    const ids = { calendar, remote_id: 'large.ics', wanted_id: 'w1', event_id: 'e1', uid: 'call@example.org' }
    expect(valueOf(await port.read(account, ids))).toMatchObject({ event: { title: 'Call' } })
    const changed = { event: EVENT, changes: { title: 'Second call' }, mark: MARK }
    const write = { kind: 'update', remote_id: 'large.ics', if_match: null, ...changed } as const
    const answer = await port.write(account, { calendar, write, wanted_id: 'w1', invites: false })
    expect(answer).toMatchObject({ kind: 'failed', is: 'too_large' })
    expect(server.log.entries.filter(({ method }) => method === 'PUT')).toEqual([])
  })
})

describe('A listing', () => {
  test('that is cut short again and again, each time with another cursor, comes to an end', async () => {
    const { page, faults, calendar } = await start()
    const { cursor } = valueOf(await page(null))
    for (let n = 0; n < 600; n += 1) {
      const body = multistatus(`${refused(calendar.remote_id, 507)}<D:sync-token>more-${n}</D:sync-token>`)
      faults.add({ kind: 'answer', status: 207, body }, { method: 'REPORT' })
    }
    let answer = await page(cursor)
    while (answer.kind === 'ok' && answer.value.next !== null) answer = await page(cursor, answer.value.next)
    expect(answer).toMatchObject({ kind: 'failed', is: 'protocol', code: 'endless' })
  })

  test.each(['the calendar', 'an object'])('by versions that was cut short at %s is not all there is', async (at) => {
    const { server, page, faults, calendar } = await start({ sync: false })
    server.put('a.ics', VEVENT)
    const { cursor } = valueOf(await page(null))
    server.put('b.ics', VEVENT)
    const own = `<D:response><D:href>${calendar.remote_id}</D:href><D:propstat><D:prop><D:getetag/></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>`
    const cut = refused(calendar.remote_id + (at === 'an object' ? 'a.ics' : ''), 507)
    faults.add({ kind: 'answer', status: 207, body: multistatus(own + cut) }, { method: 'PROPFIND', skip: 1 })
    expect(await page(cursor)).toMatchObject({ kind: 'failed', is: 'too_large' })
  })
})

test('A zone that takes long to read is no reason to wait for the list of calendars', async () => {
  const { port, account, faults } = await start()
  const zone = `BEGIN:VCALENDAR\n${'X-WORDS:many\n'.repeat(5_000)}BEGIN:VTIMEZONE\nTZID:Europe/Berlin\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\nEND:VCALENDAR`
  const kind = '<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>'
  const props = `<D:propstat><D:prop>${kind}<C:calendar-timezone>${zone}</C:calendar-timezone></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>`
  const body = multistatus(`<D:response><D:href>/dav/one/</D:href>${props}</D:response>`)
  faults.add({ kind: 'answer', status: 207, body }, { method: 'PROPFIND' })
  expect(valueOf(await port.calendars(account))).toMatchObject([{ remote_id: '/dav/one/', time_zone: null }])
})
