import type pg from 'pg'
import type { Ctx } from '#platform/ctx.ts'
import type { BoundJob } from '#platform/queue.ts'
import type { Route } from '#platform/serve/route.ts'
import type { Authenticate } from '#platform/serve/server.ts'

/** The platform plus what the connectors bring. */
export type AppCtx = Ctx

export interface Features {
  readonly ctx: AppCtx
  readonly routes: readonly Route<AppCtx>[]
  readonly jobs: readonly BoundJob<AppCtx>[]
  readonly authenticate: Authenticate
}

/** Every slice of the product, composed. A new slice is added here and nowhere else. */
export function features(platform: Ctx, _system: pg.Pool): Features {
  return { ctx: platform, routes: [], jobs: [], authenticate: async () => null }
}
