import { z } from 'zod'
import type { Answer, Channel, ChannelQuestion } from '#domain/calendar/sync/port.ts'
import { eventsPath } from './client.ts'
import type { GoogleClient } from './client.ts'

/** reference/channels: times are milliseconds, as text. */
const Opened = z.object({ id: z.string(), resourceId: z.string(), expiration: z.string().regex(/^\d{1,15}$/) })

/** guides/push: as long as it may be, which the answer then tells; a week was never exceeded. */
const LONGEST_S = 7 * 86_400

/** Google calls `address` after each change, without saying what it was. Calendars of holidays and birthdays are not watched. */
export async function openChannel(client: GoogleClient, question: ChannelQuestion): Promise<Answer<Channel>> {
  const { calendar, channel_id: id, secret: token, address } = question
  const body = { id, type: 'web_hook', address, token, params: { ttl: String(LONGEST_S) } }
  const path = `${eventsPath(calendar.remote_id)}/watch`
  const told = await client.ask('calendar', { method: 'POST', path, body }, Opened)
  if (told.kind === 'failed') return told
  const { id: remote_id, resourceId: resource_id, expiration } = told.value
  const expires_at = new Date(Number(expiration)).toISOString()
  return client.talk.ok({ remote_id, resource_id, expires_at, whole_account: false })
}

/** channels/stop takes both names; one that ended by itself is closed. */
export async function closeChannel(client: GoogleClient, channel: Channel): Promise<Answer<null>> {
  const body = { id: channel.remote_id, resourceId: channel.resource_id }
  const told = await client.ask('delete', { method: 'POST', path: '/channels/stop', body }, z.null())
  return told.kind === 'failed' && told.is !== 'gone' ? told : client.talk.ok(null)
}
