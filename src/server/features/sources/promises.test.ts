import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'
import { soon } from '#kit/soon.ts'

const EMPLOYER = 'greenhouse.acme'
const PAGE = 'https://job-boards.greenhouse.io/acme/jobs/7000000'

interface Seen {
  readonly type: string
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says itself what it expects to find
  readonly data: any
}

let boards: Boards
let app: TestApp
let mara: TestUser
const sockets: WebSocket[] = []

beforeAll(async () => {
  boards = await startBoards({ fixturesDir: null, now: START })
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify(boards.rewrites), ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
  mara = await app.register()
  const skills = ['TypeScript', 'React', 'PostgreSQL', 'Python', 'Kubernetes', 'AWS', 'Java', 'Figma', 'SQL', 'Docker']
  const { status } = await mara.request('PUT', '/users/me', {
    body: {
      skills: skills.map((name) => ({ name, level: 5 })),
      titles_wanted: ['Senior Backend Engineer', 'DevOps Engineer', 'Machine Learning Engineer', 'Data Analyst'],
      preferred_locations: ['Berlin', 'Germany', 'Munich', 'Vienna'],
      remote_preference: ['remote', 'hybrid', 'onsite'],
    },
  })
  expect(status).toBe(200)
  await app.ctx.queue.drain()
})
afterAll(async () => {
  for (const socket of sockets) socket.terminate()
  await app.close()
  await boards.close()
})

const read = async (path: string) => (await mara.request('GET', path)).body
const runNow = async (id: string) => {
  app.time.advance(7_200_000)
  const { status, body } = await mara.request('POST', `/sources/${id}/run`)
  expect(status, JSON.stringify(body)).toBe(202)
  await app.ctx.queue.drain()
  return read(`/sources/runs/${body.run_id}`)
}
const jobsAt = async (source: string) =>
  app.rows<{ id: string; external_id: string; missed: number; closed_at: string | null; close_reason: string | null }>(
    `SELECT p.id, s.external_id, s.missed, p.closed_at::text, p.close_reason FROM posting_sources s
     JOIN postings p ON p.id = s.posting_id WHERE s.source_id = $1 ORDER BY s.external_id`,
    [source],
  )
const closedAt = async (source: string) => (await jobsAt(source)).filter((row) => row.closed_at !== null)

test('a run and the good matches it brought are told over the WebSocket', async () => {
  const address = await app.listen()
  const { body } = await mara.request('POST', '/live/ticket')
  const seen: Seen[] = []
  const socket = new WebSocket(`${address.replace('http', 'ws')}/ws/notifications?ticket=${body.ticket}`)
  sockets.push(socket)
  socket.on('message', (data) => seen.push(JSON.parse(data.toString())))
  await new Promise((done, fail) => socket.once('open', done).once('error', fail))
  const followed = await mara.request('POST', '/sources', { body: { url: 'https://boards.greenhouse.io/acme' } })
  expect(followed.body.id, JSON.stringify(followed.body)).toBe(EMPLOYER)
  await app.ctx.queue.drain()
  await soon(() => {
    const runs = seen.filter(({ type }) => type === 'sources_run').map(({ data }) => data.run)
    expect(runs.map((run) => run.status)).toEqual(expect.arrayContaining(['running', 'done']))
    expect(runs.at(-1)).toMatchObject({ source_id: EMPLOYER, status: 'done', added: 11 })
    const matches = seen.filter(({ type }) => type === 'job_match')
    expect(matches).toHaveLength(1)
    expect(matches[0]?.data.source_id).toBe(EMPLOYER)
    expect(matches[0]?.data.best[0].score).toBeGreaterThanOrEqual(75)
  })
})

test('a posting that two sources carry is one, with both sources and where each field is from', async () => {
  const [first] = boards.feeds.arbeitnow
  if (first === undefined) throw new Error('The made-up feed is empty.')
  first['url'] = `${PAGE}?utm_source=arbeitnow`
  await mara.request('PATCH', '/sources/arbeitnow', { body: { enabled: true } })
  await app.ctx.queue.drain()
  const [pair, ...others] = await app.rows<{ id: string }>(
    `SELECT posting_id AS id FROM posting_sources GROUP BY 1 HAVING count(*) > 1`,
  )
  expect(others).toEqual([])
  const job = await read(`/jobs/${pair?.id}`)
  expect(job.sources.map((each: { id: string }) => each.id)).toEqual([EMPLOYER, 'arbeitnow'])
  expect(job.seen_at_sources).toHaveLength(2)
  expect(job.provenance).toMatchObject({ title: EMPLOYER, description: EMPLOYER, url: EMPLOYER, contract: 'arbeitnow' })
  for (const field of Object.keys(job.provenance)) expect(job[field] ?? null, field).not.toBeNull()
  const { items } = await read('/jobs?limit=200')
  expect(items.filter((each: { id: string }) => each.id === pair?.id)).toHaveLength(1)
})

test('what a complete reading lacks twice is closed, once is not, and it opens again when it is back', async () => {
  const jobs = boards.feeds.greenhouse.get('acme') ?? []
  const [gone] = jobs.splice(3, 1)
  if (gone === undefined) throw new Error('The made-up board is empty.')
  expect(await runNow(EMPLOYER)).toMatchObject({ status: 'done', complete: true, closed: 0 })
  expect(await closedAt(EMPLOYER)).toEqual([])
  // The board answers 304 now: it lacks still what it lacked.
  expect(await runNow(EMPLOYER)).toMatchObject({ status: 'done', outcome: 'not_modified', closed: 1 })
  expect(await closedAt(EMPLOYER)).toMatchObject([{ external_id: String(gone['id']), close_reason: 'absent' }])
  jobs.splice(3, 0, gone)
  await runNow(EMPLOYER)
  expect(await closedAt(EMPLOYER)).toEqual([])
})

test('a reading of less than half of the usual, and one that failed, close nothing', async () => {
  const jobs = boards.feeds.greenhouse.get('acme') ?? []
  const taken = jobs.splice(2)
  const few = [await runNow(EMPLOYER), await runNow(EMPLOYER)]
  expect(few).toMatchObject([
    { status: 'done', closed: 0 },
    { status: 'done', closed: 0 },
  ])
  expect(await read(`/sources/${EMPLOYER}`)).toMatchObject({ health: 'degraded' })
  boards.misbehave('/greenhouse', 'html')
  expect(await runNow(EMPLOYER)).toMatchObject({ status: 'failed', closed: 0 })
  boards.behave()
  expect((await jobsAt(EMPLOYER)).map(({ missed, closed_at }) => ({ missed, closed_at }))).toEqual(
    Array.from({ length: 11 }, () => ({ missed: 0, closed_at: null })),
  )
  jobs.push(...taken)
})

test('two employers with boards of one system are told apart by name', async () => {
  const { facets } = await read('/jobs')
  const labels = facets.source.map(({ label }: { label: string }) => label)
  expect(labels).toEqual(expect.arrayContaining(['Acme (Greenhouse)', 'Arbeitnow']))
})

test('an entry that cannot be read is still carried: it closes nothing', async () => {
  const [job] = boards.feeds.greenhouse.get('acme') ?? []
  const before = { ...job }
  for (const title of [null, 5]) {
    Object.assign(job ?? {}, { title })
    expect(await runNow(EMPLOYER)).toMatchObject({ status: 'done', complete: true, closed: 0 })
  }
  expect(await closedAt(EMPLOYER)).toEqual([])
  expect((await jobsAt(EMPLOYER)).map(({ missed }) => missed)).toEqual(Array.from({ length: 11 }, () => 0))
  Object.assign(job ?? {}, before)
})

test('what is no opening is left out, and the source is as healthy as before', async () => {
  boards.feeds.greenhouse.set('small', [
    ...(boards.feeds.greenhouse.get('acme') ?? []).slice(0, 1).map((job) => ({ ...job, id: 991_001 })),
    ...[2, 3].map((n) => ({ ...boards.feeds.greenhouse.get('acme')?.[0], id: 991_000 + n, internal_job_id: null })),
  ])
  await mara.request('POST', '/sources', { body: { url: 'https://boards.greenhouse.io/small' } })
  await app.ctx.queue.drain()
  expect(await read('/sources/greenhouse.small')).toMatchObject({
    health: 'healthy',
    last_run: { rejected: 2, seen: 1 },
  })
})
