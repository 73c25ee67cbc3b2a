import type { CalendarEvent } from '#domain/calendar/event.ts'
import type { Capability, Unsupported } from './capability.ts'
import type { Base, FieldConflict } from './merge.ts'
import type { Occurs } from './merge-series.ts'
import { nothingAgreed } from './projection.ts'
import type { Projection } from './projection.ts'

/** What we leave on an object that we wrote: whose it is, and which of our writes it is from (calendar.md §4.1, §4.2). */
export interface Mark {
  readonly event_id: string
  readonly token: string
}

/** A write that was begun: stored before it is sent, so that an answer that never came is not taken for a failure. */
export interface Pending extends Mark {
  readonly sent: Projection
  readonly local: Projection
  /** Fields in conflict: the write carries what the calendar says of them, and agrees on nothing. */
  readonly held: readonly string[]
}

/** Why a link stands still in part or as a whole until a person or another edit helps. Each is shown. */
export type Trouble =
  | { readonly kind: 'fields'; readonly conflicts: readonly FieldConflict[] }
  | { readonly kind: 'edit_vs_delete' }
  | { readonly kind: 'delete_vs_edit' }
  | { readonly kind: 'unsupported'; readonly reason: Unsupported }
  | { readonly kind: 'rejected'; readonly reason: string; readonly local: Projection }

/** One event in one calendar (calendar.md §6.1). */
export interface Link {
  /**
   * Null for what is kept out by a filter, and mostly for what is over: then nothing of its content is stored. An event that
   * is kept here without the calendar, and one that we deleted there, is still named.
   */
  readonly event_id: string | null
  /** Null until the calendar has told its id. */
  readonly remote_id: string | null
  readonly etag: string | null
  /** When what was read last had been changed, by the calendar's clock: what is older comes late and says nothing. */
  readonly updated: string | null
  /** `ended`: over on both sides or let go of; it stays known, so that a late answer does not bring it back. */
  readonly state: 'live' | 'filtered' | 'ended'
  /** How it came about. What was found had lain on both sides already, which a move between calendars looks like. */
  readonly origin: 'made' | 'imported' | 'found'
  /** How many ids were used up: the id of a deleted object stays burnt (calendar.md §4.1). */
  readonly generation: number
  /** How often it was tried to make it in this generation: an id that is taken the first time is not from us. */
  readonly attempts: number
  readonly base: Base
  /** What the calendar said when it was last read. */
  readonly seen: Projection
  /** The calendar deleted it, and that is not decided yet; where it is over, the event was kept here all the same. */
  readonly gone: boolean
  readonly pending: Pending | null
  readonly trouble: Trouble | null
}

/** What a calendar was read to say of one object. */
export type RemoteRow = RemoteItem | RemoteGone
export interface RemoteItem {
  readonly kind: 'item'
  readonly remote_id: string
  readonly etag: string | null
  readonly event: CalendarEvent
  /** When it was last changed, by the calendar's own clock; null where only its clients tell (LAST-MODIFIED in CalDAV). */
  readonly updated: string | null
  readonly mark: Mark | null
  /** The listing does not tell marks, and this may be one of ours: it is read before it is taken for something new. */
  readonly mark_untold?: true
  /** The write of the mark was begun and did not come to its end (a series takes several requests at Graph). */
  readonly unfinished?: true
}
export interface RemoteGone {
  readonly kind: 'gone'
  readonly remote_id: string
  /** False where it may only have left the window that is listed: then it is read before anything is deleted. */
  readonly certain: boolean
}

/**
 * Something of it changed, but the listing does not tell all that it says now (a part of a series came alone): it is read
 * whole before anything is stored of it (calendar.md §4.2).
 */
export interface RemoteDirty {
  readonly kind: 'dirty'
  readonly remote_id: string
}
/** It is there, and what it says cannot be read (a broken file, or one that is more than one event): nothing follows from it. */
export interface RemoteUnreadable {
  readonly kind: 'unreadable'
  readonly remote_id: string
}
/** What a listing tells. */
export type ListedRow = RemoteRow | RemoteDirty | RemoteUnreadable

/**
 * Our side of a link. `elsewhere`: another synced calendar has the event as well, and not from us (a live link that was
 * imported or found), so that its going from this one is a move or one copy of two. `filter`: taken away here since a
 * filter keeps it out, which no calendar is told.
 */
export type LocalSide =
  | {
      readonly kind: 'event'
      readonly event: CalendarEvent
      readonly edited: string | null
      readonly elsewhere: boolean
    }
  /** `event`: as it was, where that is still known; it comes back with what only we could say of it. */
  | { readonly kind: 'deleted'; readonly by: 'person' | 'sync' | 'filter'; readonly event: CalendarEvent | null }

/**
 * How one calendar is synced. Whoever changes it clears the cursor and takes the lease from a run that is under way, so that
 * everything is read again and nothing is stored that was read under the old rules.
 */
export interface SyncPolicy {
  readonly capability: Capability
  readonly direction: 'none' | 'pull' | 'push' | 'both'
  readonly strategy: 'ask' | 'mine' | 'theirs' | 'newest'
  readonly when_deleted_there: 'delete' | 'unlink' | 'cancel'
  /** The person asked for attendees to be written, and knows that the calendar may send mail (calendar.md §6.4.8). */
  readonly writes_people: boolean
  /** The filters: whether an event of this calendar is wanted here at all. */
  readonly wants: (event: CalendarEvent) => boolean
  /** Whether it lies in the days that are synced. Asked of what is new here alone: what is known stays when days pass. */
  readonly reaches: (event: CalendarEvent) => boolean
  readonly occurs: Occurs
}

/** A link for an event that its calendar does not have yet. */
export function newLink(event_id: string, capability: Capability, generation = 0): Link {
  const nothing = nothingAgreed(capability)
  return {
    ...{ event_id, remote_id: null, etag: null, updated: null, state: 'live', origin: 'made', generation, attempts: 0 },
    ...{ base: { local: nothing, remote: nothing }, seen: nothing, gone: false, pending: null, trouble: null },
  }
}

/** What stays of a link once its calendar has deleted the event since we said so. */
export function toldOfDelete(link: Link): Link {
  return { ...bare(link, 'ended', link.event_id), origin: link.origin }
}

/** Our event came back after its calendar had been told to delete it: it is to be made there again, as a new object. */
export function isBack({ state, event_id, gone }: Link, local: LocalSide): boolean {
  return state === 'ended' && event_id !== null && !gone && local.kind === 'event'
}

/** What stays of a link that is over, or of an object that is kept out: its id and version, and nothing that it says. */
export function bare(
  link: Pick<Link, 'remote_id' | 'etag' | 'updated' | 'generation'>,
  state: 'filtered' | 'ended',
  event_id: string | null = null,
): Link {
  const { remote_id, etag, updated, generation } = link
  return {
    ...{ event_id, remote_id, etag, updated, state, origin: 'imported', generation, attempts: 0 },
    ...{ base: { local: {}, remote: {} }, seen: {}, gone: false, pending: null, trouble: null },
  }
}
