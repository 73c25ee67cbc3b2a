import { z } from 'zod'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import { job } from '#platform/queue.ts'
import type { SealedColumn } from '#platform/rotate-secrets.ts'
import { deleteOldAttempts } from './store.ts'

export { withAttempts } from './attempts.ts'
export { checkNewPassword, hashPassword, verifyPassword } from './password.ts'
export { routes } from './routes.ts'
export { credentialsOf, setPasswordHash } from './store.ts'
export { confirmPassword, requireCode } from './two-factor.ts'

const forgetAttempts = job({
  name: 'credentials.forget-attempts',
  data: z.object({}),
  cron: '23 * * * *',
  run: async (ctx: Ctx) =>
    ctx.db.asSystem('forget old log-in attempts', (tx) => deleteOldAttempts(tx, isoOf(ctx.clock.ms() - 2 * 3600_000))),
})

export const jobs = [forgetAttempts]

/** What `career-copilot rotate-secrets` seals anew. */
export const sealedColumns: readonly SealedColumn[] = [{ table: 'credentials', column: 'totp_sealed', row: 'user_id' }]
