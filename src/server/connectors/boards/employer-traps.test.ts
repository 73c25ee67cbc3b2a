import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'
import { boardsOver, fetchAll, itemsOf } from './board-port.suite.ts'

let server: Boards
let over: ReturnType<typeof boardsOver>

beforeAll(async () => {
  server = await startBoards({ fixturesDir: null, now: Date.parse('2026-11-21T08:00:00Z') })
  over = boardsOver(server)
})
afterAll(async () => {
  await over.http.close()
  await server.close()
})

const read = (board_id: string, tenant: string) => fetchAll(over.boards, { board_id, config: { tenant } })

test('Workable: an opening in two places is one posting, and TELECOMMUTE is no place', async () => {
  const items = itemsOf(await read('workable', 'acme'))
  expect(items).toHaveLength(12)
  expect(items[1]?.locations).toMatchObject([
    { city: 'Vienna', country: 'AT' },
    { city: 'Berlin', country: 'DE' },
  ])
  expect(items[2]).toMatchObject({ locations: [{ city: null, country: 'DE' }], remote: { kind: 'remote' } })
  // Not marked as remote does not mean "on site".
  expect(items[4]?.remote.kind).toBe('unknown')
})

test('Workable: a place that the employer hides stays hidden', async () => {
  const [row] = server.feeds.workable.get('acme') ?? []
  const places = [
    { country: 'Germany', countryCode: 'DE', city: 'Secret', region: null, hidden: true },
    { country: 'Germany', countryCode: 'DE', city: 'Bonn', region: null, hidden: false },
  ]
  server.feeds.workable.set('secretive', [{ ...row, locations: places }])
  const [item] = itemsOf(await read('workable', 'secretive'))
  expect(item?.locations.map((place) => place.city)).toEqual(['Bonn'])
})

test('Recruitee: a draft is left out, and a period without an amount is no pay', async () => {
  const pages = await read('recruitee', 'acme')
  expect(pages).toMatchObject([{ rejects: [{ reason: 'unlisted' }] }])
  const items = itemsOf(pages)
  expect(items[0]?.salary).toMatchObject({ min: 5_000_000, max: 7_000_000, period: 'year' })
  expect(items[1]?.salary).toBeNull()
  expect(items.slice(0, 4).map((item) => item.remote.kind)).toEqual(['remote', 'hybrid', 'onsite', 'unknown'])
  expect(JSON.stringify(items)).not.toContain('@acme.recruitee.com')
})

test('Teamtailor: a feed of several pages is read to its end under the address that was asked', async () => {
  const before = server.asked.length
  const pages = await read('teamtailor', 'acme')
  expect(itemsOf(pages)).toHaveLength(240)
  expect(pages.at(-1)).toMatchObject({ page: 3, complete: true })
  expect(server.asked.slice(before).map(({ path }) => path)).toEqual([
    '/teamtailor/acme/jobs.json',
    '/teamtailor/acme/jobs.json?page=2',
    '/teamtailor/acme/jobs.json?page=3',
  ])
})

test('BambooHR: texts and dates come one by one, and an id that is a number is the same one', async () => {
  const items = itemsOf(await read('bamboohr', 'acme'))
  expect(items).toHaveLength(9)
  expect(items[0]).toMatchObject({
    external_id: '80',
    contract: 'intern',
    salary: { min: 6_000_000, max: 7_500_000, currency: 'EUR', period: 'year', origin: 'parsed' },
    remote: { kind: 'onsite' },
    posted_at: '2026-11-21T00:00:00Z',
  })
  expect(items.every((item) => item.description_text.includes('Your tasks'))).toBe(true)
  // Either of two places is filled in; the other one is there with nothing in it.
  expect(items[3]?.locations).toMatchObject([{ country: 'DE' }])
})

test.each([
  ['teamtailor', 'gave-up'],
  ['teamtailor', 'nobody'],
  ['recruitee', 'nobody'],
  ['workable', 'nobody'],
  ['bamboohr', 'nobody'],
])('%s: an employer that is not there (%s) is told as such', async (board_id, tenant) => {
  expect(await read(board_id, tenant)).toMatchObject([{ outcome: 'not_found_tenant' }])
})
