import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import type { Ask, FaultQueue, RequestLog } from './faults.ts'

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A vendor: what it answers, and what tests and developers tell it to do. */
export interface Vendor {
  readonly faults: FaultQueue
  readonly log: RequestLog
  answer(ask: Ask): Answer | Promise<Answer>
  /** After a request that was not lost before it was done, whatever became of its answer. */
  afterwards?(ask: Ask): void
  /** `POST /__ctl`: what it gives is the answer, what it throws says what is wrong with the command. */
  control(command: unknown): unknown
}

export interface FaultyServer {
  readonly origin: string
  close(): Promise<void>
}

const PORTAL =
  '<!doctype html><html><head><title>Welcome to our Wi-Fi</title></head><body><h1>Please log in</h1></body></html>'

/** Puts a vendor on the loopback interface, and lets go wrong what its queue of faults says. */
export async function startFaultyServer(vendor: Vendor, port = 0): Promise<FaultyServer> {
  const server = createServer((request, response) => void serve(vendor, request, response))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function serve(vendor: Vendor, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://vendor.example')
  const { method = 'GET', headers } = request
  const ask: Ask = { method, path: url.pathname, query: url.searchParams, headers, body: await textOf(request) }
  if (ask.path === '/__ctl') return send(response, controlled(vendor, ask.body))
  const asked = vendor.log.add(ask)
  const fault = vendor.faults.take(method, ask.path)
  if (fault?.kind === 'reset-before') return void response.socket?.resetAndDestroy()
  if (fault?.kind === 'answer' || fault?.kind === 'html') {
    const wrong =
      fault.kind === 'answer' ? fault : { status: 200, headers: { 'content-type': 'text/html' }, body: PORTAL }
    asked.status = wrong.status
    return send(response, wrong)
  }
  const answer = await vendor.answer(ask)
  if (fault?.kind === 'slow') await wait(fault.ms, undefined, { ref: false })
  if (fault?.kind === 'reset-after') response.socket?.resetAndDestroy()
  else {
    asked.status = answer.status
    const body = answer.body ?? ''
    send(
      response,
      fault?.kind === 'truncate' ? { ...answer, body: body.slice(0, Math.floor(body.length / 2)) } : answer,
    )
  }
  vendor.afterwards?.(ask)
}

function controlled(vendor: Vendor, body: string): Answer {
  const headers = { 'content-type': 'application/json' }
  try {
    return { status: 200, headers, body: JSON.stringify(vendor.control(JSON.parse(body)) ?? null) }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { status: 422, headers, body: JSON.stringify({ error: error.message }) }
  }
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body)
}
