import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { loadFeeds, recordedFolder } from './feeds.ts'
import type { Feeds } from './feeds.ts'
import { MISBEHAVIOURS, misbehave } from './misbehaviour.ts'
import type { Misbehaviour } from './misbehaviour.ts'
import { answerFor } from './routes.ts'
import { VENDORS } from './vendors.ts'

export interface Boards {
  readonly origin: string
  /** What `OUTBOUND_REWRITE` must hold so that every board is asked here. */
  readonly rewrites: Readonly<Record<string, string>>
  /** What is served; change it to change the source. */
  readonly feeds: Feeds
  /** Everything under a path prefix (`/remotive`) goes wrong in this way until `behave`. */
  misbehave(prefix: string, kind: Misbehaviour): void
  /** All is well again, under a prefix or everywhere. */
  behave(prefix?: string): void
  /** What was asked so far: method, path with query, headers, body. */
  readonly asked: { method: string; path: string; headers: IncomingMessage['headers']; body: string }[]
  close(): Promise<void>
}

export interface BoardsOptions {
  /** Recorded answers; absent: those beside the checkout if there are any; null: made-up ones only. */
  readonly fixturesDir?: string | null
  readonly port?: number
  /** Milliseconds since the epoch that dates are moved to; absent: the time of the start. */
  readonly now?: number
}

/**
 * A small real server that plays every board, for tests and for working offline.
 * From outside, `POST /_control {"prefix": "/remotive", "kind": "hang" | null}` does what `misbehave` does.
 */
export async function startBoards(options: BoardsOptions = {}): Promise<Boards> {
  const feeds = loadFeeds(
    options.fixturesDir === undefined ? recordedFolder() : options.fixturesDir,
    options.now ?? Date.now(),
  )
  const faults = new Map<string, Misbehaviour>()
  const running = new Set<() => void>()
  const asked: Boards['asked'] = []
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    if (path === '/_control') return control(request, response, faults)
    const { method = 'GET', headers } = request
    const body = await textOf(request)
    asked.push({ method, path, headers, body })
    const healthy = answerFor(feeds, { method, headers, body, url: new URL(path, 'http://boards.example') })
    const fault = [...faults].findLast(([prefix]) => path.startsWith(prefix))?.[1]
    if (fault !== undefined && !path.includes('/robots.txt')) {
      const stop = misbehave(fault, response, {
        type: healthy.type,
        body: healthy.body,
        empty: healthy.empty ?? healthy.body,
        url: `http://${request.headers.host}${path}`,
      })
      if (stop !== null) running.add(stop)
      return
    }
    answer(request, response, healthy)
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    rewrites: rewritesTo(origin),
    feeds,
    asked,
    misbehave: (prefix, kind) => void faults.set(prefix, kind),
    behave: (prefix) => void (prefix === undefined ? faults.clear() : faults.delete(prefix)),
    close: () => {
      for (const stop of running) stop()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function rewritesTo(origin: string): Record<string, string> {
  return {
    'https://www.arbeitnow.com': `${origin}/arbeitnow`,
    'https://remotive.com': `${origin}/remotive`,
    'https://hn.algolia.com': `${origin}/hn`,
    'https://boards-api.greenhouse.io': `${origin}/greenhouse`,
    'https://api.lever.co': `${origin}/lever`,
    'https://api.eu.lever.co': `${origin}/lever-eu`,
    'https://api.ashbyhq.com': `${origin}/ashby`,
    'https://www.personio.com': `${origin}/personio-www`,
    'https://*.jobs.personio.de': `${origin}/personio/*`,
    'https://*.jobs.personio.com': `${origin}/personio/*`,
    'https://careers.example.com': `${origin}/pages`,
    ...Object.fromEntries(
      Object.entries(VENDORS).map(([name, { host }]) => [
        `https://${host}`,
        `${origin}/${name}${host.startsWith('*') ? '/*' : ''}`,
      ]),
    ),
  }
}

function answer(request: IncomingMessage, response: ServerResponse, healthy: ReturnType<typeof answerFor>): void {
  if (healthy.location !== undefined) {
    response.writeHead(302, { location: healthy.location }).end()
    return
  }
  const etag = `"${createHash('sha256').update(healthy.body).digest('hex').slice(0, 20)}"`
  if (healthy.status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end()
    return
  }
  if (healthy.status === 204) {
    response.writeHead(204, { ...healthy.headers }).end()
    return
  }
  const zipped = String(request.headers['accept-encoding'] ?? '').includes('gzip')
  const body = zipped ? gzipSync(healthy.body) : Buffer.from(healthy.body)
  response.writeHead(healthy.status, {
    'content-type': healthy.type,
    'content-length': String(body.length),
    ...(healthy.status === 200 ? { etag } : {}),
    ...(zipped ? { 'content-encoding': 'gzip' } : {}),
    ...healthy.headers,
  })
  response.end(body)
}

async function control(
  request: IncomingMessage,
  response: ServerResponse,
  faults: Map<string, Misbehaviour>,
): Promise<void> {
  const { prefix, kind } = JSON.parse((await textOf(request)) || '{}')
  const known = MISBEHAVIOURS.find((name) => name === kind)
  if (typeof prefix !== 'string' || (kind !== null && known === undefined)) return void response.writeHead(422).end()
  if (known === undefined) faults.delete(prefix)
  else faults.set(prefix, known)
  response.writeHead(204).end()
}
