import { FaultQueue, RequestLog } from '#kit/vendors/faults.ts'
import type { FaultMatch } from '#kit/vendors/faults.ts'
import { Channels } from './channels.ts'
import type { WebhookFault } from './channels.ts'
import { FAULTS } from './named-faults.ts'
import type { FaultName } from './named-faults.ts'
import { OAuth } from './oauth.ts'
import type { Client } from './oauth.ts'
import { Person } from './person.ts'
import { GoogleState } from './state.ts'
import { Tokens } from './sync-tokens.ts'

const ALL_CALENDARS = 'https://www.googleapis.com/auth/calendar'

export interface GoogleOptions {
  /** The application that asks; absent: the one of development, with any address to return to. */
  readonly client?: Client
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

/** Google Calendar and its sign-in in memory, with two accounts: what it answers, and what goes wrong with it. */
export class Google {
  readonly state: GoogleState
  readonly oauth: OAuth
  readonly channels: Channels
  readonly person: Person
  readonly tokens = new Tokens()
  readonly faults = new FaultQueue()
  /** Every request; `/accounts`, `/oauth`, `/openid` and `/apis` stand for the origins. */
  readonly log = new RequestLog()

  constructor({ client = { id: 'development', secret: 'development' }, now = () => Date.now() }: GoogleOptions = {}) {
    this.state = new GoogleState(now)
    this.oauth = new OAuth(this.state, client)
    this.channels = new Channels(now)
    this.person = new Person(this.state, this.channels)
    this.state.onChange = (collection) => this.channels.changed(collection)
    const mara = this.state.addAccount({ subject: 'sub-1', email: 'mara@example.org', name: 'Mara Feldkamp' })
    const jonas = this.state.addAccount({ subject: 'sub-2', email: 'jonas@example.org', name: 'Jonas Reuter' })
    for (const account of [mara, jonas])
      this.state.addCalendar(account, { id: account.email, summary: account.name, primary: true })
    const interviews = { id: 'interviews@group.calendar.google.com', summary: 'Interviews', backgroundColor: '#16a765' }
    this.state.addCalendar(mara, interviews)
    this.state.addCalendar(mara, {
      id: 'en.german#holiday@group.v.calendar.google.com',
      summary: 'Holidays in Germany',
      accessRole: 'reader',
      push: false,
    })
  }

  /** The next requests that match go wrong in this way. */
  fail(name: FaultName, match: FaultMatch = {}): void {
    this.faults.add(FAULTS[name], match)
  }

  /** The next messages are lost, come twice or come before the request that caused them is answered. */
  failWebhooks(kind: WebhookFault, times: number | null = 1): void {
    this.channels.fail(kind, times)
  }

  /** All is well again. */
  calm(): void {
    this.faults.clear()
    this.channels.fail(null)
    this.tokens.emptyPages = 0
    this.state.undetectedCollisions = 0
    this.state.tellsHistory = false
  }

  /** The tokens that an account gave, without the way through the browser. */
  tokensOf(email: string, scopes: readonly string[] = ['openid', 'email', ALL_CALENDARS]) {
    return this.oauth.give(this.state.account(email), scopes)
  }

  /** Somebody takes back, in the account's settings, what the application was given. */
  revokeAccess(email: string): void {
    this.oauth.end(this.state.account(email))
  }
}
