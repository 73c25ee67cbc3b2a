import { z } from 'zod'
import { UNDO_DAYS } from '#contract/undo.ts'
import { isoOf } from '#platform/clock.ts'
import { job } from '#platform/queue.ts'
import type { Route } from '#platform/serve/route.ts'
import { stageRoutes } from '#features/stages/index.ts'
import { jobs as undoJobs, undoRoutes } from '#features/undo/index.ts'
import { routes as own } from './routes.ts'
import { announce, settleUndone, soundHistories } from './settle.ts'
import { countByColumn, deleteOld, idsOfStage, restage, standsInStage } from './store.ts'

export { deleteSampleApplications } from './store.ts'
export { writeApplication } from './write.ts'
export type { WholeApplication } from './write.ts'
export { changePart } from './part.ts'
export { applicationsOf, leavePostings } from './postings-link.ts'
export { list as listApplications } from './read.ts'
export { announce, hasApplication, requireApplication } from './settle.ts'

export const routes: Route[] = [
  ...own,
  ...stageRoutes({
    counts: countByColumn,
    inUse: standsInStage,
    restage,
    touched: idsOfStage,
    announce: (ctx, tx, user_id, application_ids) => announce(ctx, tx, user_id, { kind: 'bulk', application_ids }),
  }),
  ...undoRoutes({ sound: soundHistories, settle: settleUndone }),
]

const purgeDeleted = job({
  name: 'applications-purge',
  data: z.object({}),
  cron: '30 3 * * *',
  run: async (ctx) => {
    const before = isoOf(ctx.clock.ms() - UNDO_DAYS * 86_400_000)
    await ctx.db.asSystem('purge deleted applications', (tx) => deleteOld(tx, before))
  },
})

export const jobs = [purgeDeleted, ...undoJobs]
