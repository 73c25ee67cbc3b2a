import { Readable, pipeline } from 'node:stream'
import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib'
import { Agent, request as send } from 'undici'
import type { Dispatcher } from 'undici'
import { guardedLookup } from './address.ts'
import type { Resolve } from './address.ts'
import { TooLargeError, failure, failureOf } from './failure.ts'
import type { Failure } from './failure.ts'

export interface Hop {
  readonly method: Dispatcher.HttpMethod
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | undefined
  /** True: the socket refuses private addresses. */
  readonly guarded: boolean
  readonly timeout_ms: number
  readonly max_bytes: number
  readonly signal: AbortSignal | undefined
}

export interface Received {
  readonly kind: 'received'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** One request and its answer, no redirects, no second try. */
export interface Exchange {
  run(hop: Hop): Promise<Received | Failure>
  close(): Promise<void>
}

/** Exchanges over two pools of connections: one open, one whose sockets refuse private addresses. */
export function makeExchange(resolve: Resolve): Exchange {
  const options = {
    keepAliveTimeout: 10_000,
    connections: 16,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: 64 * 1024,
  }
  const open = new Agent({ ...options, connect: { timeout: 10_000 } })
  const guarded = new Agent({ ...options, connect: { timeout: 10_000, lookup: guardedLookup(resolve) } })
  return {
    run: (hop) => runHop(hop, hop.guarded ? guarded : open),
    async close() {
      await Promise.all([open.destroy(), guarded.destroy()])
    },
  }
}

async function runHop(hop: Hop, dispatcher: Dispatcher): Promise<Received | Failure> {
  if (wasGivenUp(hop)) return failure('aborted', 'The request was given up.')
  // One deadline for the whole exchange: a host that drips a byte a second must not hold us for hours.
  const deadline = AbortSignal.timeout(hop.timeout_ms)
  const signal = hop.signal === undefined ? deadline : AbortSignal.any([deadline, hop.signal])
  let answered = false
  try {
    const answer = await send(hop.url, {
      dispatcher,
      method: hop.method,
      headers: { ...hop.headers },
      body: hop.body ?? null,
      signal,
    })
    answered = true
    const headers = flatten(answer.headers)
    const body = await readBody(answer.body, headers, hop)
    return { kind: 'received', status: answer.statusCode, headers, body }
  } catch (error) {
    if (wasGivenUp(hop)) return failure('aborted', 'The request was given up.')
    if (deadline.aborted) return failure('timeout', `${hop.url.hostname} did not answer in time.`)
    return failureOf(error, hop.url.hostname, answered)
  }
}

function wasGivenUp(hop: Hop): boolean {
  return hop.signal !== undefined && hop.signal.aborted
}

async function readBody(body: Readable, headers: Readonly<Record<string, string>>, hop: Hop): Promise<Uint8Array> {
  if (Number(headers['content-length'] ?? 0) > hop.max_bytes) {
    body.on('error', () => {}).destroy()
    throw new TooLargeError('The announced length is beyond the cap.')
  }
  const source = Readable.from(capped(body, hop.max_bytes), { objectMode: false })
  return collect(unpacked(source, headers['content-encoding']), hop.max_bytes)
}

async function* capped(stream: Readable, cap: number): AsyncGenerator<Buffer> {
  let total = 0
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk)
    total += bytes.length
    if (total > cap) throw new TooLargeError('The body is beyond the cap.')
    yield bytes
  }
}

async function collect(stream: Readable, cap: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of capped(stream, cap)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

// Codings are listed in the order they were applied (RFC 9110 §8.4): undo the last one first.
function unpacked(source: Readable, encoding: string | undefined): Readable {
  const codings = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  let stream = source
  for (const coding of codings.toReversed().slice(0, 3)) {
    const unpack = unpacker(coding)
    // The error of any stage surfaces on the last one, which is the one being read.
    if (unpack !== null) stream = pipeline(stream, unpack, () => {})
  }
  return stream
}

function unpacker(coding: string): Transform | null {
  if (coding === 'gzip' || coding === 'x-gzip') return createGunzip()
  if (coding === 'br') return createBrotliDecompress()
  if (coding === 'deflate') return createInflate()
  if (coding === 'zstd') return createZstdDecompress()
  return null
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  }
  return flat
}
