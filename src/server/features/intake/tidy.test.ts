import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'
import { startRawFeed } from '#kit/raw-feed.ts'
import type { RawFeed } from '#kit/raw-feed.ts'

let feed: RawFeed
let app: TestApp

beforeAll(async () => {
  feed = await startRawFeed()
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify({ 'https://boards-api.greenhouse.io': feed.origin }) })
})
afterAll(async () => {
  await app.close()
  await feed.close()
})

const jobOf = (n: number) => ({
  ...{ id: n, internal_job_id: n, requisition_id: null, company_name: 'Example Giant SE' },
  absolute_url: `https://job-boards.greenhouse.io/giant/jobs/${n}`,
  title: `Engineer for w${n * 31} and w${n * 37}`,
  ...{ location: { name: 'Berlin' }, updated_at: '2026-10-20T08:00:00Z', first_published: '2026-10-19T08:00:00Z' },
  content: `&lt;p&gt;You tend w${n * 41}.&lt;/p&gt;`,
  ...{ metadata: [], departments: [], offices: [], language: 'en' },
})

test('after a reading that brought many postings the database knows how many there are and how common their words', async () => {
  const jobs = Array.from({ length: 1000 }, (_, n) => jobOf(n + 1))
  const body = JSON.stringify({ jobs, meta: { total: jobs.length } })
  feed.answer = (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(body)
  const mara = await app.register()
  await mara.request('POST', '/sources', { body: { url: 'https://boards.greenhouse.io/giant' } })
  await app.ctx.queue.drain()
  expect(await app.rows(`SELECT reltuples::int AS postings FROM pg_class WHERE oid = 'postings'::regclass`)).toEqual([
    { postings: 1000 },
  ])
  const common = `SELECT 'engin' = ANY(most_common_elems::text::text[]) AS known FROM pg_stats WHERE tablename = 'postings' AND attname = 'search'`
  expect(await app.rows(common)).toEqual([{ known: true }])
})
