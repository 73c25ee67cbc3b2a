import { FaultQueue, RequestLog } from '#kit/vendors/faults.ts'
import type { Ask, FaultMatch } from '#kit/vendors/faults.ts'
import { startFaultyServer } from '#kit/vendors/faulty-server.ts'
import type { Answer } from '#kit/vendors/faulty-server.ts'
import { answerBatch } from './batch.ts'
import { control } from './control.ts'
import { Deltas } from './delta.ts'
import { answerGraph } from './graph.ts'
import type { Client } from './grants.ts'
import { Login } from './login.ts'
import { Mailbox } from './mailbox.ts'
import type { Account } from './mailbox.ts'
import { faultNamed, refusing } from './named-faults.ts'
import type { FaultName } from './named-faults.ts'
import { Person } from './person.ts'
import { readPrefer } from './prefer.ts'
import { Refusal } from './refusal.ts'
import { Subscriptions } from './subscription.ts'
import { usualTraits } from './traits.ts'
import type { Traits } from './traits.ts'
import { Webhooks } from './webhooks.ts'

/** Microsoft's sign-in and the calendars of Graph v1.0, with all that goes wrong with them. */
export interface FakeMicrosoft {
  readonly origin: string
  /** For `OUTBOUND_REWRITE`. */
  readonly rewrite: Readonly<Record<string, string>>
  readonly traits: Traits
  readonly login: Login
  readonly deltas: Deltas
  readonly subscriptions: Subscriptions
  readonly webhooks: Webhooks
  readonly faults: FaultQueue
  readonly log: RequestLog
  /** The person in Outlook, by their address; absent: the first one. */
  person(email?: string): Person
  /** The next request to Graph that matches goes wrong in this way. */
  fail(name: FaultName, match?: FaultMatch): void
  /** The next request that matches is refused by Graph with this code, in its shape, and does nothing. */
  refuse(status: number, code: string, match?: FaultMatch, headers?: Readonly<Record<string, string>>): void
  /** All is well again. What was expired or revoked stays so. */
  calm(): void
  /** An access token of that person, without going the way through the browser. */
  token(scopes?: readonly string[], email?: string): string
  /** What a browser does that is sent to `authorization_url`, and the person in it. */
  approve(authorization_url: string, decision?: Decision): Promise<Approved>
  close(): Promise<void>
}

export interface Decision {
  readonly account?: string
  readonly withhold?: readonly string[]
  readonly deny?: boolean
}

/** What came back; without a code there is an error. */
export interface Approved {
  readonly code: string
  readonly state: string
  readonly error: string | null
  readonly redirect_uri: string
}

export interface FakeMicrosoftOptions {
  readonly now?: () => number
  readonly port?: number
  readonly accounts?: readonly Account[]
  readonly client?: Client
}

const TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad'
const ACCOUNTS: readonly Account[] = [
  { id: '5e1b8c1a-0001-4000-8000-000000000001', tenant: TENANT, name: 'Mara Feldkamp', email: 'mara@outlook.example' },
  { id: '5e1b8c1a-0001-4000-8000-000000000002', tenant: TENANT, name: 'Jonas Okafor', email: 'jonas@contoso.example' },
]
const CLIENT: Client = { id: 'development', secret: 'development', redirect_uris: null }
const SCOPES = ['User.Read', 'MailboxSettings.Read', 'Calendars.ReadWrite', 'offline_access']
/** How many requests one program may have under way for one mailbox (learn.microsoft.com/graph/throttling-limits, Outlook). */
const AT_ONCE = 4

export async function startFakeMicrosoft(options: FakeMicrosoftOptions = {}): Promise<FakeMicrosoft> {
  const { now = Date.now, accounts = ACCOUNTS, client = CLIENT } = options
  const [faults, log] = [new FaultQueue(), new RequestLog()]
  const traits = usualTraits()
  const [deltas, subscriptions] = [new Deltas(traits), new Subscriptions(now, traits)]
  const webhooks = new Webhooks(subscriptions)
  const login = new Login(accounts, client, { now, traits })
  const mailboxes = accounts.map((account) => {
    const mailbox = new Mailbox(account, now, traits)
    mailbox.onChange = (change) => webhooks.tell(mailbox, change)
    return mailbox
  })
  const underWay = new Map<Ask, Mailbox>()

  // The clock of the answer is the clock of what is in it.
  async function answer(ask: Ask): Promise<Answer> {
    const { headers, ...answered } = await answerOf(ask)
    return { ...answered, headers: { date: new Date(now()).toUTCString(), ...headers } }
  }

  async function answerOf(ask: Ask): Promise<Answer> {
    if (ask.path.startsWith('/login/')) return login.answer({ ...ask, path: ask.path.slice('/login'.length) })
    try {
      const answered = await graph({ ...ask, path: ask.path.replace(/^\/graph/, '') }, ask)
      await webhooks.sendEarly()
      return answered
    } catch (error) {
      return refused(error)
    }
  }

  function refused(error: unknown): Answer {
    if (error instanceof Refusal) return error.answer(now())
    throw error
  }

  async function graph(ask: Ask, key: Ask): Promise<Answer> {
    const bearer = String(ask.headers.authorization ?? '').replace(/^Bearer /, '')
    const holder = login.grants.holder(bearer)
    const mailbox = mailboxes.find(({ account }) => account === holder?.account)
    if (holder === null || mailbox === undefined) {
      const message = 'Lifetime validation failed, the token is expired.'
      throw new Refusal(401, 'InvalidAuthenticationToken', message, { 'www-authenticate': 'Bearer realm=""' })
    }
    underWay.set(key, mailbox)
    if ([...underWay.values()].filter((one) => one === mailbox).length > AT_ONCE) {
      const message = 'Application is over its MailboxConcurrency limit.'
      throw new Refusal(429, 'ApplicationThrottled', message, { 'retry-after': '1' })
    }
    if (ask.method === 'POST' && ask.path === '/v1.0/$batch')
      return answerBatch(ask, faults, (part) => graph(part, key).catch(refused))
    return answerGraph(
      { ask, mailbox, scopes: holder.scopes, prefer: readPrefer(ask.headers) },
      { deltas, subscriptions, webhooks },
    )
  }

  const server = await startFaultyServer(
    {
      ...{ faults, log, answer },
      afterwards: (ask) => {
        underWay.delete(ask)
        webhooks.send()
      },
      control: (command) => {
        try {
          return control(fake, command)
        } catch (error) {
          if (error instanceof Refusal) return { refused: error.code, message: error.message }
          throw error
        }
      },
    },
    options.port,
  )
  const { origin } = server
  const rewrite = {
    'https://login.microsoftonline.com': `${origin}/login`,
    'https://graph.microsoft.com': `${origin}/graph`,
  }
  const mailboxOf = (email?: string): Mailbox => {
    const found = mailboxes.find(({ account }) => email === undefined || account.email === email)
    if (found === undefined) throw new Refusal(404, 'ResourceNotFound', `There is no account ${email}.`)
    return found
  }
  const fake: FakeMicrosoft = {
    ...{ origin, rewrite, traits, login, deltas, subscriptions, webhooks, faults, log },
    person: (email) => new Person(mailboxOf(email), webhooks),
    fail: (name, match = {}) => faults.add(faultNamed(name, now()), { path: '^/graph/', ...match }),
    refuse: (status, code, match = {}, headers = {}) => {
      const refusal = new Refusal(status, code, 'Refused on purpose.', headers)
      faults.add(refusing(refusal, now()), { path: '^/graph/', ...match })
    },
    calm: () => {
      faults.clear()
      webhooks.fail(null)
      login.fail(null)
    },
    token: (scopes = SCOPES, email) => login.grants.accessFor(mailboxOf(email).account, client.id, scopes).access_token,
    approve: (url, decision) => approve(url.replace('https://login.microsoftonline.com', `${origin}/login`), decision),
    close: async () => {
      await server.close()
      await webhooks.settled()
    },
  }
  return fake
}

async function approve(
  authorization_url: string,
  { account, withhold = [], deny = false }: Decision = {},
): Promise<Approved> {
  const url = new URL(authorization_url)
  url.pathname = `${url.pathname}/decide`
  for (const scope of (url.searchParams.get('scope') ?? '').split(' '))
    if (!withhold.includes(scope)) url.searchParams.append('granted', scope)
  if (account !== undefined) url.searchParams.set('account', account)
  if (deny) url.searchParams.set('decision', 'deny')
  const answer = await fetch(url, { redirect: 'manual' })
  const location = answer.headers.get('location')
  if (location === null) throw new Error(`Nobody was sent back: ${await answer.text()}`)
  const back = new URL(location)
  return {
    code: back.searchParams.get('code') ?? '',
    state: back.searchParams.get('state') ?? '',
    error: back.searchParams.get('error'),
    redirect_uri: `${back.origin}${back.pathname}`,
  }
}
