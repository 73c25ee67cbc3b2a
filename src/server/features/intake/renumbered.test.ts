import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { startRawFeed } from '#kit/raw-feed.ts'
import type { RawFeed } from '#kit/raw-feed.ts'

const COUNT = 620
const SOURCE = 'greenhouse.giant'
const HOUR = 3_600_000

let feed: RawFeed
let app: TestApp
let mara: TestUser

beforeAll(async () => {
  feed = await startRawFeed()
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify({ 'https://boards-api.greenhouse.io': feed.origin }) })
  mara = await app.register()
})
afterAll(async () => {
  await app.close()
  await feed.close()
})

const words = (n: number) =>
  Array.from({ length: 60 }, (_, at) => `w${(n * 7_919 + at * 104_729) % 1_000_003}`).join(' ')
const jobOf = (n: number, first: number) => ({
  ...{ id: first + n, internal_job_id: first + n, requisition_id: null, company_name: 'Example Giant SE' },
  absolute_url: `https://job-boards.greenhouse.io/giant/jobs/${first + n}`,
  title: `Engineer for w${n * 31} and w${n * 37}`,
  ...{ location: { name: 'Berlin' }, updated_at: '2026-10-20T08:00:00Z', first_published: '2026-10-19T08:00:00Z' },
  content: `&lt;p&gt;${words(n)}&lt;/p&gt;`,
  ...{ metadata: [], departments: [], offices: [], language: 'en' },
})

async function read(jobs: readonly object[]): Promise<{ status: string; closed: number }> {
  const body = JSON.stringify({ jobs, meta: { total: jobs.length } })
  feed.answer = (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(body)
  app.time.advance(2 * HOUR)
  mara = await app.login(mara)
  await mara.request('POST', `/sources/${SOURCE}/run`)
  await app.ctx.queue.drain()
  return (await mara.request('GET', `/sources/${SOURCE}`)).body.last_run
}

/** In how many transactions these rows were written last, and whether one of them ended the run as well. */
async function writing(which: string): Promise<{ rows: number; parts: number; at_the_end: number }> {
  const [told] = await app.rows<{ rows: number; parts: number; at_the_end: number }>(
    `SELECT count(*)::int AS rows, count(DISTINCT s.xmin::text)::int AS parts, (count(*) FILTER (WHERE s.xmin = x.xmin))::int AS at_the_end
     FROM posting_sources s JOIN sources x ON x.id = s.source_id WHERE x.id = $1 AND ${which}`,
    [SOURCE],
  )
  return told ?? { rows: 0, parts: 0, at_the_end: 0 }
}

test('an employer that renumbers all it has, takes it back and closes does so in parts between which others have their turn', async () => {
  const numbered = (first: number) => Array.from({ length: COUNT }, (_, n) => jobOf(n, first))
  const [old, renumbered] = [numbered(1_000_000), numbered(2_000_000)]
  await mara.request('POST', '/sources', { body: { url: 'https://boards.greenhouse.io/giant' } })
  await app.ctx.queue.drain()
  await read(old)
  const ids = async () => (await app.rows<{ id: string }>('SELECT id FROM postings ORDER BY id')).map(({ id }) => id)
  const before = await ids()
  expect(before).toHaveLength(COUNT)

  expect(await read(renumbered)).toMatchObject({ status: 'done', added: COUNT, closed: 0 })
  expect(await ids()).toEqual(before)
  expect(await writing(`s.joined_how = 'score'`)).toEqual({ rows: COUNT, parts: 2, at_the_end: 0 })

  await read([...old, ...renumbered])
  expect(await ids()).toHaveLength(2 * COUNT)
  expect((await writing(`s.external_id LIKE '2%'`)).parts).toBeGreaterThan(5)

  expect(await read(renumbered)).toMatchObject({ status: 'done', closed: 0 })
  expect(await read(renumbered)).toMatchObject({ status: 'done', closed: COUNT })
  expect(await writing('s.gone_at IS NOT NULL')).toEqual({ rows: COUNT, parts: 2, at_the_end: 0 })
}, 120_000)
