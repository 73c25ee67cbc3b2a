import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import { job } from '#platform/queue.ts'
import { deleteExpired } from './store.ts'

export { hashOf, makeAuthenticate, sessionTag } from './authenticate.ts'
export { clearSessionCookie, endSessions, issueSession, setSessionCookie } from './issue.ts'
export type { Issued } from './issue.ts'
export { routes } from './routes.ts'
export { deleteTokensOf, sessionEnd } from './store.ts'

const forgetSessions = job({
  name: 'sessions.forget',
  data: z.object({}),
  cron: '17 3 * * *',
  run: async (ctx: Ctx) => ctx.db.asSystem('forget ended sessions', (tx) => deleteExpired(tx, ctx.clock.iso())),
})

export const jobs = [forgetSessions]
