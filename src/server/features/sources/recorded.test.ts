import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { recordedFolder } from '#kit/vendors/boards/feeds.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'

const EMPLOYERS = [
  'https://boards.greenhouse.io/amplitude',
  'https://boards.greenhouse.io/databricks',
  'https://jobs.lever.co/idealistconsulting',
  'https://jobs.ashbyhq.com/HighlightTA',
  'https://apply.workable.com/zaelab',
  'https://recorded.recruitee.com',
  'https://career.teamtailor.com',
]

describe.skipIf(recordedFolder() === null)('recorded answers of real boards', () => {
  let boards: Boards
  let app: TestApp
  let mara: TestUser
  beforeAll(async () => {
    boards = await startBoards({ now: START })
    app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify(boards.rewrites), ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
    mara = await app.register()
    await mara.request('PUT', '/users/me', {
      body: {
        skills: [
          { name: 'Python', level: 4 },
          { name: 'SQL', level: 4 },
        ],
        languages: [
          { code: 'de', level: 'native' },
          { code: 'en', level: 'C1' },
        ],
        preferred_locations: ['Berlin'],
        years_experience: 6,
      },
    })
  })
  afterAll(async () => {
    await app.close()
    await boards.close()
  })

  test('every feed and every employer is read to its end', async () => {
    const { items } = (await mara.request('GET', '/sources')).body
    const feeds = items.filter(({ kind, tier }: Record<string, string>) => kind === 'feed' && tier === 'open_api')
    expect(feeds.length).toBeGreaterThan(10)
    for (const { id } of feeds) await mara.request('PATCH', `/sources/${id}`, { body: { enabled: true } })
    for (const url of EMPLOYERS)
      expect((await mara.request('POST', '/sources', { body: { url } })).status, url).toBe(201)
    await app.ctx.queue.drain()
    const { body } = await mara.request('GET', '/sources')
    for (const source of body.items.filter((each: { enabled: boolean }) => each.enabled)) {
      expect(source.last_run, source.id).toMatchObject({ status: 'done', outcome: 'ok' })
      expect(source.postings, source.id).toBeGreaterThan(0)
    }
  })

  test('what was read is one searchable feed, scored, with its sources', async () => {
    const all = (await mara.request('GET', '/jobs', { query: { limit: 200 } })).body
    expect(all.total).toBeGreaterThan(100)
    const germany = await mara.request('GET', '/jobs', { query: { place: 'Deutschland' } })
    expect(germany.body.total).toBeGreaterThan(10)
    for (const item of all.items) expect(item.sources.length, item.title).toBeGreaterThan(0)
    expect(all.items[0].match_score).toBeGreaterThan(50)
  })
})
