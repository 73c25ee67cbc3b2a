import { createHash } from 'node:crypto'
import { renderSVG } from 'uqr'
import { alreadyOn, notOn, wrongCode, wrongPassword } from '#contract/accounts.ts'
import { userTag } from '#platform/actor.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { withAttempts } from './attempts.ts'
import { verifyPassword } from './password.ts'
import * as store from './store.ts'
import { base32, matchingStep, otpauthUri } from './totp.ts'

const CODES = 10

/** Makes a secret and keeps it sealed; it counts only once a code of it was entered. */
export async function enrol(ctx: Ctx, actor: Actor, given: { password: string | undefined; address: string }) {
  const { credentials, account } = await ctx.db.as(actor, async (tx) => ({
    credentials: await store.credentialsOf(tx, actor.user_id),
    account: await tx.selectFrom('users').select('username').where('id', '=', actor.user_id).executeTakeFirstOrThrow(),
  }))
  if (credentials?.totp_confirmed_at != null) refuse(alreadyOn)
  await confirmPassword(ctx, actor, given)
  const secret = ctx.random.bytes(20)
  const totp_sealed = ctx.secrets.seal(secret.toString('base64'), placeOf(actor.user_id))
  await ctx.db.as(actor, (tx) =>
    store.setTotp(tx, actor.user_id, { totp_sealed, totp_confirmed_at: null }, ctx.clock.iso()),
  )
  const otpauth_uri = otpauthUri(secret, account.username)
  return { secret: base32(secret), otpauth_uri, qr_svg: renderSVG(otpauth_uri, { border: 2 }) }
}

export async function confirm(
  ctx: Ctx,
  actor: Actor,
  given: { code: string; address: string },
): Promise<{ recovery_codes: string[] }> {
  const credentials = await ctx.db.as(actor, (tx) => store.credentialsOf(tx, actor.user_id))
  if (credentials?.totp_sealed == null) return refuse(notOn)
  if (credentials.totp_confirmed_at !== null) refuse(alreadyOn)
  await requireCode(ctx, actor.user_id, given, false)
  const recovery_codes = await ctx.db.as(actor, async (tx) => {
    await store.confirmTotp(tx, actor.user_id, ctx.clock.iso())
    return newRecoveryCodes(ctx, tx, actor.user_id)
  })
  await ctx.cache.expire([userTag(actor.user_id)])
  return { recovery_codes }
}

export async function renewRecoveryCodes(
  ctx: Ctx,
  actor: Actor,
  given: { code: string; address: string },
): Promise<{ recovery_codes: string[] }> {
  await requireOn(ctx, actor)
  await requireCode(ctx, actor.user_id, given, false)
  return { recovery_codes: await ctx.db.as(actor, (tx) => newRecoveryCodes(ctx, tx, actor.user_id)) }
}

export async function disable(ctx: Ctx, actor: Actor, given: { code: string; address: string }): Promise<void> {
  await requireOn(ctx, actor)
  await requireCode(ctx, actor.user_id, given, true)
  await ctx.db.as(actor, async (tx) => {
    await store.setTotp(tx, actor.user_id, { totp_sealed: null, totp_confirmed_at: null }, ctx.clock.iso())
    await store.replaceRecoveryCodes(tx, actor.user_id, [])
  })
  await ctx.cache.expire([userTag(actor.user_id)])
}

export async function state(ctx: Ctx, actor: Actor): Promise<{ enabled: boolean; recovery_codes_left: number }> {
  return ctx.db.as(actor, async (tx) => {
    const credentials = await store.credentialsOf(tx, actor.user_id)
    return {
      enabled: credentials?.totp_confirmed_at != null,
      recovery_codes_left: await store.recoveryCodesLeft(tx, actor.user_id),
    }
  })
}

/** Takes a code of the app, or (where allowed) a recovery code, once; refuses `wrongCode`, and too many tries. */
export async function requireCode(
  ctx: Ctx,
  user_id: string,
  given: { code: string; address: string },
  recoveryToo: boolean,
): Promise<void> {
  const outcome = await withAttempts(ctx, { kind: 'code', account: user_id, address: given.address }, async () => {
    const used = await ctx.db.asSystem('two-factor code', (tx) => useCode(ctx, tx, user_id, given.code, recoveryToo))
    return used ? true : null
  })
  if (outcome.result === null) refuse(wrongCode, { details: { tries_left: outcome.tries_left } })
}

/** Refuses unless this is the person's password; an account without one passes. */
export async function confirmPassword(
  ctx: Ctx,
  actor: Actor,
  given: { password: string | undefined; address: string },
): Promise<void> {
  const credentials = await ctx.db.as(actor, (tx) => store.credentialsOf(tx, actor.user_id))
  const hash = credentials?.password_hash ?? null
  if (hash === null) return
  const guess = { kind: 'password' as const, account: actor.user_id, address: given.address }
  const outcome = await withAttempts(ctx, guess, async () =>
    (await verifyPassword(ctx, given.password ?? '', hash)) ? true : null,
  )
  if (outcome.result === null) refuse(wrongPassword, { details: { tries_left: outcome.tries_left } })
}

async function requireOn(ctx: Ctx, actor: Actor): Promise<void> {
  if (!(await state(ctx, actor)).enabled) refuse(notOn)
}

async function useCode(ctx: Ctx, tx: Tx, user_id: string, code: string, recoveryToo: boolean): Promise<boolean> {
  const credentials = await store.credentialsOf(tx, user_id)
  if (credentials?.totp_sealed == null) return false
  const secret = Buffer.from(ctx.secrets.open(credentials.totp_sealed, placeOf(user_id)), 'base64')
  const step = matchingStep(secret, code, { ms: ctx.clock.ms(), last: credentials.totp_last_step })
  if (step !== null) return store.useStep(tx, user_id, step)
  return recoveryToo && store.useRecoveryCode(tx, user_id, hashOf(user_id, code.toLowerCase()), ctx.clock.iso())
}

// 50 random bits each: out of reach at five tries in five minutes, so a plain hash is enough.
async function newRecoveryCodes(ctx: Ctx, tx: Tx, user_id: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () => base32(ctx.random.bytes(7)).slice(0, 10).toLowerCase())
  await store.replaceRecoveryCodes(
    tx,
    user_id,
    codes.map((code) => ({ id: ctx.id(), code_hash: hashOf(user_id, code) })),
  )
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`)
}

function hashOf(user_id: string, code: string): string {
  return createHash('sha256').update(`${user_id}\n${code}`).digest('hex')
}

function placeOf(user_id: string) {
  return { table: 'credentials', row: user_id, column: 'totp_sealed' }
}
