import type { Provider } from './capability.ts'
import type { ErrorClass } from './errors.ts'
import type { ListedRow, RemoteItem } from './link.ts'
import type { Write, WriteAnswer } from './write.ts'

/** What opens an account: a token (Google, Microsoft), a name and a password (CalDAV), the address itself (.ics feed). */
export type Access =
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly url: string; readonly username: string; readonly password: string }
  | { readonly kind: 'address'; readonly url: string }

/** Whose calendars are asked for. Requests of one account are counted and slowed down together. */
export interface Account {
  readonly connection_id: string
  readonly access: Access
}

/** A calendar of an account. `remote_id`: what the provider calls it; with CalDAV its path on the server. */
export interface RemoteCalendar {
  readonly remote_id: string
  readonly name: string
  /** IANA; null where the provider does not say. */
  readonly time_zone: string | null
  /** `#rrggbb`. */
  readonly colour: string | null
  readonly role: 'owner' | 'writer' | 'reader'
  readonly is_primary: boolean
}

/** An answer, or why there is none (calendar.md §6.5). A failure is a value, and never an empty calendar. */
export type Answer<T> =
  | {
      readonly kind: 'ok'
      readonly value: T
      /** The provider's clock as the answer told it (the `Date` header), milliseconds since the epoch. */
      readonly clock_ms: number | null
      /** How many requests it took. */
      readonly requests: number
    }
  | CalendarFailure

export interface CalendarFailure {
  readonly kind: 'failed'
  readonly is: ErrorClass
  /** The status and the provider's own code, for the history of runs; never a text that holds contents or secrets. */
  readonly status: number | null
  readonly code: string | null
  readonly retry_after_ms: number | null
  readonly requests: number
}

/** One page of a listing. The last one has no `next`, and has the cursor from which the next listing goes on. */
export interface Listing {
  readonly rows: readonly ListedRow[]
  readonly next: string | null
  readonly cursor: string | null
}

/** Which calendar, and the zone in which its times without a zone are meant. */
export interface CalendarAt {
  readonly remote_id: string
  readonly time_zone: string
}

export interface ListQuestion {
  readonly calendar: CalendarAt
  /** Null: everything. Opaque, as the last listing gave it. */
  readonly cursor: string | null
  readonly page: string | null
  /** How many rows a page may have at most; null: what suits the provider. */
  readonly size: number | null
  /** Instants between which things are listed, where the provider lists by a window (Graph). */
  readonly window: { readonly from: string; readonly to: string }
}

export interface ReadQuestion {
  readonly calendar: CalendarAt
  /** Null where the calendar never told it: then it is looked for by `wanted_id` and by our mark. */
  readonly remote_id: string | null
  readonly wanted_id: string
  readonly event_id: string
  /** Of our event: a calendar that refuses a second object with it has one, which is then the one that is meant. */
  readonly uid: string
}

export interface WriteQuestion {
  readonly calendar: CalendarAt
  readonly write: Write
  /** The id that a new object should get, the same each time that it is tried (`remoteIdOf`). */
  readonly wanted_id: string
  /** Whether the provider may send mail to the attendees; otherwise it is told not to. */
  readonly invites: boolean
}

/** A subscription to changes of one calendar. `address` is called by the provider when something changed. */
export interface ChannelQuestion {
  readonly calendar: CalendarAt
  readonly channel_id: string
  /** What each message carries back, so that a forged one is told from it. */
  readonly secret: string
  readonly address: string
  readonly lifecycle_address: string
}

export interface Channel {
  /** The provider's names for it, which it is ended by. */
  readonly remote_id: string
  readonly resource_id: string | null
  readonly expires_at: string
  /** Whether it tells of all calendars of the account: then there is one for all of them. */
  readonly whole_account: boolean
}

/** How a provider tells of changes. A message is a hint to read, and never data (calendar.md §0.5). */
export interface CalendarPush {
  open(account: Account, question: ChannelQuestion): Promise<Answer<Channel>>
  /** Null: this provider cannot prolong one; a new one is opened and then the old one closed. */
  readonly prolong: ((account: Account, channel: Channel) => Promise<Answer<Channel>>) | null
  /** One that is gone already is closed. */
  close(account: Account, channel: Channel): Promise<Answer<null>>
}

/** One kind of calendars behind one shape. Nothing is tried again in here, and nothing is remembered between two calls. */
export interface CalendarPort {
  readonly provider: Provider
  /** The calendars that hold events, all of them. */
  calendars(account: Account): Promise<Answer<readonly RemoteCalendar[]>>
  list(account: Account, question: ListQuestion): Promise<Answer<Listing>>
  /** The whole object with its exceptions; null: there is none. */
  read(account: Account, question: ReadQuestion): Promise<Answer<RemoteItem | null>>
  /** What lies there under these ids, of each one row, in fewer requests than one for each; absent: there is no such way. */
  readonly readTogether?: (
    account: Account,
    question: { readonly calendar: CalendarAt; readonly remote_ids: readonly string[] },
  ) => Promise<Answer<readonly ListedRow[]>>
  /** An update changes what the write names and keeps everything else of the object, also what we do not understand. */
  write(account: Account, question: WriteQuestion): Promise<Answer<WriteAnswer>>
  /** Null: this kind is only polled. */
  readonly push: CalendarPush | null
}

/** What a provider granted. */
export interface Grant {
  readonly access_token: string
  /** Null: none was given, and the one that is kept goes on being valid (calendar.md §4.1). */
  readonly refresh_token: string | null
  /** Seconds. */
  readonly expires_in: number
  /** Those that the person ticked, which may be fewer than were asked for; null: the answer does not say. */
  readonly scopes: readonly string[] | null
}

/** Who connected: the provider's own unchanging id, and what a person recognises. */
export interface AccountOwner {
  readonly subject: string
  readonly name: string
}

/** The way of one provider to give access (OAuth 2.0 with PKCE, RFC 6749, 7636, 9700). */
export interface CalendarLogin {
  /** Without these nothing works; asked for together with those that only name the account. */
  readonly needed_scopes: readonly string[]
  /** Where the person's browser is sent. */
  authorizationUrl(ask: { state: string; verifier: string; redirect_uri: string }): Promise<string>
  exchange(given: { code: string; verifier: string; redirect_uri: string }): Promise<Answer<Grant>>
  refresh(refresh_token: string): Promise<Answer<Grant>>
  /** Best effort: where a provider has nothing to revoke it by, this does nothing. */
  revoke(token: string): Promise<Answer<null>>
  owner(access_token: string): Promise<Answer<AccountOwner>>
}

/** A calendar server, found from what a person typed. */
export interface FoundServer {
  /** The home of the calendars, and who owns it. */
  readonly url: string
  readonly subject: string
}

/** Everything that can be asked of calendars elsewhere; arrives in `ctx.calendars`. */
export interface Calendars {
  /** Null: calendars of this kind cannot be asked. */
  port(provider: Provider): CalendarPort | null
  /** Null: this server is not registered with the provider. */
  login(provider: Provider): CalendarLogin | null
  /** Finds the calendars of an account from an address or a domain (RFC 6764), with the name and password for it. */
  findServer(given: { url: string; username: string; password: string }): Promise<Answer<FoundServer>>
}
