import type { RemoteItem } from '#domain/calendar/sync/link.ts'
import type { Account, Answer, CalendarPort, ListQuestion, Listing } from '#domain/calendar/sync/port.ts'
import type { ReadQuestion, RemoteCalendar } from '#domain/calendar/sync/port.ts'
import { colourIn } from '#connectors/calendar/colour.ts'
import { Conversation, jsonIn } from '#connectors/calendar/conversation.ts'
import type { Clock } from '#platform/clock.ts'
import type { Http } from '#platform/http/http.ts'
import { getFeed } from './get-feed.ts'
import type { FeedAsk } from './get-feed.ts'
import { allOf, changesOf, FeedCursor, hasFreshNames, keyed, rowOf } from './identity.ts'

/** A feed is one calendar. Its address is a secret, and not what it is called. */
const FEED = 'feed'

interface IcsParts {
  readonly http: Http
  readonly clock: Clock
}

/** Feeds of events (RFC 5545 files at an address): read only, always as a whole, and told as what changed. */
export function makeIcs(parts: IcsParts): CalendarPort {
  const talk = () => new Conversation(parts, 'ics')
  return {
    provider: 'ics',
    push: null,
    calendars: (account) => calendarsOf(talk(), account),
    list: (account, question) => list(talk(), account, question),
    read: (account, question) => read(talk(), account, question),
    write: (_account, { write }) =>
      Promise.resolve(talk().failed({ asked: write.kind, status: 405, code: 'read_only' })),
  }
}

async function calendarsOf(talk: Conversation, account: Account): Promise<Answer<readonly RemoteCalendar[]>> {
  const got = await getFeed(talk, { account, asked: 'calendar', viewerZone: 'UTC' })
  if (got.kind === 'failed') return got
  const { time_zone, name, colour } = got.feed
  const host = account.access.kind === 'address' ? URL.parse(account.access.url)?.hostname : null
  const said = { name: name ?? (host || 'Feed'), time_zone, colour: colourIn(colour ?? '') }
  return talk.ok([{ remote_id: FEED, ...said, role: 'reader', is_primary: true }])
}

async function list(talk: Conversation, account: Account, question: ListQuestion): Promise<Answer<Listing>> {
  const ask = { account, asked: 'list', viewerZone: question.calendar.time_zone } as const
  if (question.cursor === null) return listAll(talk, ask)
  const was = FeedCursor.safeParse(jsonIn(question.cursor)).data
  if (was === undefined) return talk.failed({ asked: 'list', status: null, code: 'fullSyncRequired' })
  const got = await getFeed(talk, ask, was)
  if (got.kind === 'failed') return got
  if (got.kind === 'same') return listing(talk, [], { ...was, ...got.version })
  const { rows, items } = changesOf(got.feed, was)
  return listing(talk, rows, { ...got.version, by: was.by, items })
}

async function listAll(talk: Conversation, ask: FeedAsk): Promise<Answer<Listing>> {
  const first = await getFeed(talk, ask)
  if (first.kind === 'failed') return first
  // Asked twice in a row, a feed that makes up its UIDs each time is found out before anything goes by them.
  const second = await getFeed(talk, ask, first.version)
  if (second.kind === 'failed') return second
  const by = second.kind === 'feed' && hasFreshNames(first.feed, second.feed) ? 'print' : 'uid'
  const { rows, items } = allOf(first.feed, by)
  return listing(talk, rows, { ...first.version, by, items })
}

function listing(talk: Conversation, rows: Listing['rows'], cursor: FeedCursor): Answer<Listing> {
  return talk.ok({ rows, next: null, cursor: JSON.stringify(cursor) })
}

async function read(
  talk: Conversation,
  account: Account,
  { calendar, remote_id }: ReadQuestion,
): Promise<Answer<RemoteItem | null>> {
  const got = await getFeed(talk, { account, asked: 'read', viewerZone: calendar.time_zone })
  if (got.kind === 'failed') return got
  if (remote_id === null) return talk.ok(null)
  const { unreadable, items } = got.feed
  if (unreadable.includes(remote_id)) return talk.failed({ asked: 'read', status: 200, code: 'unreadable' })
  const item = keyed(items, 'uid').get(remote_id) ?? keyed(items, 'print').get(remote_id)
  return talk.ok(item === undefined ? null : rowOf(remote_id, item))
}
