import type { ReadEvent } from '#domain/calendar/ics/read.ts'
import { markIn } from '#domain/calendar/ics/mark.ts'
import { readIcs } from '#domain/calendar/ics/read.ts'
import type { RemoteItem } from '#domain/calendar/sync/link.ts'
import { looksLikePage } from '#connectors/calendar/conversation.ts'

/** A file as a server keeps it, with the version that it has. */
export interface Stored {
  readonly text: string
  readonly etag: string | null
}

/** What a file is: an event, something else (a task), or nothing that can be read as one event. */
export type ReadObject =
  | { readonly kind: 'event'; readonly read: ReadEvent; readonly item: RemoteItem }
  | { readonly kind: 'other' | 'unreadable' | 'page' }

/**
 * Reads one object. Where it is more than one event (instances of a series that one was invited to singly, without the
 * series) there is no saying it as one: it is left as it is on both sides.
 */
export function readObject({ text, etag }: Stored, at: { remote_id: string; time_zone: string }): ReadObject {
  if (looksLikePage(text)) return { kind: 'page' }
  const { truncated, events, unreadable } = readIcs(text, { viewerZone: at.time_zone })
  if (truncated || unreadable.length > 0 || events.length > 1) return { kind: 'unreadable' }
  const [read] = events
  if (read === undefined) return { kind: 'other' }
  const { event } = read
  // When it was changed is told by the clocks of those who changed it, and says nothing about what came first.
  const item = { kind: 'item', remote_id: at.remote_id, etag, event, updated: null, mark: markIn(text) } as const
  return { kind: 'event', read, item }
}

/** An ETag, strong or weak: a server that packs its answers makes it a weak one, and means the same version. */
export function etagIn(text: string | null | undefined): string | null {
  return text?.trim().replace(/^W\//, '') || null
}
