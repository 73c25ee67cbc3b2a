import { sql } from 'kysely'
import { z } from 'zod'
import { wrongPassword } from '#contract/accounts.ts'
import { unauthenticated } from '#contract/endpoint.ts'
import { lastOwner } from '#contract/firms.ts'
import { confirmMismatch } from '#contract/security.ts'
import { userTag } from '#platform/actor.ts'
import type { Actor } from '#platform/actor.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { job } from '#platform/queue.ts'
import { confirmPassword } from '#features/credentials/index.ts'
import { deleteFirmsOf, passOnFirmsOf, solePracticesOf } from '#features/firms/index.ts'
import { endSessions } from '#features/sessions/index.ts'
import { deletionMail } from './mails.ts'
import { deleteOldLinks, deleteUser, dueForDeletion, lockIfDue, setDeletionDue, userById } from './store.ts'

const DAY_MS = 24 * 3600_000
const GRACE_MS = 30 * DAY_MS
// Tables of the platform name a person without referencing `users`, which they came before.
const MACHINE_TABLES = ['idempotency_keys', 'live_events', 'live_reads']

export async function deleteAccount(
  ctx: Ctx,
  actor: Actor,
  given: { confirm: string; password: string | undefined; address: string },
): Promise<{ deletion_due_at: string }> {
  const user = (await ctx.db.as(actor, (tx) => userById(tx, actor.user_id))) ?? refuse(unauthenticated)
  if (given.confirm.trim().toLowerCase() !== user.username.toLowerCase()) refuse(confirmMismatch)
  if (user.has_password && given.password === undefined) refuse(wrongPassword)
  await confirmPassword(ctx, actor, given)
  const now = ctx.clock.ms()
  const deletion_due_at = isoOf(now + GRACE_MS)
  const tags = await ctx.db.asSystem('ask for deletion', async (tx) => {
    const [practice] = await solePracticesOf(tx, actor.user_id)
    if (practice !== undefined) refuse(lastOwner, { details: { practice } })
    await setDeletionDue(tx, actor.user_id, deletion_due_at, isoOf(now))
    await ctx.mail.send(tx, deletionMail(user, deletion_due_at, `${ctx.config.public_url}/settings/security`))
    return endSessions(tx, actor.user_id, { except: actor.session_id })
  })
  await ctx.cache.expire([userTag(actor.user_id), ...tags])
  return { deletion_due_at }
}

export async function keepAccount(ctx: Ctx, actor: Actor): Promise<void> {
  await ctx.db.as(actor, (tx) => setDeletionDue(tx, actor.user_id, null, ctx.clock.iso()))
  await ctx.cache.expire([userTag(actor.user_id)])
}

/** Removes what a slice holds of a person outside of rows that reference `users`, in the transaction of the deletion. */
export type DeletionHook = (ctx: Ctx, tx: Tx, user_id: string) => Promise<void>

/**
 * What a slice gives back outside of this server before a person is deleted, as well as it goes: it throws nothing, and is
 * done again where the deletion is.
 */
export type Leaving<C extends Ctx> = (ctx: C, user_id: string) => Promise<void>

/** The end of the grace: looks for whose it is over, and deletes each in a job of its own. */
export function deletionJobs<C extends Ctx>(hooks: readonly DeletionHook[], leavings: readonly Leaving<C>[]) {
  const deleteOne = job({
    name: 'accounts.delete-one',
    data: z.object({ user_id: z.uuid() }),
    timeout_s: 600,
    run: async (ctx: C, { user_id }) => {
      const now = ctx.clock.iso()
      if (!(await ctx.db.asSystem('see whether a person goes', (tx) => lockIfDue(tx, user_id, now)))) return
      for (const leaving of leavings) await leaving(ctx, user_id)
      await deleteForGood(ctx, user_id, hooks)
    },
  })
  const sweep = job({
    name: 'accounts.delete',
    data: z.object({}),
    cron: '41 * * * *',
    run: (ctx: Ctx) =>
      ctx.db.asSystem('accounts to delete', async (tx) => {
        const due = await dueForDeletion(tx, ctx.clock.iso())
        for (const user_id of due) await ctx.queue.enqueue(tx, deleteOne, { user_id }, { key: user_id })
      }),
  })
  return [sweep, deleteOne]
}

/** Deletes one person with everything of theirs, at once; rows that reference `users` go with it. */
async function deleteForGood(ctx: Ctx, user_id: string, hooks: readonly DeletionHook[]): Promise<void> {
  const heirs = await ctx.db.asSystem('delete an account', async (tx) => {
    // Kept at the last moment, perhaps.
    if (!(await lockIfDue(tx, user_id, ctx.clock.iso()))) return []
    for (const hook of hooks) await hook(ctx, tx, user_id)
    for (const table of MACHINE_TABLES)
      await sql`DELETE FROM ${sql.table(table)} WHERE user_id = ${user_id}`.execute(tx)
    await endSessions(tx, user_id)
    const passed = await passOnFirmsOf(tx, user_id)
    await deleteFirmsOf(tx, user_id)
    await deleteUser(tx, user_id)
    return passed
  })
  await ctx.cache.expire([user_id, ...heirs].map(userTag))
}

export const forgetLinks = job({
  name: 'accounts.forget-links',
  data: z.object({}),
  cron: '29 3 * * *',
  run: async (ctx: Ctx) =>
    ctx.db.asSystem('forget old links', (tx) => deleteOldLinks(tx, isoOf(ctx.clock.ms() - 7 * DAY_MS))),
})
