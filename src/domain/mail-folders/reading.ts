import type { Bookmark, OpenedFolder } from './port.ts'

/** How far back a folder is read that was never read. */
const FIRST_DAYS = 14

export type ReadingPlan =
  | { readonly kind: 'nothing'; readonly bookmark: Bookmark }
  | { readonly kind: 'after'; readonly last_uid: number }
  | { readonly kind: 'days'; readonly days: number }

/** What of a folder is new. When its UIDs were given out anew, the old ones say nothing: it is read as at first. */
export function planReading(bookmark: Bookmark | null, opened: OpenedFolder): ReadingPlan {
  if (bookmark === null || bookmark.uid_validity !== opened.uid_validity) return { kind: 'days', days: FIRST_DAYS }
  if (opened.uid_next !== null && opened.uid_next <= bookmark.last_uid + 1) return { kind: 'nothing', bookmark }
  return { kind: 'after', last_uid: bookmark.last_uid }
}

/**
 * Of the UIDs that a search gave, those that one reading takes, oldest first. `12:*` always gives the last mail, also
 * when its UID is below 12 (RFC 3501 §6.4.8).
 */
export function uidsToRead(
  plan: ReadingPlan,
  found: readonly number[],
  most: number,
): { uids: readonly number[]; more: boolean } {
  const first = plan.kind === 'after' ? plan.last_uid + 1 : 1
  const fresh = [...new Set(found)].filter((uid) => uid >= first).toSorted((a, b) => a - b)
  return { uids: fresh.slice(0, most), more: fresh.length > most }
}

/** Where the next reading goes on. With `more`, behind the last mail that was read; else behind all that were there. */
export function bookmarkAfter(
  opened: OpenedFolder,
  before: Bookmark | null,
  { uids, more }: { uids: readonly number[]; more: boolean },
): Bookmark {
  const known = before?.uid_validity === opened.uid_validity ? before.last_uid : 0
  const there = more ? 0 : (opened.uid_next ?? 1) - 1
  return { uid_validity: opened.uid_validity, last_uid: Math.max(known, there, ...uids.slice(-1)) }
}
