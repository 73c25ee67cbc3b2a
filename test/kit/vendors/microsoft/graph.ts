import type { Answer } from '#kit/vendors/faulty-server.ts'
import type { Ask } from '#kit/vendors/faults.ts'
import { windowIn } from './delta.ts'
import type { Deltas } from './delta.ts'
import { iCalUIdOf } from './ids.ts'
import type { Item } from './item.ts'
import type { Found, Mailbox } from './mailbox.ts'
import { pageOf, readFilter, readWanted } from './odata.ts'
import type { Filter } from './odata.ts'
import type { Prefer } from './prefer.ts'
import { Refusal, denied, json, notFound } from './refusal.ts'
import { occurrencesIn } from './series.ts'
import { etagOf, shownAs, shownCalendar } from './show.ts'
import { shownSubscription } from './subscription.ts'
import type { Subscriptions } from './subscription.ts'
import type { Webhooks } from './webhooks.ts'

/** A request of someone who was let in. */
export interface Call {
  readonly ask: Ask
  readonly mailbox: Mailbox
  readonly scopes: readonly string[]
  readonly prefer: Prefer
}

interface Parts {
  readonly deltas: Deltas
  readonly subscriptions: Subscriptions
  readonly webhooks: Webhooks
}

type Handler = (call: Call, parts: Parts, first: string, second: string) => Answer | Promise<Answer>
/** Any one of these lets in (the "Permissions" of each page of learn.microsoft.com/graph/api). */
const READ = ['Calendars.Read', 'Calendars.ReadWrite']
const WRITE = ['Calendars.ReadWrite']
const NONE = { status: 204 }

const ROUTES: readonly (readonly [string, RegExp, readonly string[], Handler])[] = [
  ['GET', /^\/me$/, ['User.Read', 'User.ReadWrite'], ({ mailbox }) => json(200, profile(mailbox))],
  ['GET', /^\/me\/mailboxSettings$/, ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'], settings],
  ['GET', /^\/me\/calendars$/, READ, listCalendars],
  ['GET', /^\/me\/calendar$/, READ, (call) => json(200, shownCalendar(call.mailbox, call.mailbox.calendar(null)))],
  [
    'GET',
    /^\/me\/calendars\/([^/]+)$/,
    READ,
    (call, _, id) => json(200, shownCalendar(call.mailbox, call.mailbox.calendar(id))),
  ],
  [
    'GET',
    /^\/me\/(?:calendars\/([^/]+)\/|calendar\/|)calendarView\/(?:microsoft\.graph\.)?delta(?:\(\))?$/,
    READ,
    delta,
  ],
  ['GET', /^\/me\/(?:calendars\/([^/]+)\/|calendar\/|)events$/, READ, listEvents],
  ['POST', /^\/me\/(?:calendars\/([^/]+)\/|calendar\/|)events$/, WRITE, createEvent],
  [
    'GET',
    /^\/me\/(?:calendars\/([^/]+)\/)?events\/([^/]+)$/,
    READ,
    (call, _, calendar, id) => json(200, show(call, find(call, calendar, id))),
  ],
  ['PATCH', /^\/me\/(?:calendars\/([^/]+)\/)?events\/([^/]+)$/, WRITE, changeEvent],
  ['DELETE', /^\/me\/(?:calendars\/([^/]+)\/)?events\/([^/]+)$/, WRITE, deleteEvent],
  ['GET', /^\/me\/(?:calendars\/([^/]+)\/)?events\/([^/]+)\/instances$/, READ, instances],
  [
    'GET',
    /^\/subscriptions$/,
    READ,
    ({ mailbox }, { subscriptions }) => json(200, { value: subscriptions.live(mailbox).map(shownSubscription) }),
  ],
  ['POST', /^\/subscriptions$/, READ, subscribe],
  [
    'GET',
    /^\/subscriptions\/([^/]+)$/,
    READ,
    ({ mailbox }, { subscriptions }, id) => json(200, shownSubscription(subscriptions.find(mailbox, id))),
  ],
  ['PATCH', /^\/subscriptions\/([^/]+)$/, READ, renew],
  ['DELETE', /^\/subscriptions\/([^/]+)$/, READ, unsubscribe],
  ['POST', /^\/subscriptions\/([^/]+)\/reauthorize$/, READ, reauthorize],
]

/** What Graph v1.0 answers, as far as calendars need it. */
export async function answerGraph(call: Call, parts: Parts): Promise<Answer> {
  const path = call.ask.path.replace(/^\/v1\.0/, '')
  for (const [method, shape, scopes, handler] of ROUTES) {
    const match = shape.exec(path)
    if (match === null || method !== call.ask.method) continue
    const granted = call.scopes.map((scope) => scope.replace('https://graph.microsoft.com/', ''))
    if (!scopes.some((scope) => granted.includes(scope))) throw denied()
    const [first = '', second = ''] = match.slice(1).map((part) => decodeURIComponent(part ?? ''))
    const answer = await handler(call, parts, first, second)
    const { applied } = call.prefer
    return applied === '' ? answer : { ...answer, headers: { ...answer.headers, 'preference-applied': applied } }
  }
  throw new Refusal(400, 'BadRequest', `Resource not found for the segment '${path.split('/').at(-1)}'.`)
}

/** learn.microsoft.com/graph/api/user-get */
function profile({ account }: Mailbox): unknown {
  const { id, name, email } = account
  const [givenName = name, surname = ''] = name.split(' ')
  return {
    id,
    displayName: name,
    givenName,
    surname,
    mail: email,
    userPrincipalName: email,
    preferredLanguage: 'en-GB',
  }
}

/** learn.microsoft.com/graph/api/user-get-mailboxsettings */
function settings({ mailbox: { timeZone } }: Call): Answer {
  const workingHours = {
    daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    ...{ startTime: '08:00:00.0000000', endTime: '17:00:00.0000000', timeZone: { name: timeZone } },
  }
  return json(200, {
    timeZone,
    language: { locale: 'en-GB' },
    dateFormat: 'dd/MM/yyyy',
    timeFormat: 'HH:mm',
    workingHours,
  })
}

function listCalendars({ mailbox, ask }: Call): Answer {
  const all = [...mailbox.calendars.values()].map((calendar) => shownCalendar(mailbox, calendar))
  return json(200, pageOf(all, ask.query, ask.path))
}

function delta(call: Call, { deltas }: Parts, calendar: string): Answer {
  const { mailbox, ask, prefer } = call
  const { id } = mailbox.calendar(calendar || null)
  return json(200, deltas.answer({ mailbox, path: ask.path, calendar: id }, ask.query, prefer))
}

/** Masters and single events, no occurrences (learn.microsoft.com/graph/api/user-list-events). */
function listEvents({ mailbox, ask, prefer }: Call, _: Parts, calendar: string): Answer {
  const [filter, wanted] = [readFilter(ask.query), readWanted(ask.query)]
  const { id } = mailbox.calendar(calendar || null)
  const all = [...mailbox.items.values()]
    .filter((item) => item.calendar === id && fits(item, filter))
    .map((item) => shownAs(wanted, mailbox, { item, date: null }, prefer))
  return json(200, pageOf(all, ask.query, ask.path))
}

function fits(item: Item, filter: Filter): boolean {
  if (filter.by === 'iCalUId') return iCalUIdOf(item, null) === filter.value
  return filter.by === 'all' || item.extended.get(filter.id.toLowerCase())?.value === filter.value
}

function createEvent(call: Call, _: Parts, calendar: string): Answer {
  const item = call.mailbox.create(calendar || null, sent(call))
  return json(201, show(call, { item, date: null }))
}

function changeEvent(call: Call, _: Parts, calendar: string, id: string): Answer {
  unchanged(call, find(call, calendar, id))
  return json(200, show(call, call.mailbox.change(id, sent(call))))
}

function deleteEvent(call: Call, _: Parts, calendar: string, id: string): Answer {
  unchanged(call, find(call, calendar, id))
  call.mailbox.delete(id)
  return NONE
}

/** learn.microsoft.com/graph/api/event-list-instances: both ends are needed here as well. */
function instances(call: Call, _: Parts, calendar: string, id: string): Answer {
  const { ask, mailbox, prefer } = call
  const { item } = find(call, calendar, id)
  const wanted = readWanted(ask.query)
  const all = occurrencesIn(item, windowIn(ask.query)).map((date) => shownAs(wanted, mailbox, { item, date }, prefer))
  return json(200, pageOf(all, ask.query, ask.path))
}

async function subscribe(call: Call, { subscriptions, webhooks }: Parts): Promise<Answer> {
  const subscription = subscriptions.read(call.mailbox, sent(call), call.prefer.immutable)
  const { notificationUrl, lifecycleNotificationUrl } = subscription
  for (const url of new Set([notificationUrl, lifecycleNotificationUrl ?? notificationUrl]))
    await webhooks.shakeHands(url)
  subscriptions.all.set(subscription.id, subscription)
  return json(201, shownSubscription(subscription))
}

function renew(call: Call, { subscriptions }: Parts, id: string): Answer {
  const subscription = subscriptions.find(call.mailbox, id)
  subscriptions.renew(subscription, sent(call))
  return json(200, shownSubscription(subscription))
}

function unsubscribe({ mailbox }: Call, { subscriptions }: Parts, id: string): Answer {
  subscriptions.all.delete(subscriptions.find(mailbox, id).id)
  return NONE
}

function reauthorize({ mailbox }: Call, { subscriptions }: Parts, id: string): Answer {
  subscriptions.find(mailbox, id).paused = false
  return NONE
}

function find({ mailbox }: Call, calendar: string, id: string): Found {
  const found = mailbox.find(id)
  if (calendar !== '' && found.item.calendar !== calendar) throw notFound()
  return found
}

function show({ mailbox, ask, prefer }: Call, found: Found): unknown {
  return shownAs(readWanted(ask.query), mailbox, found, prefer)
}

/** Whether it is still the version that the program knows (learn.microsoft.com/graph/errors, 412). */
function unchanged({ ask }: Call, { item, date }: Found): void {
  const known = ask.headers['if-match']
  if (known === undefined || known === '*' || known === etagOf(item, date)) return
  const message =
    'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.'
  throw new Refusal(412, 'ErrorIrresolvableConflict', message)
}

function sent({ ask }: Call): unknown {
  try {
    return JSON.parse(ask.body)
  } catch {
    throw new Refusal(
      400,
      'BadRequest',
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    )
  }
}
