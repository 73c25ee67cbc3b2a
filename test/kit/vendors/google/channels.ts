import { z } from 'zod'
import type { Answer } from '#kit/vendors/faulty-server.ts'
import { json, refuse } from './answer.ts'

/** reference/channels; guides/push#making-watch-requests. */
const Watch = z.object({
  id: z.string().regex(/^[A-Za-z0-9\-_+/=]{1,64}$/),
  type: z.enum(['web_hook', 'webhook']),
  address: z.url(),
  token: z.string().max(256).optional(),
  expiration: z.coerce.number().optional(),
  params: z.object({ ttl: z.coerce.number().optional() }).optional(),
})
const Stop = z.object({ id: z.string(), resourceId: z.string() })

const LONGEST_MS = 7 * 86_400_000

interface Channel {
  readonly id: string
  readonly collection: string
  readonly resourceId: string
  readonly address: string
  readonly token: string | undefined
  readonly expires: number
  number: number
  /** When the last message arrived: one after the other, so that a test sees the same each time. */
  last: Promise<unknown>
}

/** What becomes of a message: `early` arrives before the request that caused it is answered. */
export type WebhookFault = 'drop' | 'duplicate' | 'early'

/** A message that was sent, and what the receiver answered; null: nothing. */
export interface Delivery {
  readonly channel: string
  readonly state: 'sync' | 'exists'
  readonly number: number
  status: number | null
}

/** guides/push: messages without a body that say that something changed, and not what. */
export class Channels {
  readonly deliveries: Delivery[] = []
  readonly #now: () => number
  readonly #open = new Map<string, Channel>()
  readonly #underWay = new Set<Promise<void>>()
  #waiting: (() => unknown)[] = []
  #early: Promise<void>[] = []
  readonly #end = new AbortController()
  #fault: { kind: WebhookFault; times: number } | null = null

  constructor(now: () => number) {
    this.#now = now
  }

  /** What becomes of the next messages; `times` null: of all until told otherwise, `kind` null: nothing any more. */
  fail(kind: WebhookFault | null, times: number | null = 1): void {
    this.#fault = kind === null ? null : { kind, times: times ?? Infinity }
  }

  /** events/watch, calendarList/watch. There is no renewal: who wants to go on opens another one. */
  watch(collection: string, text: string): Answer {
    const asked = Watch.safeParse(JSON.parse(text))
    if (!asked.success) return refuse('invalid', `Invalid value for: ${asked.error.issues[0]?.path.join('.')}`)
    const { id, address, token, expiration, params } = asked.data
    const url = new URL(address)
    // Google takes https only. Here a receiver on this machine may do without; messages to others are never sent.
    if (url.protocol !== 'https:' && !isHere(url)) refuse('push.webhookUrlNotHttps')
    if (this.#open.has(id)) refuse('channelIdNotUnique')
    const longest = this.#now() + Math.min((params?.ttl ?? Infinity) * 1000, LONGEST_MS)
    const expires = Math.min(expiration ?? longest, longest)
    const resourceId = Buffer.from(collection).toString('base64url').slice(-27)
    const channel = { id, collection, resourceId, address, token, expires, number: 0, last: Promise.resolve() }
    this.#open.set(id, channel)
    this.#announce(channel, 'sync')
    const resourceUri = resourceUriOf(channel)
    return json({ kind: 'api#channel', id, resourceId, resourceUri, token, expiration: String(expires) })
  }

  /** channels/stop: the id alone is not enough. */
  stop(text: string): Answer {
    const asked = Stop.safeParse(JSON.parse(text))
    if (!asked.success) return refuse('required', 'Missing resourceId.')
    const channel = this.#open.get(asked.data.id)
    if (channel?.resourceId !== asked.data.resourceId) return refuse('notFound', `Channel '${asked.data.id}' not found`)
    this.#open.delete(channel.id)
    return { status: 204 }
  }

  /** The channels that are open, by their ids. */
  open(): string[] {
    return [...this.#open.values()].filter(({ expires }) => expires > this.#now()).map(({ id }) => id)
  }

  changed(collection: string): void {
    for (const channel of this.#open.values()) {
      if (channel.collection !== collection || channel.expires <= this.#now()) continue
      this.#announce(channel, 'exists')
    }
  }

  /** A message goes out when the request is answered, unless it is to go wrong. */
  #announce(channel: Channel, state: Delivery['state']): void {
    const fault = this.#takeFault()
    if (fault === 'drop') return
    if (fault === 'early') this.#early.push(this.#send(channel, state, 1))
    else this.#waiting.push(() => this.#send(channel, state, fault === 'duplicate' ? 2 : 1))
  }

  /** Sends what waited for the end of a request. */
  flush(): void {
    for (const send of this.#waiting.splice(0)) send()
  }

  /** When what was sent ahead of an answer has arrived. */
  async ahead(): Promise<void> {
    await Promise.all(this.#early.splice(0))
  }

  /** When all that was sent has been answered. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
  }

  /** Waits for no receiver any more. */
  async close(): Promise<void> {
    this.#end.abort()
    await this.settled()
  }

  #takeFault(): WebhookFault | null {
    if (this.#fault === null) return null
    const { kind } = this.#fault
    this.#fault.times -= 1
    if (this.#fault.times <= 0) this.#fault = null
    return kind
  }

  /** guides/push#understanding-the-notification-message-format: 1 for `sync`, then rising, but not one by one. */
  #send(channel: Channel, state: Delivery['state'], copies: number): Promise<void> {
    channel.number += state === 'sync' ? 1 : 3
    const { number } = channel
    const sent = channel.last.then(async () => {
      await Promise.all(Array.from({ length: copies }, () => this.#post(channel, state, number)))
    })
    channel.last = sent
    this.#underWay.add(sent)
    void sent.finally(() => this.#underWay.delete(sent))
    return sent
  }

  async #post(channel: Channel, state: Delivery['state'], number: number): Promise<void> {
    const delivery: Delivery = { channel: channel.id, state, number, status: null }
    this.deliveries.push(delivery)
    if (!isHere(new URL(channel.address))) return
    const headers = {
      'X-Goog-Channel-ID': channel.id,
      'X-Goog-Message-Number': String(number),
      'X-Goog-Resource-ID': channel.resourceId,
      'X-Goog-Resource-State': state,
      'X-Goog-Resource-URI': resourceUriOf(channel),
      'X-Goog-Channel-Expiration': new Date(channel.expires).toUTCString(),
      ...(channel.token === undefined ? {} : { 'X-Goog-Channel-Token': channel.token }),
    }
    const { signal } = this.#end
    const answer = await fetch(channel.address, { method: 'POST', headers, redirect: 'manual', signal }).catch(
      () => null,
    )
    await answer?.body?.cancel()
    delivery.status = answer?.status ?? null
  }
}

function resourceUriOf({ collection }: Channel): string {
  return `https://www.googleapis.com${collection.replace(/#.*/, '')}?alt=json`
}

function isHere(url: URL): boolean {
  return url.protocol === 'http:' && /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname)
}
