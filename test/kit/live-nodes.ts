import type { AddressInfo } from 'node:net'
import cookie from '@fastify/cookie'
import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { WebSocket } from 'ws'
import { ServerEvent } from '#contract/live.ts'
import type { Actor } from '#platform/actor.ts'
import { isoOf } from '#platform/clock.ts'
import { parseConfig } from '#platform/config.ts'
import { startLive } from '#platform/live.ts'
import type { RunningLive } from '#platform/live.ts'
import { failureOf } from '#platform/serve/failure.ts'
import { startSignals } from '#platform/signals.ts'
import type { RunningSignals } from '#platform/signals.ts'
import { gate, makeMachine } from './machine.ts'
import type { Machine } from './machine.ts'

export const ids = { ada: '01939d6c-7f00-7000-8000-0000000000a1', bob: '01939d6c-7f00-7000-8000-0000000000b1' }
export type Who = keyof typeof ids

export const actorOf = (name: Who): Actor => ({
  ...{ user_id: ids[name], firm_id: '01939d6c-7f00-7000-8000-0000000000f1', role: 'owner', via: 'session' },
  ...{ session_id: `session-${name}`, scopes: null },
})

export interface LiveNode {
  readonly live: RunningLive
  readonly signals: RunningSignals
  readonly server: FastifyInstance
  readonly origin: string
}

/** Nodes with live updates over one database, and clients of theirs. */
export class LiveRig {
  readonly machine: Machine
  #nodes: LiveNode[] = []
  #offset_ms = 0
  #open = 0
  #emptied = gate()

  constructor(machine: Machine) {
    this.machine = machine
  }

  static async make(): Promise<LiveRig> {
    return new LiveRig(await makeMachine())
  }

  /** Sockets that are open, as the nodes count them. */
  get open(): number {
    return this.#open
  }

  advance(ms: number): void {
    this.#offset_ms += ms
  }

  /** Waits until the nodes know that every socket is closed. */
  async allClosed(): Promise<void> {
    if (this.#open > 0) await this.#emptied.opened
  }

  async startNode(): Promise<LiveNode> {
    const { base, db, url } = this.machine
    const signals = await startSignals({ url, log: base.log })
    const ms = () => base.clock.ms() + this.#offset_ms
    const clock = { ...base.clock, ms, iso: () => isoOf(ms()) }
    const live = startLive({ ...base, clock, db, signals, metrics: { sockets: (change) => this.#count(change) } })
    const server = fastify()
    server.setErrorHandler((error, _, reply) => {
      const failure = failureOf(error)
      return reply.code(failure.kind === 'bug' ? 500 : failure.refusal.status).send()
    })
    await server.register(cookie)
    await live.serve(server, {
      ctx: { config: parseConfig({ PUBLIC_URL: 'https://copilot.example' }) },
      authenticate: async ({ cookies, authorization }) => {
        const name = cookies['cc_session'] ?? authorization
        return name === 'ada' || name === 'bob' ? actorOf(name) : null
      },
    })
    await server.listen({ port: 0, host: '127.0.0.1' })
    const { port } = server.server.address() as AddressInfo
    const node = { live, signals, server, origin: `127.0.0.1:${port}` }
    this.#nodes.push(node)
    return node
  }

  async close(): Promise<void> {
    for (const node of this.#nodes) {
      await node.live.stop()
      await node.server.close()
      await node.signals.stop()
    }
    await this.machine.close()
  }

  #count(change: 1 | -1): void {
    this.#open += change
    if (this.#open > 0) return
    this.#emptied.open()
    this.#emptied = gate()
  }
}

/** A socket that keeps what it receives. */
export class LiveClient {
  readonly socket: WebSocket
  readonly events: ServerEvent[] = []
  readonly closed: Promise<number>
  #news = gate()

  constructor(address: string, headers: Record<string, string>) {
    this.socket = new WebSocket(address, { headers })
    this.closed = new Promise((resolve) => this.socket.once('close', resolve))
    this.socket.on('message', (data) => {
      this.events.push(ServerEvent.parse(JSON.parse(data.toString())))
      this.#news.open()
      this.#news = gate()
    })
  }

  /** Waits for the first event that fits. */
  async next(type: ServerEvent['type'], count = 1): Promise<ServerEvent[]> {
    for (;;) {
      const found = this.events.filter((event) => event.type === type)
      if (found.length >= count) return found
      await this.#news.opened
    }
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }
}

/** Connects and waits until the socket is open. */
export async function connect(node: LiveNode, who: Who, query = ''): Promise<LiveClient> {
  const client = new LiveClient(`ws://${node.origin}/ws/notifications${query}`, {
    cookie: `cc_session=${who}`,
    origin: 'https://copilot.example',
  })
  await new Promise((resolve, reject) => client.socket.once('open', resolve).once('error', reject))
  return client
}

/** The status with which the server refuses an upgrade. */
export function refusedWith(node: LiveNode, headers: Record<string, string>, query = ''): Promise<number | undefined> {
  const socket = new WebSocket(`ws://${node.origin}/ws/notifications${query}`, { headers })
  return new Promise((resolve, reject) => {
    socket
      .once('unexpected-response', (_, response) => resolve(response.statusCode))
      .once('open', () => reject(new Error('It opened.')))
    socket.on('error', () => {})
  })
}
