import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import { checkAccess } from './access.ts'
import { once, takesKey } from './idempotency.ts'
import { limitOf } from './limits.ts'
import type { Who } from './limits.ts'
import type { RawInput, ReplyControl, RequestInfo, Route } from './route.ts'
import { checkStorable } from './storable.ts'

/** Registers one endpoint: who asks, may they, what did they send, do it once, answer. */
export function register<C extends Ctx>(server: FastifyInstance, ctx: C, route: Route<C>, who: Who): void {
  const { endpoint } = route
  const limit = limitOf(endpoint, ctx.config.rate_limit_factor)
  server.route({
    method: endpoint.method,
    url: `/api/v1${endpoint.path}`,
    ...(endpoint.bodyLimit === null ? {} : { bodyLimit: endpoint.bodyLimit }),
    config: { form: endpoint.form, ...(limit === null ? {} : { rateLimit: limit }) },
    handler: async (request, reply) => {
      const actor = await who(request)
      checkAccess(endpoint, actor)
      const raw = rawInput(endpoint, request, reply, ctx)
      const outcome = await perform(ctx, route, actor, raw, request)
      return answer(reply, outcome)
    },
  })
}

type Outcome = { status: number; body: unknown; replayed: boolean }

async function perform<C extends Ctx>(
  ctx: C,
  route: Route<C>,
  actor: Actor | null,
  raw: RawInput,
  request: FastifyRequest,
): Promise<Outcome> {
  const work = async (own: C) => ({ status: route.endpoint.status, body: await route.handle(own, actor, raw) })
  const key = request.headers['idempotency-key']
  if (actor === null || typeof key !== 'string' || !takesKey(route.endpoint))
    return { ...(await work(ctx)), replayed: false }
  return once(ctx, actor, { key, method: request.method, url: request.url, body: request.body }, work)
}

function answer(reply: FastifyReply, outcome: Outcome) {
  reply.code(outcome.status)
  // What a person may see is theirs: no shared cache keeps it.
  reply.header('cache-control', 'no-store')
  if (outcome.replayed) reply.header('idempotency-replayed', 'true')
  const version = versionOf(outcome.body)
  if (version !== null) reply.header('etag', `"${version}"`)
  return reply.send(outcome.status === 204 ? undefined : outcome.body)
}

function versionOf(body: unknown): number | null {
  return typeof body === 'object' && body !== null && 'version' in body && typeof body.version === 'number'
    ? body.version
    : null
}

function rawInput(endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply, ctx: Ctx): RawInput {
  const given = {
    params: endpoint.params instanceof z.ZodUndefined ? undefined : request.params,
    query: endpoint.query instanceof z.ZodUndefined ? undefined : request.query,
    body: endpoint.body instanceof z.ZodUndefined ? undefined : (request.body ?? {}),
  }
  checkStorable(given.params)
  checkStorable(given.query)
  checkStorable(given.body)
  return { ...given, info: infoOf(request), reply: controlOf(reply, ctx.config.public_url.startsWith('https:')) }
}

function infoOf(request: FastifyRequest): RequestInfo {
  return {
    request_id: request.id,
    ip: request.ip,
    user_agent: (request.headers['user-agent'] ?? '').slice(0, 300),
    if_match: versionWanted(request.headers['if-match']),
    headers: request.headers,
    cookies: request.cookies,
  }
}

// Versions begin at 1. A proxy that compresses weakens our ETags, so a weak one counts, too.
function versionWanted(condition: string | undefined): number | null {
  if (condition === undefined || condition === '*') return null
  return Number(/^(?:W\/)?"(\d{1,9})"$/.exec(condition)?.[1] ?? 0)
}

function controlOf(reply: FastifyReply, secure: boolean): ReplyControl {
  return {
    header: (name, value) => void reply.header(name, value),
    cookie: (name, value, max_age_s) => {
      const options = { path: '/', httpOnly: true, sameSite: 'lax' as const, secure }
      void reply.setCookie(name, value, max_age_s === null ? options : { ...options, maxAge: max_age_s })
    },
  }
}
