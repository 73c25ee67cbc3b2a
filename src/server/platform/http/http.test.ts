import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { clockFrom } from '#platform/clock.ts'
import { memoryBudgets } from './budgets.ts'
import type { Http, OutboundRequest, Politeness } from './http.ts'
import { makeHttp } from './make-http.ts'
import type { HttpOptions } from './make-http.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void
const START = Date.parse('2026-11-21T23:59:00Z')
const closers: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

async function site(handler: Handler) {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    handler(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, port, asked }
}

function client(options: Partial<HttpOptions> & { rewrite?: Record<string, string>; allow?: string[] } = {}) {
  let now = START
  const waits: number[] = []
  const http: Http = makeHttp({
    config: {
      outbound_rewrite: options.rewrite ?? {},
      allow_private_hosts: options.allow ?? [],
      contact_url: 'https://example.org/contact',
    },
    clock: clockFrom(() => now),
    random: { bytes: (count) => Buffer.alloc(count), fraction: () => 0.5 },
    version: '9.9.9',
    wait: async (ms) => {
      waits.push(ms)
      now += ms
    },
    ...options,
  })
  closers.push(() => http.close())
  return { http, waits, advance: (ms: number) => void (now += ms) }
}

const get = (url: string, more: Partial<OutboundRequest> = {}): OutboundRequest => ({ method: 'GET', url, ...more })
const polite = (more: Partial<Politeness> = {}): Politeness => ({
  min_interval_ms: 0,
  concurrency: 1,
  per_day: null,
  budget_key: 'test',
  respect_robots: false,
  ...more,
})

describe('an answer', () => {
  it('says who asks, and where to complain', async () => {
    const { origin, asked } = await site((_request, response) => response.end('ok'))
    await client().http.request(get(origin, { headers: { 'User-Agent': 'Mozilla/5.0' } }))
    expect(asked[0]?.headers['user-agent']).toBe('CareerCopilot/9.9.9 (+https://example.org/contact)')
  })

  it.each([
    ['gzip', gzipSync('hällo')],
    ['br', brotliCompressSync('hällo')],
    ['gzip, br', brotliCompressSync(gzipSync('hällo'))],
  ])('is unpacked from %s', async (encoding, body) => {
    const { origin } = await site((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    )
    const answer = await client().http.request(get(origin))
    expect(answer.kind === 'answer' && answer.text()).toBe('hällo')
  })

  it.each([
    ['the header', 'text/plain; charset=iso-8859-1', Buffer.from('Zürich', 'latin1')],
    [
      'the first line of XML',
      'application/xml',
      Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?>Zürich', 'latin1'),
    ],
    ['its bytes, when the header lies', 'text/plain; charset=utf-8', Buffer.from('Zürich', 'latin1')],
    ['nothing at all', 'text/plain', Buffer.from('Zürich')],
  ])('is decoded as %s says', async (_by, type, body) => {
    const { origin } = await site((_request, response) => response.writeHead(200, { 'content-type': type }).end(body))
    const answer = await client().http.request(get(origin))
    expect(answer.kind === 'answer' && answer.text()).toContain('Zürich')
  })

  it('is not_modified when its validators still hold', async () => {
    const { origin } = await site((request, response) => {
      const same = request.headers['if-none-match'] === '"v1"'
      response
        .writeHead(same ? 304 : 200, { etag: '"v1"', 'last-modified': 'Fri, 20 Nov 2026 10:00:00 GMT' })
        .end(same ? '' : 'new')
    })
    const { http } = client()
    const first = await http.request(get(origin))
    expect(first).toMatchObject({ kind: 'answer', etag: '"v1"', last_modified: 'Fri, 20 Nov 2026 10:00:00 GMT' })
    const again = await http.request(get(origin, { validators: { etag: '"v1"', last_modified: null } }))
    expect(again).toEqual({ kind: 'not_modified', status: 304 })
  })
})

describe('a failure is a value', () => {
  let drip: NodeJS.Timeout | undefined
  const cases: [string, Handler, string][] = [
    [
      'an announced length beyond the cap',
      (_q, r) => r.writeHead(200, { 'content-length': '9999' }).end('x'.repeat(9999)),
      'too_large',
    ],
    ['a body that grows beyond the cap', (_q, r) => void r.write('x'.repeat(2000), () => r.end()), 'too_large'],
    [
      'a small body that unpacks to a large one',
      (_q, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(200_000))),
      'too_large',
    ],
    [
      'less than the announced length',
      (_q, r) => void r.writeHead(200, { 'content-length': '500' }).write('half', () => r.destroy()),
      'truncated',
    ],
    [
      'a chunk that is none',
      (_q, r) => void r.writeHead(200, { 'transfer-encoding': 'chunked' }).write('half', () => r.socket?.end('zz\r\n')),
      'truncated',
    ],
    [
      'gzip that ends too early',
      (_q, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(500)).subarray(0, 20)),
      'truncated',
    ],
    ['a connection that is cut', (q) => void q.socket.resetAndDestroy(), 'connection'],
    ['silence', () => {}, 'timeout'],
    [
      'a byte now and then',
      (_q, r) =>
        void (r.writeHead(200), r.on('close', () => clearInterval(drip)), (drip = setInterval(() => r.write('x'), 20))),
      'timeout',
    ],
    ['a header and then silence', (_q, r) => void r.writeHead(200).write('x'), 'timeout'],
    ['a redirect without end', (_q, r) => r.writeHead(302, { location: '/again' }).end(), 'too_many_redirects'],
    ['a redirect to a file', (_q, r) => r.writeHead(302, { location: 'file:///etc/passwd' }).end(), 'bad_url'],
  ]
  it.each(cases)('%s', async (_name, handler, reason) => {
    const { origin } = await site(handler)
    const answer = await client().http.request(get(origin, { max_bytes: 1000, timeout_ms: 400 }))
    expect(answer).toMatchObject({ kind: 'failure', reason })
  })

  it.each([
    ['ftp://example.org/', 'bad_url'],
    ['not a url', 'bad_url'],
    ['http://user:secret@example.org/', 'bad_url'],
  ])('%s', async (url, reason) => {
    expect(await client().http.request(get(url))).toMatchObject({ kind: 'failure', reason })
  })

  it('a name that does not resolve', async () => {
    const resolve = async () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))
    expect(await client({ resolve }).http.request(get('http://nowhere.example/', { untrusted: true }))).toMatchObject({
      kind: 'failure',
      reason: 'dns',
    })
  })

  it('a request that its caller gave up', async () => {
    const { origin } = await site(() => {})
    const control = new AbortController()
    const pending = client().http.request(get(origin, { signal: control.signal }))
    control.abort()
    expect(await pending).toMatchObject({ kind: 'failure', reason: 'aborted' })
  })
})

describe('an address that a person typed', () => {
  it.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://[::1]/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/',
    'http://100.64.0.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://0.0.0.0/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://127.1/',
    'http://[::7f00:1]/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'https://8.8.8.8:22/',
  ])('is refused when it leads into a private network: %s', async (url) => {
    expect(await client().http.request(get(url, { untrusted: true, timeout_ms: 2000 }))).toMatchObject({
      kind: 'failure',
      reason: 'private_address',
    })
  })

  it('is refused when any address behind its name is private', async () => {
    const resolve = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '192.168.0.10', family: 4 },
    ]
    expect(await client({ resolve }).http.request(get('http://two-faced.example/', { untrusted: true }))).toMatchObject(
      { reason: 'private_address' },
    )
  })

  it('is resolved once: the connection goes to what was checked', async () => {
    let times = 0
    const resolve = async () => {
      times += 1
      return [{ address: times === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }]
    }
    const answer = await client({ resolve }).http.request(
      get('http://rebinding.example:8080/', { untrusted: true, timeout_ms: 300 }),
    )
    expect(answer.kind).toBe('failure')
    expect(times).toBe(1)
  })

  it('may lead to a host that the operator allowed', async () => {
    const { origin, port } = await site((_request, response) => response.end('home'))
    const answer = await client({ allow: [`127.0.0.1:${port}`] }).http.request(get(origin, { untrusted: true }))
    expect(answer).toMatchObject({ kind: 'answer', status: 200 })
  })

  it('is checked again at every redirect, even from a server that we trust', async () => {
    const inner = await site((_request, response) => response.end('secret'))
    const outer = await site((_request, response) => response.writeHead(302, { location: `${inner.origin}/` }).end())
    const answer = await client().http.request(get(outer.origin))
    expect(answer).toMatchObject({ kind: 'failure', reason: 'private_address' })
    expect(inner.asked).toHaveLength(0)
  })
})

describe('a redirect', () => {
  it('to another origin loses credentials and cookies, within one it keeps them', async () => {
    const other = await site((_request, response) => response.end('there'))
    const first = await site((request, response) =>
      request.url === '/'
        ? response.writeHead(302, { location: '/step' }).end()
        : response.writeHead(307, { location: other.origin }).end(),
    )
    const { http } = client({ allow: ['127.0.0.1'] })
    await http.request(get(first.origin, { headers: { Authorization: 'Bearer x', Cookie: 'a=b', 'X-Kept': '1' } }))
    expect(first.asked[1]?.headers).toMatchObject({ authorization: 'Bearer x', cookie: 'a=b' })
    expect(other.asked[0]?.headers).toMatchObject({ 'x-kept': '1' })
    expect(other.asked[0]?.headers).not.toHaveProperty('authorization')
    expect(other.asked[0]?.headers).not.toHaveProperty('cookie')
  })

  it('is the answer for who asks for that, with the whole address that it leads to', async () => {
    const { origin, asked } = await site((_request, response) => response.writeHead(301, { location: '/dav/' }).end())
    const method = 'PROPFIND'
    const answer = await client().http.request({ method, url: `${origin}/.well-known/caldav`, redirects_answer: true })
    expect(answer).toMatchObject({ kind: 'answer', status: 301, headers: { location: `${origin}/dav/` } })
    expect(asked.map((request) => request.method)).toEqual(['PROPFIND'])
  })

  it('with 303 turns a POST into a GET without a body', async () => {
    const { origin, asked } = await site((request, response) =>
      request.url === '/' ? response.writeHead(303, { location: '/done' }).end() : response.end('done'),
    )
    await client().http.request({
      method: 'POST',
      url: origin,
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(asked.map((request) => request.method)).toEqual(['POST', 'GET'])
    expect(asked[1]?.headers).not.toHaveProperty('content-type')
  })
})

describe('OUTBOUND_REWRITE', () => {
  it('replaces the origin and keeps the rest, callers see the address they know', async () => {
    const { origin, asked } = await site((request, response) =>
      request.url?.startsWith('/fake/acme/old')
        ? response.writeHead(302, { location: `${origin}/fake/acme/new` }).end()
        : response.end('ok'),
    )
    const { http } = client({ rewrite: { 'https://*.jobs.example.com': `${origin}/fake/*` } })
    const answer = await http.request(get('https://acme.jobs.example.com/old?q=1', { untrusted: true }))
    expect(asked.map((request) => request.url)).toEqual(['/fake/acme/old?q=1', '/fake/acme/new'])
    expect(answer).toMatchObject({ kind: 'answer', url: 'https://acme.jobs.example.com/new' })
    expect(http.rewrite('https://acme.jobs.example.com/x')).toBe(`${origin}/fake/acme/x`)
    expect(http.rewrite('https://other.example.com/x')).toBe('https://other.example.com/x')
  })
})

describe('trying again', () => {
  it('backs off with full jitter and gives the last answer', async () => {
    const { origin, asked } = await site((_request, response) => response.writeHead(503).end())
    const { http, waits } = client()
    expect(await http.request(get(origin, { tries: 3 }))).toMatchObject({ kind: 'answer', status: 503 })
    expect(asked).toHaveLength(3)
    expect(waits).toEqual([250, 500])
  })

  it.each([
    ['seconds', '7', 7250],
    ['a date', 'Sun, 22 Nov 2026 00:00:10 GMT', 70_250],
  ])('waits as long as Retry-After says in %s, if that is not long', async (_as, value, wait) => {
    let times = 0
    const { origin } = await site((_request, response) =>
      response.writeHead((times += 1) === 1 ? 429 : 200, { 'retry-after': value }).end(),
    )
    const { http, waits } = client()
    const answer = await http.request(get(origin, { tries: 2 }))
    expect(answer).toMatchObject({ status: wait > 30_000 ? 429 : 200 })
    expect(waits).toEqual(wait > 30_000 ? [] : [wait])
  })

  it('tells why the first try failed, not that the breaker stopped the next one', async () => {
    const { origin } = await site((request) => void request.socket.resetAndDestroy())
    const { http } = client()
    for (let n = 0; n < 3; n += 1) await http.request(get(origin))
    expect(await http.request(get(origin, { tries: 5 }))).toMatchObject({ kind: 'failure', reason: 'connection' })
  })

  it('never repeats a POST', async () => {
    const { origin, asked } = await site((_request, response) => response.writeHead(503).end())
    await client().http.request({ method: 'POST', url: origin, tries: 5 })
    expect(asked).toHaveLength(1)
  })

  it('leaves a host alone that keeps failing, lets one request try later, and trusts it again when that works', async () => {
    let status = 500
    const { origin, asked } = await site((_request, response) => response.writeHead(status).end())
    const { http, advance } = client()
    for (let n = 0; n < 5; n += 1) await http.request(get(origin))
    expect(await http.request(get(origin))).toMatchObject({
      kind: 'failure',
      reason: 'circuit_open',
      retry_after_s: 30,
    })
    expect(asked).toHaveLength(5)
    advance(31_000)
    status = 200
    expect(await http.request(get(origin))).toMatchObject({ status: 200 })
    expect(await http.request(get(origin))).toMatchObject({ status: 200 })
  })
})

describe('politeness', () => {
  it('keeps the interval and the number of requests at once', async () => {
    let open = 0
    let most = 0
    const { origin } = await site((_request, response) => {
      open += 1
      most = Math.max(most, open)
      setImmediate(() => {
        open -= 1
        response.end()
      })
    })
    const { http, waits } = client()
    const politeness = polite({ min_interval_ms: 1000 })
    await Promise.all([1, 2, 3].map((n) => http.request(get(`${origin}/${n}`, { politeness }))))
    expect(most).toBe(1)
    expect(waits).toEqual([1000, 1000])
  })

  it('stops when the allowance of the day is used up, until midnight', async () => {
    const { origin, asked } = await site((_request, response) => response.end())
    const { http, advance } = client({ budgets: memoryBudgets() })
    const politeness = polite({ per_day: 2 })
    for (let n = 0; n < 3; n += 1) await http.request(get(origin, { politeness }))
    expect(asked).toHaveLength(2)
    expect(await http.request(get(origin, { politeness }))).toMatchObject({ reason: 'budget', retry_after_s: 60 })
    advance(61_000)
    expect(await http.request(get(origin, { politeness }))).toMatchObject({ kind: 'answer' })
  })

  it.each([
    ['rules that forbid', 200, 'User-agent: *\nDisallow: /private', '/private/1', 'robots'],
    ['rules that allow', 200, 'User-agent: *\nDisallow: /private', '/open', null],
    [
      'rules for us by name',
      200,
      'User-agent: CareerCopilot\nDisallow: /\n\nUser-agent: *\nAllow: /',
      '/open',
      'robots',
    ],
    ['no rules (404)', 404, '', '/open', null],
    ['trouble with the rules (500)', 500, '', '/open', 'robots'],
  ])('obeys robots.txt: %s', async (_name, status, rules, path, reason) => {
    const { origin, asked } = await site((request, response) =>
      request.url === '/robots.txt'
        ? response.writeHead(status, { 'content-type': 'text/plain' }).end(rules)
        : response.end('page'),
    )
    const { http } = client()
    const politeness = polite({ respect_robots: true })
    const answer = await http.request(get(`${origin}${path}`, { politeness }))
    await http.request(get(`${origin}${path}`, { politeness }))
    expect(answer.kind === 'failure' ? answer.reason : null).toBe(reason)
    expect(asked.filter((request) => request.url === '/robots.txt')).toHaveLength(1)
  })

  it('does not lay it on robots.txt when there is no way to the host', async () => {
    const nowhere = async () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))
    const within = async () => [{ address: '10.0.0.5', family: 4 }]
    const request = get('http://a.example/1', { untrusted: true, politeness: polite({ respect_robots: true }) })
    expect(await client({ resolve: nowhere }).http.request(request)).toMatchObject({ reason: 'dns' })
    expect(await client({ resolve: within }).http.request(request)).toMatchObject({ reason: 'private_address' })
  })

  it('takes the longer of its own interval and Crawl-delay', async () => {
    const { origin } = await site((request, response) =>
      response.end(request.url === '/robots.txt' ? 'User-agent: *\nCrawl-delay: 3' : 'page'),
    )
    const { http, waits } = client()
    const politeness = polite({ respect_robots: true, min_interval_ms: 1000 })
    await http.request(get(`${origin}/1`, { politeness }))
    await http.request(get(`${origin}/2`, { politeness }))
    expect(waits).toEqual([3000])
  })
})
