import { z } from 'zod'
import { createSample, deleteSample, getSample, sampleExists } from '#contract/sample.ts'
import { refuse } from '#platform/errors.ts'
import { job } from '#platform/queue.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import type { BoardCtx } from '#features/postings/index.ts'
import { clear, makeSample } from './make.ts'
import * as store from './store.ts'

export { DEMO, seedDemo } from './seed.ts'

const makeSampleData = job({
  name: 'make-sample-data',
  data: z.object({ user_id: z.uuid() }),
  timeout_s: 300,
  concurrency: 2,
  run: async (ctx: BoardCtx, { user_id }) => {
    if (await ctx.db.asSystem('look at sample data', (tx) => store.isWanted(tx, user_id)))
      await makeSample(ctx, user_id)
  },
})

export const jobs = [makeSampleData]

export const routes: readonly Route[] = [
  route(getSample, (ctx, actor) => ctx.db.as(actor, (tx) => store.stateOf(tx, actor.user_id))),
  route(createSample, (ctx, actor) =>
    ctx.db.as(actor, async (tx) => {
      if (!(await store.begin(tx, actor.user_id, ctx.clock.iso()))) refuse(sampleExists)
      await ctx.queue.enqueue(tx, makeSampleData, { user_id: actor.user_id }, { key: actor.user_id })
      return store.stateOf(tx, actor.user_id)
    }),
  ),
  route(deleteSample, (ctx, actor) =>
    ctx.db.as(actor, async (tx) => {
      await store.forget(tx, actor.user_id)
      await clear(tx, actor.user_id)
      return store.stateOf(tx, actor.user_id)
    }),
  ),
]
