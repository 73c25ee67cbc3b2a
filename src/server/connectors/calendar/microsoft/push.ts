import { z } from 'zod'
import type { Answer, CalendarFailure, CalendarPush, Channel, ChannelQuestion } from '#domain/calendar/sync/port.ts'
import type { Account } from '#domain/calendar/sync/port.ts'
import type { Clock } from '#platform/clock.ts'
import type { GraphClient } from './client.ts'

const Subscription = z.object({ id: z.string(), expirationDateTime: z.string(), resource: z.string() })
const Subscriptions = z.object({
  value: z.array(Subscription.extend({ notificationUrl: z.string().nullish() })),
})
type Subscription = z.infer<typeof Subscription>

/** What is asked for; how long it lasts is what the answer says (calendar.md §4.4.8). */
const WISHED_MS = 4_200 * 60_000
/** Documented are the events of all calendars; where one calendar's are taken, less is told for nothing (§4.4.9). */
const ALL = '/me/events'

/** Change notifications (learn.microsoft.com/graph/api/subscription-post-subscriptions). They are prolonged and closed. */
export function makePush(clientFor: (account: Account) => GraphClient, clock: Clock): CalendarPush {
  const expirationDateTime = () => new Date(clock.ms() + WISHED_MS).toISOString()
  return {
    open: (account, question) => open(clientFor(account), question, expirationDateTime()),
    prolong: async (account, channel) => {
      const client = clientFor(account)
      const body = { expirationDateTime: expirationDateTime() }
      const answer = await client.ask(
        'update',
        { method: 'PATCH', url: urlOf(client, channel.remote_id), body },
        Subscription,
      )
      return answer.kind === 'failed' ? answer : client.talk.ok(channelOf(answer.content))
    },
    close: async (account, channel) => {
      const client = clientFor(account)
      const failure = await end(client, channel.remote_id)
      return failure ?? client.talk.ok(null)
    },
  }
}

async function open(
  client: GraphClient,
  question: ChannelQuestion,
  expirationDateTime: string,
): Promise<Answer<Channel>> {
  const own = `/me/calendars/${encodeURIComponent(question.calendar.remote_id)}/events`
  const body = {
    changeType: 'created,updated,deleted',
    notificationUrl: question.address,
    lifecycleNotificationUrl: question.lifecycle_address,
    clientState: question.secret,
    expirationDateTime,
  }
  const subscribe = (resource: string) =>
    client.ask('create', { method: 'POST', url: urlOf(client), body: { ...body, resource } }, Subscription)
  let resource = own
  let answer = await subscribe(own)
  if (answer.kind === 'failed' && answer.status === 400) {
    resource = ALL
    answer = await subscribe(ALL)
  }
  if (answer.kind === 'failed' && answer.status === 409) {
    const there = await standing(client, resource)
    if (there === null) return answer
    if ('kind' in there) return there
    // That of another calendar of the mailbox tells of all of them.
    if (resource === ALL && there.notificationUrl !== question.address) return client.talk.ok(channelOf(there))
    const failure = await end(client, there.id)
    if (failure !== null) return failure
    answer = await subscribe(resource)
  }
  return answer.kind === 'failed' ? answer : client.talk.ok(channelOf(answer.content))
}

/** The subscription that stands in the way of another one to the same. */
async function standing(
  client: GraphClient,
  resource: string,
): Promise<z.infer<typeof Subscriptions>['value'][number] | null | CalendarFailure> {
  const answer = await client.ask('read', { method: 'GET', url: urlOf(client) }, Subscriptions)
  if (answer.kind === 'failed') return answer
  return answer.content.value.find((one) => plain(one.resource) === plain(resource)) ?? null
}

/** Ends one; null: it has ended, perhaps long ago. */
async function end(client: GraphClient, id: string): Promise<CalendarFailure | null> {
  const answer = await client.send('delete', { method: 'DELETE', url: urlOf(client, id) })
  return answer.kind === 'failed' && answer.is !== 'gone' ? answer : null
}

const urlOf = (client: GraphClient, id?: string): string =>
  `${client.base}/subscriptions${id === undefined ? '' : `/${encodeURIComponent(id)}`}`

const channelOf = ({ id, expirationDateTime, resource }: Subscription): Channel => ({
  remote_id: id,
  resource_id: null,
  expires_at: new Date(expirationDateTime).toISOString(),
  whole_account: plain(resource) === plain(ALL),
})

const plain = (resource: string): string => decodeURIComponent(resource).replace(/^\//, '').toLowerCase()
