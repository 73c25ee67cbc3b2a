import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { tooManyCalendarLogins } from '#contract/calendar-connections.ts'
import { caldavStart } from '#domain/calendar/sync/caldav-presets.ts'
import type { ErrorClass } from '#domain/calendar/sync/errors.ts'
import type { Answer } from '#domain/calendar/sync/port.ts'
import { isoOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/db.ts'
import { waitTurn } from '#platform/db/turn.ts'
import { refuse } from '#platform/errors.ts'
import type { ConnectCtx } from './tables.ts'

const HOUR_MS = 3_600_000

/** Whose name at which server. */
interface LoginAt {
  readonly user_id: string
  readonly url: string
  readonly username: string
}

/** How many refused log-ins an hour takes. Somebody who mistypes needs a few; a script that guesses needs thousands. */
const LIMITS: readonly { most: number; counts: (row: { own: boolean; same: boolean }) => boolean }[] = [
  { most: 6, counts: ({ own, same }) => own && same },
  // Many people here at one account there, and one person here at many accounts.
  { most: 20, counts: ({ same }) => same },
  { most: 30, counts: ({ own }) => own },
]

/**
 * Logs in with a password that a person typed. Each try is counted before it is made, so that many at once count, too; one
 * that came to no log-in is taken off again, and a right one forgives those before it. Refuses when there were too many.
 */
export async function withLogin<Value>(
  ctx: ConnectCtx,
  at: LoginAt,
  attempt: () => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  const id = await ctx.db.asSystem('count a calendar log-in', async (tx) => {
    const wait_ms = await waitForLogin(ctx, tx, at)
    return wait_ms > 0 ? refuseUntil(wait_ms) : noteLogin(ctx, tx, at)
  })
  const takeOff = () =>
    ctx.db.asSystem('take off a calendar log-in', (tx) =>
      tx.deleteFrom('calendar_logins').where('id', '=', id).execute(),
    )
  let answer: Answer<Value>
  try {
    answer = await attempt()
  } catch (error) {
    await takeOff()
    throw error
  }
  if (answer.kind === 'ok') await ctx.db.asSystem('forget calendar log-ins', (tx) => forgetLogins(tx, at))
  else if (!REFUSED.has(answer.is)) await takeOff()
  return answer
}

const REFUSED: ReadonlySet<ErrorClass> = new Set(['token', 'reauth', 'forbidden'])

/** In how many milliseconds the server may be asked with a password again; 0: now. One at a time for a person and for an account. */
export async function waitForLogin(ctx: ConnectCtx, tx: Tx, at: LoginAt): Promise<number> {
  const account = accountOf(at)
  // Always the person first, so that nobody waits for somebody who waits for them.
  for (const whose of [`of ${at.user_id}`, account]) await waitTurn(tx, `calendar_logins ${whose}`)
  const { rows } = await sql<{ at: string; own: boolean; same: boolean }>`
    SELECT at, user_id = ${at.user_id} AS own, account = ${account} AS same FROM calendar_logins
    WHERE at > ${isoOf(ctx.clock.ms() - HOUR_MS)} AND (user_id = ${at.user_id} OR account = ${account}) ORDER BY at`.execute(
    tx,
  )
  const waits = LIMITS.map(({ most, counts }) => {
    const oldest = rows.filter(counts).at(-most)
    return oldest === undefined ? 0 : Date.parse(oldest.at) + HOUR_MS - ctx.clock.ms()
  })
  return Math.max(0, ...waits)
}

/** Counts a log-in that may be, or was, refused. */
export async function noteLogin(ctx: ConnectCtx, tx: Tx, at: LoginAt): Promise<string> {
  const id = ctx.id()
  const row = { id, user_id: at.user_id, account: accountOf(at), at: ctx.clock.iso() }
  await tx.insertInto('calendar_logins').values(row).execute()
  return id
}

/** Those that count no more. */
export async function tidyLogins(ctx: ConnectCtx, tx: Tx): Promise<void> {
  await tx
    .deleteFrom('calendar_logins')
    .where('at', '<', isoOf(ctx.clock.ms() - HOUR_MS))
    .execute()
}

async function forgetLogins(tx: Tx, at: LoginAt): Promise<void> {
  await tx
    .deleteFrom('calendar_logins')
    .where('user_id', '=', at.user_id)
    .where('account', '=', accountOf(at))
    .execute()
}

function refuseUntil(wait_ms: number): never {
  const minutes = Math.ceil(wait_ms / 60_000)
  const when = minutes === 1 ? 'a minute' : `${minutes} minutes`
  const message = `Too many passwords were refused within an hour. Try again in ${when}, so that the account is not locked.`
  const field_errors = [{ field: 'password', code: 'too_many', message }]
  return refuse(tooManyCalendarLogins, { retry_after_s: Math.ceil(wait_ms / 1000), field_errors })
}

function accountOf({ url, username }: LoginAt): string {
  const start = caldavStart(url)
  const host = start === null ? url : new URL(start).host
  return createHash('sha256').update(`${host}\n${username.trim().toLowerCase()}`).digest('hex')
}
