import { z } from 'zod'
import type { hearMicrosoft } from '#contract/calendar-webhooks.ts'
import type { RequestInfo } from '#platform/serve/route.ts'
import type { Sync, SyncCtx } from '#features/calendar-sync/index.ts'
import { isGenuine } from './secret.ts'
import * as store from './store.ts'

/** Has the channel of a calendar opened or prolonged soon; in the caller's transaction. */
export type WatchSoon = (ctx: SyncCtx, tx: Parameters<Sync['soon']>[1], calendar_id: string) => Promise<void>

const Headers = z.object({
  'x-goog-channel-id': z.uuid(),
  'x-goog-channel-token': z.string().min(1).max(300),
  'x-goog-resource-state': z.string().max(50),
  'x-goog-message-number': z.string().max(30).default(''),
})

/**
 * Takes note of what Google says (calendar.md §4.1): that something changed, and not what. Whatever is not known to come from
 * there is left without a word, so that nobody learns from the answer which channels there are.
 */
export async function heardGoogle(ctx: SyncCtx, sync: Sync, info: RequestInfo): Promise<void> {
  const headers = Headers.safeParse(info.headers)
  if (!headers.success) return
  const { data } = headers
  const key = `${data['x-goog-resource-state']} ${data['x-goog-message-number']}`
  await ctx.db.asSystem('hear of a changed calendar', async (tx) => {
    const channel = await store.lockChannel(tx, { id: data['x-goog-channel-id'] })
    if (channel === null || !isGenuine(ctx.secrets, channel, data['x-goog-channel-token'])) return
    if (channel.last_message_key === key) return
    await store.noteMessage(tx, channel.id, key, ctx.clock.iso())
    // The first message only says that the channel is open.
    if (data['x-goog-resource-state'] !== 'sync') await sync.soon(ctx, tx, [channel.calendar_id], 'push')
  })
}

type Messages = z.output<typeof hearMicrosoft.body>

/** Takes note of what Graph says (calendar.md §4.2); the changes of one calendar are one hint, however many there are. */
export async function heardMicrosoft(
  ctx: SyncCtx,
  { sync, watch }: { readonly sync: Sync; readonly watch: WatchSoon },
  { value }: Messages,
): Promise<void> {
  const told = new Map(value.map((one) => [JSON.stringify([one.subscriptionId, one.lifecycleEvent ?? null]), one]))
  for (const { subscriptionId, clientState, lifecycleEvent = null } of told.values()) {
    await ctx.db.asSystem('hear of a changed calendar', async (tx) => {
      const channel = await store.lockChannel(tx, { remote_id: subscriptionId })
      if (channel === null || !isGenuine(ctx.secrets, channel, clientState ?? '')) return
      await store.noteMessage(tx, channel.id, lifecycleEvent, ctx.clock.iso())
      const about = await store.calendarsToldOf(tx, channel)
      if (lifecycleEvent === 'subscriptionRemoved') await store.endChannels(tx, [channel.id], 'ended')
      if (lifecycleEvent === 'reauthorizationRequired') await store.renewNow(tx, channel.id, ctx.clock.iso())
      if (lifecycleEvent === 'subscriptionRemoved' || lifecycleEvent === 'reauthorizationRequired')
        for (const id of about.slice(0, 1)) await watch(ctx, tx, id)
      // What was missed is found by looking.
      if (lifecycleEvent !== 'reauthorizationRequired') await sync.soon(ctx, tx, about, 'push')
    })
  }
}
