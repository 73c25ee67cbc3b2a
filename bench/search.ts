import { z } from 'zod'
import type { JobFilter } from '#contract/postings.ts'
import { countFeed, findPlaces, readPlaces } from '#features/postings/search.ts'
import type { App } from '#server/app.ts'
import { median } from './row.ts'
import type { Row } from './row.ts'

const ROUNDS = 4
const WORDS = ['engineer', 'developer', 'manager', 'postgresql', 'kubernetes team', 'projektleiter', 'analyst python']
const SLIPS = ['enigneer payments', 'devleoper', 'kuberentes', 'projketleiter', 'anaylst']
const FILTERS: readonly JobFilter[] = [
  { remote: ['remote'], state: ['open'] },
  { seniority: ['senior'], place: 'Berlin' },
  { posted_within_days: 60, skills: ['python'] },
]
const Registered = z.object({ access_token: z.string(), user: z.object({ id: z.string() }) })

/** The feed as it answers over HTTP to who is signed in, against the two statements behind it alone; and with slips of the pen. */
export async function measureSearch(
  app: App,
  { source_id, postings }: { source_id: string; postings: number },
): Promise<Row[]> {
  const url = `${await app.listen()}/api/v1`
  const send = (method: string, path: string, body: unknown, token = '') =>
    fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
  const account = { username: 'bench', email: 'bench@example.org', password: 'correct horse bench 42' }
  const { access_token, user } = Registered.parse(await (await send('POST', '/auth/register', account)).json())
  const on = await send('PATCH', `/sources/${source_id}`, { enabled: true }, access_token)
  if (on.status !== 200) throw new Error(`The source was not switched on: ${on.status} ${await on.text()}`)

  const ask = async (filter: JobFilter) => {
    const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]))
    const began = performance.now()
    const answer = await fetch(`${url}/jobs?${query}`, { headers: { authorization: `Bearer ${access_token}` } })
    await answer.text()
    if (answer.status !== 200) throw new Error(`GET /jobs?${query}: ${answer.status}`)
    return performance.now() - began
  }
  const raw = (filter: JobFilter) =>
    app.ctx.db.asSystem('the statements alone', async (tx) => {
      const viewer = { user_id: user.id, sources: [source_id], now_ms: app.ctx.clock.ms() }
      const began = performance.now()
      const places = await findPlaces(tx, viewer, { filter, sort: 'relevance', after: null, limit: 50 })
      await countFeed(tx, viewer, filter)
      await readPlaces(tx, viewer, places.slice(0, 50))
      return performance.now() - began
    })

  const ours: number[] = []
  const reference: number[] = []
  const slips: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const kept = (list: number[], ms: number) => round > 0 && list.push(ms)
    for (const q of WORDS)
      for (const filter of FILTERS) {
        kept(ours, await ask({ q, ...filter }))
        kept(reference, await raw({ q, ...filter }))
      }
    for (const q of SLIPS) kept(slips, await ask({ q }))
  }
  const of = `${postings} postings`
  return [
    {
      what: `GET /jobs, text and two filters, ${of}: p50`,
      ours: median(ours),
      unit: 'ms',
      reference: { name: 'its statements alone', value: median(reference) },
      bar: { at_most: 2 },
    },
    {
      what: `GET /jobs, text and two filters, ${of}: p95`,
      ours: p95(ours),
      unit: 'ms',
      reference: null,
      bar: { at_most: 100 },
    },
    {
      what: `GET /jobs, a misspelt word, ${of}: p95`,
      ours: p95(slips),
      unit: 'ms',
      reference: null,
      bar: { at_most: 100 },
    },
  ]
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN
}
