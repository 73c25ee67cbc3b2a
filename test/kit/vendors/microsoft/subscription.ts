import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { idOf } from './ids.ts'
import type { Change } from './item.ts'
import type { Mailbox } from './mailbox.ts'
import { etagOf } from './show.ts'
import type { Json } from './show.ts'
import { Refusal, notFound } from './refusal.ts'
import type { Traits } from './traits.ts'

/** "Subscription lifetime" of Outlook's events (learn.microsoft.com/graph/api/resources/subscription). */
const LONGEST_MINUTES = 4_230
const KINDS = ['created', 'updated', 'deleted']

const Wish = z.looseObject({
  changeType: z.string(),
  notificationUrl: z.url(),
  lifecycleNotificationUrl: z.url().nullish(),
  resource: z.string(),
  expirationDateTime: z.iso.datetime({ offset: true }),
  clientState: z.string().max(128).nullish(),
})

export interface Subscription {
  readonly id: string
  readonly mailbox: Mailbox
  readonly resource: string
  readonly changeType: string
  readonly notificationUrl: string
  readonly lifecycleNotificationUrl: string | null
  readonly clientState: string | null
  /** Asked with `Prefer: IdType="ImmutableId"`: so are the ids in its notifications (…/graph/outlook-immutable-id). */
  readonly immutable: boolean
  /** Null: the default calendar and all others. */
  readonly calendar: string | null
  expires: number
  /** Until it is authorised again, nothing is delivered (…/graph/change-notifications-lifecycle-events). */
  paused: boolean
}

const bad = (message: string): Refusal => new Refusal(400, 'ValidationError', message)

/** The subscriptions of all mailboxes, by their rules; who delivers is elsewhere. */
export class Subscriptions {
  readonly all = new Map<string, Subscription>()
  readonly #now: () => number
  readonly #traits: Traits

  constructor(now: () => number, traits: Traits) {
    this.#now = now
    this.#traits = traits
  }

  /** What is asked for, before the addresses are asked whether they want it. */
  read(mailbox: Mailbox, sent: unknown, immutable: boolean): Subscription {
    const read = Wish.safeParse(sent)
    if (!read.success) throw bad(`${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`)
    const { changeType, resource, notificationUrl, lifecycleNotificationUrl = null, clientState = null } = read.data
    const kinds = changeType.split(',')
    if (kinds.some((kind) => !KINDS.includes(kind))) throw bad(`'${changeType}' is no list of change types.`)
    for (const url of [notificationUrl, lifecycleNotificationUrl ?? notificationUrl])
      if (!isSafe(url)) throw bad("Invalid 'notificationUrl'. Notification URL must be HTTPS.")
    const calendar = this.#calendarIn(mailbox, resource)
    for (const one of this.live(mailbox)) {
      // learn.microsoft.com/graph/api/subscription-post-subscriptions, "Duplicate subscription behavior"
      if (one.changeType === changeType && one.calendar === calendar)
        throw new Refusal(
          409,
          'ObjectIdentifierInUse',
          `Subscription Id ${one.id} already exists for the requested combination`,
        )
    }
    const expires = this.#capped(read.data.expirationDateTime)
    return {
      ...{ id: randomUUID(), mailbox, resource, changeType, notificationUrl, lifecycleNotificationUrl, clientState },
      ...{ immutable, calendar, expires, paused: false },
    }
  }

  /** A renewal authorises as well (…/graph/change-notifications-lifecycle-events). */
  renew(subscription: Subscription, sent: unknown): void {
    const read = z.looseObject({ expirationDateTime: z.iso.datetime({ offset: true }) }).safeParse(sent)
    if (!read.success) throw bad('expirationDateTime is needed.')
    subscription.expires = this.#capped(read.data.expirationDateTime)
    subscription.paused = false
  }

  find(mailbox: Mailbox, id: string): Subscription {
    const found = this.live(mailbox).find((one) => one.id === id)
    if (found === undefined) throw notFound()
    return found
  }

  /** Those that did not run out. */
  live(mailbox: Mailbox): Subscription[] {
    return [...this.all.values()].filter((one) => one.mailbox === mailbox && one.expires > this.#now())
  }

  /** Longer than the longest becomes the longest, as the answer says. */
  #capped(text: string): number {
    const [wanted, now] = [Date.parse(text), this.#now()]
    if (wanted <= now) throw bad('Subscription expirationDateTime must be in the future.')
    return Math.min(wanted, now + LONGEST_MINUTES * 60_000)
  }

  #calendarIn(mailbox: Mailbox, resource: string): string | null {
    if (/^\/?(me|users\/[^/]+)\/events$/.test(resource)) return null
    const calendar = /^\/?(?:me|users\/[^/]+)\/calendars\/([^/]+)\/events$/.exec(resource)?.[1]
    if (calendar === undefined || !this.#traits.calendar_subscriptions)
      throw bad(`Unsupported resource: '${resource}'.`)
    return mailbox.calendar(decodeURIComponent(calendar)).id
  }
}

/** HTTPS, or this machine, where tests listen. */
function isSafe(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || ['127.0.0.1', 'localhost'].includes(hostname)
}

export function wants(subscription: Subscription, { kind, calendar }: Change): boolean {
  return subscription.changeType.split(',').includes(kind) && (subscription.calendar ?? calendar) === calendar
}

/** learn.microsoft.com/graph/api/resources/subscription */
export function shownSubscription(subscription: Subscription): Json {
  const { id, resource, changeType, notificationUrl, lifecycleNotificationUrl, mailbox } = subscription
  return {
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity',
    ...{ id, resource, changeType, notificationUrl, lifecycleNotificationUrl },
    // The secret is never told again.
    clientState: null,
    applicationId: '24d3b144-21ae-4080-943f-7067b395b913',
    expirationDateTime: new Date(subscription.expires).toISOString(),
    creatorId: mailbox.account.id,
    latestSupportedTlsVersion: 'v1_2',
  }
}

/** What is delivered for a change (learn.microsoft.com/graph/api/resources/changenotification). */
export function notificationOf(subscription: Subscription, change: Change): Json {
  const { mailbox, immutable } = subscription
  const date = /^\d/.test(change.what) ? change.what : null
  const id = idOf(change, date, immutable)
  const resource = `Users/${mailbox.account.id}/Events/${id}`
  return {
    ...envelopeOf(subscription),
    changeType: change.kind,
    resource,
    resourceData: {
      '@odata.type': '#Microsoft.Graph.Event',
      '@odata.id': resource,
      '@odata.etag': etagOf(change.item, date),
      id,
    },
  }
}

/** Of a lifecycle notification there is nothing more but the event's name. */
export function envelopeOf(subscription: Subscription): Json {
  return {
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: new Date(subscription.expires).toISOString(),
    clientState: subscription.clientState,
    tenantId: subscription.mailbox.account.tenant,
  }
}
