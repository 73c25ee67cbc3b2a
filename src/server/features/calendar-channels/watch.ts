import { createHash } from 'node:crypto'
import type { Account, Answer, CalendarPush, Channel } from '#domain/calendar/sync/port.ts'
import { renewAt } from '#domain/calendar/sync/schedule.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Accounts, SyncCtx } from '#features/calendar-sync/index.ts'
import { sealSecret } from './secret.ts'
import * as store from './store.ts'
import type { ChannelRow, Watched } from './store.ts'

/** Whether a provider can reach us at all: they call addresses on https only. */
export function canBeTold({ config }: Pick<Ctx, 'config'>): boolean {
  return config.public_url.startsWith('https:') || Object.keys(config.outbound_rewrite).length > 0
}

/**
 * Sees to it that a calendar has one channel that is good for a while; where that is refused it is only polled. Gives its
 * account where that came to something, so that another calendar of it has its turn.
 */
export async function watchCalendar(ctx: SyncCtx, accounts: Accounts, calendar_id: string): Promise<string | null> {
  const found = await ctx.db.asSystem('find a calendar to watch', async (tx) => {
    const calendar = await store.findWatched(tx, calendar_id)
    return calendar === null ? null : { calendar, old: await store.channelsFor(tx, calendar) }
  })
  const push = found === null ? null : (ctx.calendars.port(found.calendar.provider)?.push ?? null)
  if (found === null || push === null || !canBeTold(ctx)) return null
  const opened = await accounts.open(ctx, found.calendar.connection_id, { refresh: false })
  if (opened.kind === 'failed') return null
  const { calendar, old } = found
  const [kept] = old
  // Another calendar of the account has seen to it a moment ago.
  if (kept !== undefined && kept.calendar_id !== calendar.id && Date.parse(kept.renew_at ?? '') > ctx.clock.ms())
    return null
  const prolonged = kept === undefined ? 'gone' : await prolong(ctx, push, opened.account, kept)
  if (prolonged !== 'gone') return prolonged === 'longer' ? calendar.connection_id : null
  if (!(await open(ctx, push, opened.account, calendar))) return null
  // The new one is open before the old one ends, so that nothing is missed between the two.
  await closeAll(ctx, push, opened.account, old)
  return calendar.connection_id
}

/** `as_it_is`: a provider that is down for a while does not end it. */
async function prolong(
  ctx: SyncCtx,
  push: CalendarPush,
  account: Account,
  row: ChannelRow,
): Promise<'longer' | 'as_it_is' | 'gone'> {
  const answer = await push.prolong?.(account, channelOf(row))
  if (answer === undefined) return 'gone'
  if (answer.kind === 'failed') return GONE.has(answer.is) ? 'gone' : 'as_it_is'
  await keep(ctx, row.id, answer.value)
  return 'longer'
}

const GONE: ReadonlySet<string> = new Set(['gone', 'calendar_gone', 'forbidden', 'poison'])
/** It will not be otherwise tomorrow, or not by itself. */
const REFUSED: ReadonlySet<string> = new Set(['forbidden', 'poison', 'calendar_gone', 'gone'])

async function open(ctx: SyncCtx, push: CalendarPush, account: Account, calendar: Watched): Promise<boolean> {
  const [id, secret] = [ctx.id(), ctx.random.bytes(32).toString('base64url')]
  const { user_id, id: calendar_id } = calendar
  const secret_sealed = sealSecret(ctx.secrets, id, secret)
  const row = { id, user_id, calendar_id, secret_sealed, now: ctx.clock.iso() }
  // Stored before it is asked for: the first message may come before the answer.
  await ctx.db.asSystem('open a channel', (tx) => store.insertChannel(tx, row))
  const address = `${ctx.config.public_url.replace(/\/$/, '')}/api/v1/calendar/webhooks/${calendar.provider}`
  const at = { remote_id: calendar.remote_id, time_zone: calendar.time_zone ?? 'UTC' }
  const question = { calendar: at, channel_id: id, secret, address, lifecycle_address: address }
  const answer: Answer<Channel> = await push.open(account, question)
  if (answer.kind === 'failed') {
    const state = REFUSED.has(answer.is) ? 'refused' : 'ended'
    await ctx.db.asSystem('a channel was not opened', (tx) => store.endChannels(tx, [id], state))
    return false
  }
  await keep(ctx, id, answer.value)
  return true
}

async function keep(ctx: SyncCtx, id: string, channel: Channel): Promise<void> {
  const until_ms = Date.parse(channel.expires_at)
  const renew_at = isoOf(renewAt({ id, from_ms: ctx.clock.ms(), until_ms }, sha256))
  await ctx.db.asSystem('a channel is open', (tx) => store.openedChannel(tx, id, channel, renew_at))
}

/** Ends channels, at the provider as well where it answers. */
export async function closeAll(
  ctx: SyncCtx,
  push: CalendarPush,
  account: Account,
  rows: readonly ChannelRow[],
): Promise<void> {
  if (rows.length === 0) return
  for (const row of rows) await push.close(account, channelOf(row))
  const ids = rows.map(({ id }) => id)
  await ctx.db.asSystem('channels ended', (tx) => store.endChannels(tx, ids, 'ended'))
}

const channelOf = ({ remote_id, resource_id, expires_at, whole_account }: ChannelRow): Channel => ({
  ...{ remote_id: remote_id ?? '', resource_id, expires_at: expires_at ?? '', whole_account },
})

const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest()
