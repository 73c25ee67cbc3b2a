import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'

/** The ways in which a source goes wrong. */
export const MISBEHAVIOURS = [
  'hang',
  'drip',
  'reset',
  'truncate',
  'broken-chunk',
  'cut',
  'lying-length',
  'html',
  'challenge',
  'rate-limit',
  'error',
  'gone',
  'forbidden',
  'redirect-private',
  'redirect-loopback',
  'redirect-loop',
  'latin1',
  'drift',
  'empty',
  'endless',
  'bomb',
] as const
export type Misbehaviour = (typeof MISBEHAVIOURS)[number]

export interface Healthy {
  readonly type: string
  readonly body: string
  /** The same answer without postings, in its own shape. */
  readonly empty: string
  /** Where the request came in, to be redirected to again. */
  readonly url: string
}

const MARKETING = '<!doctype html><html><head><title>Welcome</title></head><body><h1>Hire better</h1></body></html>'
const CHALLENGE =
  '<!doctype html><html><head><title>Just a moment...</title></head><body><div id="cf-chl">Checking your browser</div></body></html>'

/** Answers wrongly, in the given way. Gives how to stop it when it goes on by itself. */
export function misbehave(kind: Misbehaviour, response: ServerResponse, healthy: Healthy): (() => void) | null {
  const bytes = Buffer.from(healthy.body)
  const half = bytes.subarray(0, Math.floor(bytes.length / 2))
  const send = (status: number, headers: Record<string, string>, body: string | Buffer) => {
    response.writeHead(status, headers).end(body)
    return null
  }
  switch (kind) {
    case 'hang':
      return () => response.destroy()
    case 'drip':
      return dripping(response, healthy.type, () => ' ')
    case 'endless':
      return dripping(response, healthy.type, () => 'x'.repeat(1 << 20))
    case 'reset':
      response.socket?.resetAndDestroy()
      return null
    case 'truncate':
      response.writeHead(200, { 'content-type': healthy.type, 'content-length': String(bytes.length) })
      response.write(half, () => response.destroy())
      return null
    case 'broken-chunk':
      response.writeHead(200, { 'content-type': healthy.type, 'transfer-encoding': 'chunked' })
      response.write(half, () => response.socket?.end('zz\r\nnot a chunk'))
      return null
    case 'cut':
      return send(200, { 'content-type': healthy.type }, half)
    case 'lying-length':
      response.writeHead(200, { 'content-type': healthy.type, 'content-length': String(bytes.length + 1000) })
      response.write(bytes, () => response.destroy())
      return null
    case 'html':
      return send(200, { 'content-type': 'text/html' }, MARKETING)
    case 'challenge':
      return send(403, { 'content-type': 'text/html', 'cf-mitigated': 'challenge' }, CHALLENGE)
    case 'rate-limit':
      return send(429, { 'retry-after': '120' }, '{"error":"slow down"}')
    case 'error':
      return send(500, { 'content-type': 'text/plain' }, 'oops')
    case 'gone':
      return send(404, { 'content-type': 'application/json' }, '{"ok":false,"error":"Document not found"}')
    case 'forbidden':
      return send(403, { 'content-type': 'application/json' }, '{"error":"forbidden"}')
    case 'redirect-private':
      return send(302, { location: 'http://169.254.169.254/latest/meta-data/' }, '')
    case 'redirect-loopback':
      // A door of this very machine that no rewrite leads to; whoever knocks is in `asked`.
      return send(302, { location: new URL('/_canary', healthy.url).href }, '')
    case 'redirect-loop':
      return send(302, { location: healthy.url }, '')
    case 'latin1':
      return send(200, { 'content-type': `${healthy.type}; charset=utf-8` }, Buffer.from(healthy.body, 'latin1'))
    case 'drift':
      return send(200, { 'content-type': healthy.type }, drifted(healthy.body))
    case 'empty':
      return send(200, { 'content-type': healthy.type }, healthy.empty)
    case 'bomb':
      return send(
        200,
        { 'content-type': healthy.type, 'content-encoding': 'gzip' },
        gzipSync(Buffer.alloc(120_000_000, ' ')),
      )
  }
}

function dripping(response: ServerResponse, type: string, piece: () => string): () => void {
  response.writeHead(200, { 'content-type': type })
  const timer = setInterval(() => {
    if (response.destroyed || !response.writable) clearInterval(timer)
    else response.write(piece())
  }, 20)
  return () => {
    clearInterval(timer)
    response.destroy()
  }
}

// Every key is called something else, as after a redesign.
function drifted(body: string): string {
  return body.replaceAll(/"([a-z_]+)":/gi, '"$1_v2":').replaceAll(/<(\/?)(id|name|position|title|link)>/g, '<$1$2V2>')
}
