import { randomUUID } from 'node:crypto'
import type { Change } from './item.ts'
import type { Mailbox } from './mailbox.ts'
import { Refusal } from './refusal.ts'
import { envelopeOf, notificationOf, wants } from './subscription.ts'
import type { Subscription, Subscriptions } from './subscription.ts'

export const LIFECYCLES = ['reauthorizationRequired', 'subscriptionRemoved', 'missed'] as const
export type Lifecycle = (typeof LIFECYCLES)[number]

/** How notifications may arrive otherwise: not at all, twice, or before the write that they are about is answered. */
export const MANNERS = ['drop', 'duplicate', 'early'] as const
export type Manner = (typeof MANNERS)[number]

/** Graph waits so long for an answer (learn.microsoft.com/graph/change-notifications-delivery-webhooks). */
const PATIENCE_MS = 3_000
const HANDSHAKE_MS = 10_000

interface Delivery {
  readonly url: string
  readonly value: unknown
}

/** Tells subscribers what happened, over real HTTP. */
export class Webhooks {
  /** What was not taken; Graph tries again for hours, here `retry` does. */
  undelivered: Delivery[] = []
  readonly #subscriptions: Subscriptions
  #manner: { manner: Manner; times: number | null } | null = null
  #waiting: (Delivery & { readonly early: boolean })[] = []
  #underWay = new Set<Promise<void>>()

  constructor(subscriptions: Subscriptions) {
    this.#subscriptions = subscriptions
  }

  /** So are the next notifications; with null for their number, all of them. */
  fail(manner: Manner | null, times: number | null = 1): void {
    this.#manner = manner === null ? null : { manner, times }
  }

  /**
   * Whether an address wants notifications: it has to give back a token, decoded, as plain text
   * (learn.microsoft.com/graph/change-notifications-delivery-webhooks, "notificationUrl validation").
   */
  async shakeHands(url: string): Promise<void> {
    const token = `Validation: Testing client application reachability for subscription Request-Id: ${randomUUID()} + ü`
    const address = new URL(url)
    const asked = `${url}${address.search === '' ? '?' : '&'}validationToken=${encodeURIComponent(token)}`
    const headers = { 'content-type': 'text/plain; charset=utf-8' }
    const answer = await fetch(asked, { method: 'POST', headers, signal: AbortSignal.timeout(HANDSHAKE_MS) }).catch(
      () => null,
    )
    const isPlain = answer?.headers.get('content-type')?.startsWith('text/plain') === true
    if (answer?.status === 200 && isPlain && (await answer.text()) === token) return
    const message =
      'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.'
    throw new Refusal(400, 'ValidationError', message)
  }

  /** Something happened in a mailbox; who subscribed is told when the request that did it was answered. */
  tell(mailbox: Mailbox, change: Change): void {
    for (const subscription of this.#subscriptions.live(mailbox)) {
      if (subscription.paused || !wants(subscription, change)) continue
      const delivery = { url: subscription.notificationUrl, value: notificationOf(subscription, change) }
      const manner = this.#takeManner()
      if (manner === 'drop') continue
      this.#waiting.push({ ...delivery, early: manner === 'early' })
      if (manner === 'duplicate') this.#waiting.push({ ...delivery, early: false })
    }
  }

  /** Sends what is to arrive before the answer, and waits until it has. */
  async sendEarly(): Promise<void> {
    const early = this.#waiting.filter((delivery) => delivery.early)
    this.#waiting = this.#waiting.filter((delivery) => !delivery.early)
    await Promise.all(early.map((delivery) => this.#deliver(delivery)))
  }

  send(): void {
    for (const delivery of this.#waiting.splice(0)) this.#start(delivery)
  }

  retry(): void {
    for (const delivery of this.undelivered.splice(0)) this.#start(delivery)
  }

  /** Until all that was sent has arrived, or has not. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
  }

  /** Somebody who does not know the secret says that something happened. */
  forge(subscription: Subscription): void {
    const value = {
      ...envelopeOf(subscription),
      clientState: 'a guess',
      changeType: 'updated',
      resource: 'Users/x/Events/y',
    }
    this.#start({ url: subscription.notificationUrl, value: { ...value, resourceData: { id: 'y' } } })
  }

  /** Tells what becomes of a subscription, if it gave an address for that when it was made. */
  lifecycle(subscription: Subscription, event: Lifecycle): void {
    if (event === 'reauthorizationRequired') subscription.paused = true
    if (event === 'subscriptionRemoved') this.#subscriptions.all.delete(subscription.id)
    if (subscription.lifecycleNotificationUrl === null) return
    this.#start({
      url: subscription.lifecycleNotificationUrl,
      value: { ...envelopeOf(subscription), lifecycleEvent: event },
    })
  }

  #takeManner(): Manner | null {
    const now = this.#manner
    if (now === null) return null
    if (now.times !== null) now.times -= 1
    if (now.times === 0) this.#manner = null
    return now.manner
  }

  #start(delivery: Delivery): void {
    const run = this.#deliver(delivery)
    this.#underWay.add(run)
    void run.finally(() => this.#underWay.delete(run))
  }

  async #deliver({ url, value }: Delivery): Promise<void> {
    const body = JSON.stringify({ value: [value] })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(PATIENCE_MS) }).catch(
      () => null,
    )
    await answer?.text().catch(() => '')
    if (answer?.ok !== true) this.undelivered.push({ url, value })
  }
}
