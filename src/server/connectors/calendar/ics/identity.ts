import { z } from 'zod'
import type { ListedRow } from '#domain/calendar/sync/link.ts'
import type { Feed, FeedItem } from './feed.ts'

// A feed has no ids but UIDs, and some make new ones whenever they are asked (calendar.md §4.3). What an event was called
// here stays its id; the cursor keeps what it was found by.

/** One event as it was seen last: its id, its version, what it said first of all, and its key where that is not its id. */
const Known = z.union([
  z.tuple([z.string(), z.string(), z.string()]),
  z.tuple([z.string(), z.string(), z.string(), z.string()]),
])
type Known = z.infer<typeof Known>

/** Where the last listing ended. */
export const FeedCursor = z.object({
  etag: z.string().nullable(),
  last_modified: z.string().nullable(),
  /** Of the whole text. */
  hash: z.string(),
  /** `print`: its UIDs are new each time, and say nothing. */
  by: z.enum(['uid', 'print']),
  items: z.array(Known),
})
export type FeedCursor = z.infer<typeof FeedCursor>

/** What a feed says against what it said before, and what is kept of it for the next time. */
export interface Compared {
  readonly rows: readonly ListedRow[]
  readonly items: Known[]
}

/** Everything that a feed says. */
export function allOf(feed: Feed, by: FeedCursor['by']): Compared {
  return changesOf(feed, { by, items: [] })
}

/** What is new, what says something else, and what is gone. */
export function changesOf(feed: Feed, was: Pick<FeedCursor, 'by' | 'items'>): Compared {
  const now = keyed(feed.items, was.by)
  const named = namesOf(now, was.items)
  const hashes = new Map(was.items.map(([id, hash]) => [id, hash]))
  const taken = new Set(named.values())
  const rows: ListedRow[] = []
  const items: Known[] = []
  for (const [key, item] of now) {
    const id = named.get(key) ?? freeId(key, taken)
    taken.add(id)
    items.push(key === id ? [id, item.hash, item.print] : [id, item.hash, item.print, key])
    if (hashes.get(id) !== item.hash) rows.push(rowOf(id, item))
  }
  for (const known of was.items) {
    const [id, , , key = id] = known
    if (taken.has(id)) continue
    if (!feed.unreadable.some((uid) => isOf(key, uid))) rows.push({ kind: 'gone', remote_id: id, certain: true })
    else {
      items.push(known)
      rows.push({ kind: 'unreadable', remote_id: id })
    }
  }
  const told = new Set(rows.map(({ remote_id }) => remote_id))
  const broken = feed.unreadable.filter((uid) => !taken.has(uid) && !told.has(uid))
  return { rows: [...rows, ...broken.map((remote_id) => ({ kind: 'unreadable', remote_id }) as const)], items }
}

/** The ids of those events that were there before, by their keys. */
function namesOf(now: ReadonlyMap<string, FeedItem>, was: readonly Known[]): Map<string, string> {
  const named = new Map<string, string>()
  const missing: Known[] = []
  for (const known of was) {
    const [id, , , key = id] = known
    if (now.has(key)) named.set(key, id)
    else missing.push(known)
  }
  if (missing.length <= was.length / 2) return named
  // Most of them under other names at once: it is the names that changed, and not the events.
  const waiting = Map.groupBy(missing, ([, , print]) => print)
  for (const [key, { print }] of now) {
    const found = named.has(key) ? undefined : waiting.get(print)?.shift()
    if (found !== undefined) named.set(key, found[0])
  }
  return named
}

/** Whether two readings of one feed, one after the other, name the same events differently. */
export function hasFreshNames(first: Feed, second: Feed): boolean {
  const [names, prints] = [new Set(second.items.map(({ key }) => key)), new Set(second.items.map(({ print }) => print))]
  const renamed = first.items.filter(({ key, print }) => !names.has(key) && prints.has(print))
  return renamed.length > first.items.length / 2
}

/** An item as a listing tells it. Its version is what it says. */
export function rowOf(remote_id: string, { event, hash }: FeedItem): ListedRow & { kind: 'item' } {
  return { kind: 'item', remote_id, etag: hash, event, updated: null, mark: null }
}

/** The events by what they are known by. Several that say the same are told apart by their order. */
export function keyed(items: readonly FeedItem[], by: FeedCursor['by']): Map<string, FeedItem> {
  if (by === 'uid') return new Map(items.map((item) => [item.key, item]))
  const all = new Map<string, FeedItem>()
  for (const item of items) all.set(freeId(item.print, all), item)
  return all
}

function freeId(key: string, taken: { has(id: string): boolean }): string {
  let id = key
  for (let nth = 2; taken.has(id); nth += 1) id = `${key}~${nth}`
  return id
}

const isOf = (key: string, uid: string): boolean => key === uid || key.startsWith(`${uid}#`)
