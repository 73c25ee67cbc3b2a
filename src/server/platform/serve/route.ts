import type { z } from 'zod'
import { unauthenticated } from '#contract/endpoint.ts'
import type { Access, Endpoint } from '#contract/endpoint.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import { refuse } from '#platform/errors.ts'
import { parseInput } from './input.ts'

/** What the adapter knows of a request beyond its parsed input. */
export interface RequestInfo {
  readonly request_id: string
  readonly ip: string
  readonly user_agent: string
  /**
   * The version of `If-Match`: pass it to the store, which refuses `staleVersion`. Null: any will do. 0: the header
   * names no version of ours, so that none fits.
   */
  readonly if_match: number | null
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly cookies: Readonly<Record<string, string | undefined>>
}

/** What a handler can set beyond its answer. */
export interface ReplyControl {
  header(name: string, value: string): void
  /** An HttpOnly, SameSite=Lax cookie, Secure on https; null: for the browser's session; 0 removes it. */
  cookie(name: string, value: string, max_age_s: number | null): void
}

/** The parsed input of an endpoint, with what else the request brought. */
export interface Input<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly info: RequestInfo
  readonly reply: ReplyControl
}

export interface RawInput {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly info: RequestInfo
  readonly reply: ReplyControl
}

/** An endpoint with its handler, ready for the adapter. */
export interface Route<C extends Ctx = Ctx> {
  readonly endpoint: Endpoint
  readonly handle: (ctx: C, actor: Actor | null, raw: RawInput) => Promise<unknown>
}

/** Binds an endpoint for signed-in people to its use case. */
export function route<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  C extends Ctx = Ctx,
>(
  endpoint: Endpoint<P, Q, B, R, Exclude<Access, 'public'>>,
  handler: (ctx: C, actor: Actor, input: Input<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R>>,
): Route<C> {
  return {
    endpoint,
    handle: async (ctx, actor, raw) => {
      if (actor === null) return refuse(unauthenticated)
      return endpoint.response.parse(await handler(ctx, actor, parseInput(endpoint, raw)))
    },
  }
}

/** Binds an endpoint that anybody may call; the actor is null for the signed-out. */
export function publicRoute<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  C extends Ctx = Ctx,
>(
  endpoint: Endpoint<P, Q, B, R, 'public'>,
  handler: (ctx: C, actor: Actor | null, input: Input<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R>>,
): Route<C> {
  return {
    endpoint,
    handle: async (ctx, actor, raw) => endpoint.response.parse(await handler(ctx, actor, parseInput(endpoint, raw))),
  }
}
