import type { Asked } from '#domain/calendar/sync/errors.ts'
import { feedAddress } from '#domain/calendar/sync/feed-address.ts'
import type { Account, CalendarFailure } from '#domain/calendar/sync/port.ts'
import { looksLikePage } from '#connectors/calendar/conversation.ts'
import type { Conversation } from '#connectors/calendar/conversation.ts'
import { digest } from './feed.ts'
import type { Feed } from './feed.ts'
import { readFeedAside } from './read-aside.ts'

/** What a feed was when it was got: what the server calls that, and a digest of all of it. */
export interface FeedVersion {
  readonly etag: string | null
  readonly last_modified: string | null
  readonly hash: string
}

export interface FeedAsk {
  readonly account: Account
  readonly asked: Asked
  /** The zone of times that have none. */
  readonly viewerZone: string
}

interface Got {
  readonly kind: 'feed'
  readonly feed: Feed
  readonly version: FeedVersion
}
/** It says what it said before. */
interface Same {
  readonly kind: 'same'
  readonly version: FeedVersion
}

const MOST_BYTES = 20_000_000

/** Gets a feed and reads it. Whatever is no calendar, or only half of one, is a failure and never one without events. */
export async function getFeed(talk: Conversation, ask: FeedAsk): Promise<Got | CalendarFailure>
export async function getFeed(talk: Conversation, ask: FeedAsk, was: FeedVersion): Promise<Got | Same | CalendarFailure>
export async function getFeed(
  talk: Conversation,
  { account, asked, viewerZone }: FeedAsk,
  was?: FeedVersion,
): Promise<Got | Same | CalendarFailure> {
  const url = account.access.kind === 'address' ? feedAddress(account.access.url) : null
  if (url === null) return talk.failed({ asked, status: null, code: 'invalid_url' })
  const heard = await talk.send(asked, {
    ...{ method: 'GET', url, untrusted: true, max_bytes: MOST_BYTES, headers: { accept: 'text/calendar, */*;q=0.5' } },
    ...(was === undefined ? {} : { validators: was }),
  })
  if (heard.kind === 'failed') return heard.is === 'too_large' ? tooLarge(heard) : heard
  if (heard.kind === 'not_modified') {
    return was === undefined
      ? talk.failed({ asked, status: 304, code: null })
      : { kind: 'same', version: versionOf(was) }
  }
  const { status, headers, etag, last_modified } = heard
  if (status !== 200) return talk.failed({ asked, status, code: null, retry_after: headers['retry-after'] })
  const text = heard.text()
  const version = { etag, last_modified, hash: digest(text) }
  if (version.hash === was?.hash) return { kind: 'same', version }
  if (looksLikePage(text)) return talk.failed({ asked, status, code: 'html' })
  const feed = await readFeedAside(text, viewerZone)
  if (feed.kind === 'too_much') return tooLarge(talk.failed({ asked, status, code: 'too_large' }))
  return feed.truncated ? talk.failed({ asked, status, code: 'bad_ics' }) : { kind: 'feed', feed, version }
}

const versionOf = ({ etag, last_modified, hash }: FeedVersion): FeedVersion => ({ etag, last_modified, hash })

/** There are no smaller parts of a feed to be had. */
const tooLarge = (failure: CalendarFailure): CalendarFailure => ({ ...failure, is: 'protocol' })
