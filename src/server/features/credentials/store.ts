import type { Generated } from 'kysely'
import type { Tx } from '#platform/db/db.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    credentials: {
      user_id: string
      password_hash: string | null
      totp_sealed: string | null
      totp_confirmed_at: string | null
      totp_last_step: Generated<number>
      changed_at: string
    }
    recovery_codes: { id: string; user_id: string; code_hash: string; used_at: string | null }
  }
}

export interface Credentials {
  readonly password_hash: string | null
  readonly totp_sealed: string | null
  readonly totp_confirmed_at: string | null
  readonly totp_last_step: number
}

export async function credentialsOf(tx: Tx, user_id: string): Promise<Credentials | null> {
  const row = await tx
    .selectFrom('credentials')
    .select(['password_hash', 'totp_sealed', 'totp_confirmed_at', 'totp_last_step'])
    .where('user_id', '=', user_id)
    .executeTakeFirst()
  return row ?? null
}

export async function setPasswordHash(
  tx: Tx,
  user_id: string,
  password_hash: string | null,
  now: string,
): Promise<void> {
  await tx
    .insertInto('credentials')
    .values({ user_id, password_hash, totp_sealed: null, totp_confirmed_at: null, changed_at: now })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ password_hash, changed_at: now }))
    .execute()
}

export async function setTotp(
  tx: Tx,
  user_id: string,
  totp: { totp_sealed: string | null; totp_confirmed_at: string | null },
  now: string,
): Promise<void> {
  await tx
    .updateTable('credentials')
    .set({ ...totp, totp_last_step: 0, changed_at: now })
    .where('user_id', '=', user_id)
    .execute()
}

/** Notes the step of a code that was used; false when a request at the same moment used it first. */
export async function useStep(tx: Tx, user_id: string, step: number): Promise<boolean> {
  const result = await tx
    .updateTable('credentials')
    .set({ totp_last_step: step })
    .where('user_id', '=', user_id)
    .where('totp_last_step', '<', step)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function confirmTotp(tx: Tx, user_id: string, now: string): Promise<void> {
  await tx
    .updateTable('credentials')
    .set({ totp_confirmed_at: now, changed_at: now })
    .where('user_id', '=', user_id)
    .execute()
}

export async function replaceRecoveryCodes(
  tx: Tx,
  user_id: string,
  codes: readonly { id: string; code_hash: string }[],
): Promise<void> {
  await tx.deleteFrom('recovery_codes').where('user_id', '=', user_id).execute()
  if (codes.length === 0) return
  await tx
    .insertInto('recovery_codes')
    .values(codes.map((code) => ({ ...code, user_id, used_at: null })))
    .execute()
}

export async function useRecoveryCode(tx: Tx, user_id: string, code_hash: string, now: string): Promise<boolean> {
  const result = await tx
    .updateTable('recovery_codes')
    .set({ used_at: now })
    .where('user_id', '=', user_id)
    .where('code_hash', '=', code_hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function recoveryCodesLeft(tx: Tx, user_id: string): Promise<number> {
  const row = await tx
    .selectFrom('recovery_codes')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('user_id', '=', user_id)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.count
}

export async function deleteOldAttempts(tx: Tx, before: string): Promise<void> {
  await tx.deleteFrom('login_attempts').where('last_at', '<', before).execute()
}
