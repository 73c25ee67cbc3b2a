import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import fastify, { errorCodes } from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import { refuse } from '#platform/errors.ts'
import { checkOrigin } from './access.ts'
import { register } from './adapter.ts'
import { makeCounters } from './counters.ts'
import { docsPage } from './docs-page.ts'
import { errorBody, failureOf } from './failure.ts'
import { askOnce, limitOfAll } from './limits.ts'
import { openapi } from './openapi.ts'
import { isOperator, operatorOnly } from './operator.ts'
import type { Route } from './route.ts'
import { securityHeaders } from './security-headers.ts'
import { serveWeb } from './web-files.ts'

/** Who sent a request: reads the session cookie, the bearer, or nothing. */
export type Authenticate = (credentials: {
  cookies: Readonly<Record<string, string | undefined>>
  authorization: string | undefined
}) => Promise<Actor | null>

export interface ServerOptions<C extends Ctx> {
  readonly ctx: C
  readonly routes: readonly Route<C>[]
  readonly authenticate: Authenticate
  readonly version: string
  /** The built web, or null to serve the API alone. */
  readonly web_folder: string | null
  /** `/health/ready`: each check with its failure in words, or null. */
  readonly readiness: () => Promise<Readonly<Record<string, string | null>>>
  readonly metrics: { content_type: string; render: () => Promise<string>; observe: (request: ObservedRequest) => void }
  /** Adds what is not a contract endpoint (the WebSocket). */
  readonly extend: (server: FastifyInstance, authenticate: Authenticate) => Promise<void>
}

export interface ObservedRequest {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly seconds: number
}

const MEGABYTE = 1024 * 1024

/** The HTTP server: security, limits and errors in one place; endpoints come from the contract. */
export async function makeServer<C extends Ctx>(options: ServerOptions<C>): Promise<FastifyInstance> {
  const { ctx } = options
  const server = fastify({
    logger: false,
    // One proxy: what it appended to X-Forwarded-For is true; what stood there before, anybody may have sent.
    trustProxy: ctx.config.trust_proxy ? (_, hop) => hop === 0 : false,
    bodyLimit: MEGABYTE,
    // A client that sends its headers or body slower than this holds a socket for nothing.
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 72_000,
    // Addresses that cannot be decoded never reach a route, and still are answered like everything else.
    frameworkErrors: (error, request, reply) => void answerError(ctx, error, request, reply),
    genReqId: (request) => requestId(request.headers['x-request-id'], ctx),
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  })
  answerErrors(server, ctx)
  await server.register(cookie)
  await server.register(compress, { threshold: 1024, encodings: ['br', 'gzip', 'identity'] })
  const who = askOnce(options.authenticate)
  const { redis_url, public_url: prefix } = ctx.config
  const counters = makeCounters({ redis_url, prefix, clock: ctx.clock, log: ctx.log })
  server.addHook('onClose', async () => counters.close())
  await server.register(rateLimit, limitOfAll(ctx, who, counters))
  // In tests many programs share few cores, and a slow start is no overload.
  const maxEventLoopDelay = ctx.config.env === 'test' ? 0 : 2_000
  await server.register(underPressure, { maxEventLoopDelay, retryAfter: 5, exposeStatusRoute: false })
  acceptJsonOnly(server)
  acceptForms(server)
  const public_origin = new URL(ctx.config.public_url).origin
  const headers = securityHeaders(ctx.config.public_url)
  server.addHook('onRequest', (request, reply, next) => {
    reply.headers(headers).header('x-request-id', request.id)
    checkOrigin(request.method, request.headers, { public_origin })
    next()
  })
  server.addHook('onResponse', (request, reply, next) => {
    options.metrics.observe({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    })
    next()
  })
  serveOperations(server, options)
  await options.extend(server, options.authenticate)
  for (const route of options.routes) register(server, ctx, route, who)
  await serveWeb(server, options.web_folder)
  return server
}

function serveOperations<C extends Ctx>(server: FastifyInstance, options: ServerOptions<C>): void {
  const endpoints = options.routes.map((route) => route.endpoint)
  const document = openapi(endpoints, { version: options.version, url: options.ctx.config.public_url })
  const page = docsPage(document)
  server.get('/api/v1/openapi.json', async () => document)
  server.get('/api/docs', async (_, reply) => reply.type('text/html; charset=utf-8').send(page))
  // A busy process is not a dead one: what supervisors ask is answered also where other requests are turned away.
  const config = { pressureHandler: () => {} }
  const { metrics_token } = options.ctx.config
  server.get('/health/live', { config }, async () => ({ status: 'ok' }))
  server.get('/health/ready', { config }, async (request, reply) => {
    const checks = await options.readiness()
    const ready = Object.values(checks).every((failure) => failure === null)
    if (!ready) reply.code(503).header('retry-after', '5')
    return { status: ready ? 'ok' : 'unavailable', checks: isOperator(request, metrics_token) ? checks : brief(checks) }
  })
  server.get('/metrics', { config }, async (request, reply) => {
    if (!isOperator(request, metrics_token)) return refuse(operatorOnly)
    return reply.type(options.metrics.content_type).send(await options.metrics.render())
  })
}

function brief(checks: Readonly<Record<string, string | null>>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(checks).map(([name, failure]) => [name, failure === null ? null : 'failed']))
}

const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']

// A form is what any page can send in the name of whoever opens it: only endpoints that ask for one take it, unread.
function acceptForms(server: FastifyInstance): void {
  server.addContentTypeParser(FORMS, { parseAs: 'buffer', bodyLimit: 8 * 1024 }, (request, _, done) => {
    const { config } = request.routeOptions
    if ('form' in config && config.form === true) return done(null, undefined)
    return done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(request.headers['content-type']))
  })
}

function acceptJsonOnly(server: FastifyInstance): void {
  server.removeContentTypeParser('text/plain')
  const parseJson = server.getDefaultJsonParser('error', 'error')
  server.removeContentTypeParser('application/json')
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    // Clients send the header on a DELETE or POST without a body; that is not a mistake worth a refusal.
    if (body === '') return done(null, undefined)
    return parseJson(request, body, done)
  })
}

function answerErrors(server: FastifyInstance, ctx: Ctx): void {
  server.setErrorHandler((error, request, reply) => answerError(ctx, error, request, reply))
  server.setNotFoundHandler((request, reply) => {
    const refused = { code: 'not_found', message: 'There is nothing at this address.' }
    return reply.code(404).send(errorBody(refused, { request_id: request.id, timestamp: ctx.clock.iso() }))
  })
}

function answerError(ctx: Ctx, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const about = { request_id: request.id, timestamp: ctx.clock.iso() }
  const failure = failureOf(error)
  if (failure.kind === 'bug') {
    ctx.log.error(
      { error, request_id: request.id, method: request.method, route: request.routeOptions.url },
      'request failed',
    )
    const message =
      'Something went wrong on our side. Nothing of this request was kept; the request id helps to find out why.'
    return reply.code(500).send(errorBody({ code: 'internal', message }, about))
  }
  if (failure.retry_after_s !== null && !reply.hasHeader('retry-after')) {
    reply.header('retry-after', String(Math.ceil(failure.retry_after_s)))
  }
  return reply.code(failure.refusal.status).send(errorBody(failure.refusal, about, failure.error?.extra))
}

function requestId(given: string | string[] | undefined, ctx: Ctx): string {
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : ctx.id()
}
