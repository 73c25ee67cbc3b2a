import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { issueLiveTicket } from '#contract/live.ts'
import type { LiveType } from '#contract/live.ts'
import { isoOf } from '#platform/clock.ts'
import type { Clock } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import type { Log } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'
import { job } from '#platform/queue.ts'
import type { BoundJob } from '#platform/queue.ts'
import type { Random } from '#platform/random.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import type { Authenticate } from '#platform/serve/server.ts'
import type { Signals } from '#platform/signals.ts'
import { Hub } from './live/hub.ts'
import { serveLive } from './live/serve.ts'
import { addEvent, addTicket, announceRevoked, prune } from './live/store.ts'
import type { Revoked } from './live/store.ts'

/** An event for one person's open screens. `type` is one of the server events of the WebSocket protocol. */
export interface LiveEvent {
  readonly user_id: string
  readonly type: LiveType
  readonly data: Readonly<Record<string, unknown>>
}

export interface Live {
  /** Stores the event and announces it to every node when the transaction commits. */
  publish(tx: Tx, event: LiveEvent): Promise<void>
  /** Closes sockets with 4401 on every node when the transaction commits: their session was ended. */
  revoke(tx: Tx, who: Revoked): Promise<void>
}

/** Live updates as the composition root knows them. */
export interface RunningLive extends Live {
  readonly routes: readonly Route<Ctx>[]
  readonly jobs: readonly BoundJob<Ctx>[]
  /** Adds the WebSocket endpoint. */
  serve(fastify: FastifyInstance, who: { authenticate: Authenticate; ctx: Pick<Ctx, 'config'> }): Promise<void>
  /** One heartbeat of this node, which else comes every 30 seconds; for tests. */
  beat(): Promise<void>
  stop(): Promise<void>
}

export interface LiveOptions {
  readonly db: Db
  readonly signals: Signals
  readonly clock: Clock
  readonly random: Random
  readonly id: () => string
  readonly log: Log
  readonly metrics: Pick<Metrics, 'sockets'>
}

const TICKET_MS = 30_000
const KEPT_MS = 7 * 86_400_000

const pruneLive = job({
  name: 'live.prune',
  data: z.object({}),
  cron: '17 * * * *',
  run: (ctx: Ctx) =>
    ctx.db.asSystem('prune live events', (tx) =>
      prune(tx, { events_before: isoOf(ctx.clock.ms() - KEPT_MS), now: ctx.clock.iso() }),
    ),
})

/** Live updates of one node: events in, over LISTEN/NOTIFY to the sockets of every node. */
export function startLive(options: LiveOptions): RunningLive {
  const { clock, db } = options
  const hub = new Hub(options)
  return {
    publish: (tx, event) => addEvent(tx, { ...event, data: { ...event.data }, id: options.id(), at: clock.iso() }),
    revoke: announceRevoked,
    routes: [
      route(issueLiveTicket, async (_, actor) => {
        const ticket = options.random.bytes(32).toString('base64url')
        const expires_at = isoOf(clock.ms() + TICKET_MS)
        await db.asSystem('live ticket', (tx) => addTicket(tx, { secret: ticket, actor, expires_at }))
        return { ticket, expires_at }
      }),
    ],
    jobs: [pruneLive],
    serve: (fastify, who) =>
      serveLive(fastify, { ...options, hub, authenticate: who.authenticate, public_url: who.ctx.config.public_url }),
    beat: () => hub.beat(),
    async stop() {
      hub.stop()
    },
  }
}
