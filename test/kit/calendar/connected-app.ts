import { START, makeApp } from '#kit/make-app.ts'
import type { Answer, TestApp, TestUser } from '#kit/make-app.ts'
import { startFakeGoogle } from '#kit/vendors/google/server.ts'
import type { FakeGoogle } from '#kit/vendors/google/server.ts'
import { startFakeMicrosoft } from '#kit/vendors/microsoft/server.ts'
import type { FakeMicrosoft } from '#kit/vendors/microsoft/server.ts'

/** What a person does on the provider's page. */
export interface AtProvider {
  /** Whose account; absent: the first. */
  readonly account?: string
  /** Scopes that are not ticked. */
  readonly withhold?: readonly string[]
  readonly deny?: boolean
}

/** What the browser brings back. */
export interface Back {
  readonly state: string
  readonly code?: string
  readonly error?: string
}

export type SignIn = 'google' | 'microsoft'

/** The app, registered with a Google and a Microsoft that answer from this machine, on one clock. */
export interface ConnectedApp {
  readonly app: TestApp
  readonly google: FakeGoogle
  readonly microsoft: FakeMicrosoft
  /** Another node on the same database. */
  beside(): Promise<TestApp>
  advance(ms: number): void
  /** Begins to connect, and comes back from the provider's page. */
  consent(person: TestUser, provider: SignIn, at?: AtProvider): Promise<Back>
  finish(person: TestUser, provider: SignIn, back: Back): Promise<Answer>
  /** The whole way; gives the connection. */
  connect(person: TestUser, provider: SignIn, at?: AtProvider): Promise<Answer>
  close(): Promise<void>
}

const CLIENT = { id: 'copilot', secret: 'of the copilot' }

export async function startConnectedApp(variables: Readonly<Record<string, string>> = {}): Promise<ConnectedApp> {
  let now = START
  const google = await startFakeGoogle({ client: CLIENT, now: () => now })
  const microsoft = await startFakeMicrosoft({ client: { ...CLIENT, redirect_uris: null }, now: () => now })
  const environment = {
    ...{ GOOGLE_CLIENT_ID: CLIENT.id, GOOGLE_CLIENT_SECRET: CLIENT.secret },
    ...{ MICROSOFT_CLIENT_ID: CLIENT.id, MICROSOFT_CLIENT_SECRET: CLIENT.secret },
    OUTBOUND_REWRITE: JSON.stringify({ ...google.rewrite, ...microsoft.rewrite }),
    PUBLIC_URL: 'https://copilot.example',
    ...variables,
  }
  const nodes = [await makeApp(environment)]
  const [app] = nodes
  if (app === undefined) throw new Error('There is one app.')

  async function consent(person: TestUser, provider: SignIn, at: AtProvider = {}): Promise<Back> {
    const begun = await person.request('GET', `/calendar/oauth/${provider}/authorize`)
    if (begun.status !== 200) throw new Error(`It could not be begun: ${JSON.stringify(begun.body)}`)
    const url: string = begun.body.authorization_url
    const { state, code, error } = await (provider === 'google' ? atGoogle(url, at) : microsoft.approve(url, at))
    return error === null ? { state, code } : { state, error }
  }

  function atGoogle(url: string, { account, withhold = [], deny = false }: AtProvider) {
    const asked = new URL(url).searchParams.get('scope')?.split(' ') ?? []
    const scopes = asked.filter((scope) => !withhold.includes(scope))
    Object.assign(google.google.oauth.consent, { email: account ?? null, scopes, deny })
    return google.approve(url)
  }

  const finish = (person: TestUser, provider: SignIn, back: Back) =>
    person.request('POST', `/calendar/oauth/${provider}/callback`, { body: back })

  return {
    ...{ app, google, microsoft, consent, finish },
    beside: async () => {
      const node = await makeApp(environment, app)
      node.time.advance(now - START)
      nodes.push(node)
      return node
    },
    advance: (ms) => {
      now += ms
      for (const node of nodes) node.time.advance(ms)
    },
    connect: async (person, provider, at) => finish(person, provider, await consent(person, provider, at)),
    close: async () => {
      for (const node of nodes.toReversed()) await node.close()
      await google.close()
      await microsoft.close()
    },
  }
}
