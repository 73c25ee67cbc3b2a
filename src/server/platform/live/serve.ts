import websocket from '@fastify/websocket'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { unauthenticated } from '#contract/endpoint.ts'
import { LIVE_PATH, badTicket, tooManySockets } from '#contract/live.ts'
import { Id } from '#contract/wire.ts'
import type { Actor } from '#platform/actor.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import type { Log } from '#platform/log.ts'
import { checkOrigin, checkScope } from '#platform/serve/access.ts'
import type { Authenticate } from '#platform/serve/server.ts'
import type { Hub } from './hub.ts'
import { LiveSocket } from './socket.ts'
import { eventsSince, markRead, takeTicket } from './store.ts'

export interface ServeLiveOptions {
  readonly hub: Hub
  readonly db: Db
  readonly clock: Clock
  readonly id: () => string
  readonly log: Log
  readonly authenticate: Authenticate
  readonly public_url: string
}

interface Visitor {
  readonly actor: Actor
  readonly since: string | null
  readonly stillValid: () => Promise<boolean>
}

const MESSAGE_BYTES = 16_384
const SOCKETS_A_PERSON = 20
const REPLAYED = 500
// Of a ticket nothing is left to check, so that its socket ends by itself; a client then fetches another.
const TICKET_SOCKET_MS = 3_600_000

const Query = z.object({ ticket: z.string().min(1).max(200).optional(), since: Id.optional() })

/** Adds `/ws/notifications`. Who may not open it is refused before the upgrade, like any request. */
export async function serveLive(fastify: FastifyInstance, options: ServeLiveOptions): Promise<void> {
  await fastify.register(websocket, {
    options: { maxPayload: MESSAGE_BYTES },
    preClose: (done) => {
      options.hub.closeAll()
      fastify.websocketServer.close(() => done())
    },
  })
  const visitors = new WeakMap<FastifyRequest, Visitor>()
  await fastify.register(async (scope) => {
    scope.get(
      LIVE_PATH,
      {
        websocket: true,
        preValidation: async (request) => void visitors.set(request, await admit(request, options)),
      },
      (socket, request) => {
        const visitor = visitors.get(request)
        if (visitor === undefined) return socket.close(1011)
        const live = new LiveSocket(socket, visitor.actor, doors(options))
        socket.on('close', options.hub.add({ socket: live, stillValid: visitor.stillValid }))
        if (visitor.since !== null) void live.catchUp(visitor.since)
      },
    )
  })
}

async function admit(request: FastifyRequest, options: ServeLiveOptions): Promise<Visitor> {
  const query = Query.safeParse(request.query)
  const { ticket, since } = query.success ? query.data : {}
  const visitor = ticket === undefined ? await byCredentials(request, options) : await byTicket(ticket, options)
  if (options.hub.countOf(visitor.actor.user_id) >= SOCKETS_A_PERSON) refuse(tooManySockets, { retry_after_s: 60 })
  return { ...visitor, since: since ?? null }
}

async function byCredentials(request: FastifyRequest, options: ServeLiveOptions): Promise<Omit<Visitor, 'since'>> {
  // Browsers send the cookie along from any site, and the same-origin policy does not cover WebSockets.
  checkOrigin('POST', request.headers, { public_origin: new URL(options.public_url).origin })
  const credentials = { cookies: request.cookies, authorization: request.headers.authorization }
  const actor = await options.authenticate(credentials)
  if (actor === null) return refuse(unauthenticated)
  checkScope({ method: 'GET', scope: null }, actor)
  return { actor, stillValid: async () => (await options.authenticate(credentials)) !== null }
}

async function byTicket(ticket: string, { clock, db }: ServeLiveOptions): Promise<Omit<Visitor, 'since'>> {
  const actor = await db.asSystem('live ticket', (tx) => takeTicket(tx, ticket, clock.iso()))
  if (actor === null) return refuse(badTicket)
  const until = clock.ms() + TICKET_SOCKET_MS
  return { actor, stillValid: async () => clock.ms() < until }
}

function doors({ clock, db, id, log }: ServeLiveOptions) {
  return {
    id,
    now: () => clock.iso(),
    replay: async (actor: Actor, since: string) => {
      const events = await db.as(actor, (tx) => eventsSince(tx, actor.user_id, { since, limit: REPLAYED + 1 }))
      return events.length > REPLAYED ? null : events
    },
    markRead: (actor: Actor, read: string) =>
      db.as(actor, (tx) => markRead(tx, actor.user_id, { id: read, at: clock.iso() })),
    failed: (error: unknown) => log.error({ error }, 'a live socket failed'),
  }
}
