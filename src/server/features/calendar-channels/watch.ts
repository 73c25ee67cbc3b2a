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

/** Sees to it that a calendar has one channel that is good for a while; where that is refused it is only polled. */
export async function watchCalendar(ctx: SyncCtx, accounts: Accounts, calendar_id: string): Promise<void> {
  const found = await ctx.db.asSystem('find a calendar to watch', async (tx) => {
    const calendar = await store.findWatched(tx, calendar_id)
    return calendar === null ? null : { calendar, old: await store.liveChannels(tx, [calendar_id]) }
  })
  const push = found === null ? null : (ctx.calendars.port(found.calendar.provider)?.push ?? null)
  if (found === null || push === null || !canBeTold(ctx)) return
  const opened = await accounts.open(ctx, found.calendar.connection_id, { refresh: false })
  if (opened.kind === 'failed') return
  const { calendar, old } = found
  const [kept] = old
  if (kept !== undefined && push.prolong !== null && (await prolong(ctx, push, opened.account, kept))) return
  const isOpen = await open(ctx, push, opened.account, calendar)
  // The new one is open before the old one ends, so that nothing is missed between the two.
  if (isOpen) await closeAll(ctx, push, opened.account, old)
}

async function prolong(ctx: SyncCtx, push: CalendarPush, account: Account, row: ChannelRow): Promise<boolean> {
  const answer = await push.prolong?.(account, channelOf(row))
  if (answer === undefined) return false
  // A provider that is down for a while does not end it.
  if (answer.kind === 'failed') return !GONE.has(answer.is)
  await keep(ctx, row.id, answer.value)
  return true
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

const channelOf = ({ remote_id, resource_id, expires_at }: ChannelRow): Channel => ({
  ...{ remote_id: remote_id ?? '', resource_id, expires_at: expires_at ?? '' },
})

const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest()
