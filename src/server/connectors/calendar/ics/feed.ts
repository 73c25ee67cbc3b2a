import { createHash } from 'node:crypto'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { readIcs } from '#domain/calendar/ics/read.ts'
import { stableText } from '#domain/calendar/sync/value.ts'

/** An event of a feed, with what it is known by. */
export interface FeedItem {
  /** The UID, and for an instance that stands alone its original start. */
  readonly key: string
  /** What it says first of all: title, start and length. By it an event is found again under another UID. */
  readonly print: string
  /** All that it says; its version. */
  readonly hash: string
  readonly event: CalendarEvent
}

/** What a file says as a whole. */
export interface FeedHead {
  readonly kind: 'feed'
  /** Cut off, or no calendar at all. */
  readonly truncated: boolean
  readonly name: string | null
  readonly time_zone: string | null
  readonly colour: string | null
  /** Events that are there and cannot be read. */
  readonly unreadable: readonly string[]
}

export interface Feed extends FeedHead {
  readonly items: readonly FeedItem[]
}

/** A feed as its text says it. */
export function readFeed(text: string, viewerZone: string): Feed {
  const { truncated, name, time_zone, colour, events, unreadable } = readIcs(text, { viewerZone })
  const items = new Map<string, FeedItem>()
  for (const { event } of events) {
    const item = itemOf(event)
    // Two events of one identity: the first is it, as in any listing.
    if (!items.has(item.key)) items.set(item.key, item)
  }
  return { kind: 'feed', truncated, name, time_zone, colour, unreadable, items: [...items.values()] }
}

/** A short digest. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16)
}

function itemOf(event: CalendarEvent): FeedItem {
  // Under which name it comes, and how often it was counted as rescheduled, is nothing that it says.
  const { uid, sequence: _, ...said } = event
  const { title, when, recurrence_id } = event
  return {
    key: recurrence_id === null ? uid : `${uid}#${recurrence_id}`,
    print: digest(stableText({ title, when, recurrence_id })),
    hash: digest(stableText(said)),
    event,
  }
}
