import { z } from 'zod'
import type { JobFilter } from '#contract/postings.ts'
import { findPlaces, readPlaces } from '#features/postings/search.ts'
import type { App } from '#server/app.ts'
import { between, processorTime } from './processor-time.ts'
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

/** Someone who is signed in and has a source on. */
export interface Searcher {
  readonly user_id: string
  readonly source_id: string
  /** Asks for the first page of a search, or for what there is in all, and tells how many milliseconds the answer took. */
  readonly ask: (filter: JobFilter, what: 'page' | 'counts') => Promise<number>
}

export async function signIn(app: App, source_id: string): Promise<Searcher> {
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
  // As the screen asks: the page, and apart from it what there is in all.
  const ask = async (filter: JobFilter, what: 'page' | 'counts') => {
    const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]))
    query.set(what === 'page' ? 'facets' : 'limit', what === 'page' ? 'false' : '1')
    const began = performance.now()
    const answer = await fetch(`${url}/jobs?${query}`, { headers: { authorization: `Bearer ${access_token}` } })
    await answer.text()
    if (answer.status !== 200) throw new Error(`GET /jobs?${query}: ${answer.status}`)
    return performance.now() - began
  }
  return { user_id: user.id, source_id, ask }
}

interface Searched {
  readonly postings: number
  /** Milliseconds that 95 of 100 answers have to keep. */
  readonly at_most: number
  /** How many times the statements alone half of the answers may take; null: only told. */
  readonly ratio: number | null
  readonly postmaster: number
}

/** The feed as it answers over HTTP to who is signed in, against the statements behind it alone; what there is in all; and with slips of the pen. */
export async function measureSearch(
  app: App,
  { user_id, source_id, ask }: Searcher,
  { postings, at_most, ratio, postmaster }: Searched,
): Promise<Row[]> {
  const raw = (filter: JobFilter) =>
    app.ctx.db.asSystem('the statements alone', async (tx) => {
      const viewer = { user_id, sources: [source_id], now_ms: app.ctx.clock.ms() }
      const began = performance.now()
      const places = await findPlaces(tx, viewer, { filter, sort: 'relevance', after: null, limit: 50 })
      await readPlaces(tx, viewer, places.slice(0, 50))
      return performance.now() - began
    })

  const ours: number[] = []
  const counts: number[] = []
  const reference: number[] = []
  const slips: number[] = []
  const used: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const kept = (list: number[], ms: number | null) => round > 0 && ms !== null && list.push(ms)
    for (const q of WORDS)
      for (const filter of FILTERS) {
        const before = processorTime(postmaster)
        kept(ours, await ask({ q, ...filter }, 'page'))
        kept(used, between(before, processorTime(postmaster)).database)
        kept(reference, await raw({ q, ...filter }))
        kept(counts, await ask({ q, ...filter }, 'counts'))
      }
    for (const q of SLIPS) kept(slips, await ask({ q }, 'page'))
  }
  const row = (what: string, value: number, more: Partial<Row> = {}): Row => ({
    what: `GET /jobs, ${what}`,
    ours: value,
    unit: 'ms',
    reference: null,
    bar: null,
    ...more,
  })
  const text = `text and two filters, ${postings} postings`
  const alone = { name: 'its statements alone', value: median(reference) }
  return [
    row(`${text}: p50`, median(ours), { reference: alone, bar: ratio === null ? null : { at_most: ratio } }),
    row(`${text}: p95`, p95(ours), { bar: { at_most } }),
    row(`what there is in all, ${text}: p50`, median(counts)),
    row(`what there is in all, ${text}: p95`, p95(counts)),
    // The kernel counts in steps of ten, so only the sum is exact.
    ...(used.length === 0 ? [] : [row(`${text}: processor time of the database, on average`, mean(used))]),
    row(`a misspelt word, ${postings} postings: p95`, p95(slips), { bar: { at_most } }),
  ]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, ms) => sum + ms, 0) / values.length
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN
}
