import { createHash } from 'node:crypto'
import { tooManyLogins } from '#contract/mail-folders.ts'
import type { MailAccount } from '#domain/mail-folders/port.ts'
import { isoOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import type { MailCtx } from './tables.ts'

/** In an hour, into one account. Somebody who mistypes needs a few; a script that guesses needs thousands. */
const MOST_VAIN = 6
const HOUR_MS = 3_600_000

/** Whose account at which server. */
interface LoginAt extends Pick<MailAccount, 'host' | 'username'> {
  readonly user_id: string
}

/**
 * Refuses when too many log-ins to an account were refused, or broke off before they could say. Neither another
 * password nor a folder that was removed and added again begins the count anew.
 */
export async function requireLogins(ctx: MailCtx, tx: Tx, at: LoginAt): Promise<void> {
  const wait_ms = await waitForLogin(ctx, tx, at)
  if (wait_ms > 0) refuse(tooManyLogins, { retry_after_s: Math.ceil(wait_ms / 1000) })
}

/** In how many milliseconds one may log in again; 0: now. */
export async function waitForLogin(ctx: MailCtx, tx: Tx, at: LoginAt): Promise<number> {
  const vain = await tx
    .selectFrom('mail_logins')
    .select('at')
    .where('user_id', '=', at.user_id)
    .where('account', '=', accountOf(at))
    .where('at', '>', isoOf(ctx.clock.ms() - HOUR_MS))
    .orderBy('at')
    .execute()
  const oldest = vain.at(-MOST_VAIN)
  return oldest === undefined ? 0 : Math.max(0, Date.parse(oldest.at) + HOUR_MS - ctx.clock.ms())
}

/** Counts a log-in before it is made, so that many at once count, too. */
export async function countLogin(ctx: MailCtx, tx: Tx, { id, ...at }: LoginAt & { id: string }): Promise<void> {
  await tx
    .insertInto('mail_logins')
    .values({ id, user_id: at.user_id, account: accountOf(at), at: ctx.clock.iso() })
    .onConflict((same) => same.doNothing())
    .execute()
}

/** The log-in was right: its owner is there, and those before it were mistakes. */
export async function forgetLogins(tx: Tx, at: LoginAt): Promise<void> {
  await tx.deleteFrom('mail_logins').where('user_id', '=', at.user_id).where('account', '=', accountOf(at)).execute()
}

/** It came to no log-in, for example since there is no such server. */
export async function takeOffLogin(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('mail_logins').where('id', '=', id).execute()
}

/** Those that count no more. */
export async function tidyLogins(ctx: MailCtx, tx: Tx): Promise<void> {
  await tx
    .deleteFrom('mail_logins')
    .where('at', '<', isoOf(ctx.clock.ms() - HOUR_MS))
    .execute()
}

function accountOf({ host, username }: LoginAt): string {
  return createHash('sha256').update(`${host}\n${username.toLowerCase()}`).digest('hex')
}
