import type { ListResponse } from 'imapflow'
import type { Bookmark, ListedFolder, OpenedFolder, ReadStep, Reading } from '#domain/mail-folders/port.ts'
import { bookmarkAfter, planReading, uidsToRead } from '#domain/mail-folders/reading.ts'
import type { ReadingPlan } from '#domain/mail-folders/reading.ts'
import type { Clock } from '#platform/clock.ts'
import { decodeBody } from '#platform/http/charset.ts'
import type { Opened } from './client.ts'

const MOST_FOLDERS = 1_000
// What a command may be answered with, in bytes. A search of a folder with half a million mails is one line of four
// megabytes; the sizes of two hundred mails are a few kilobytes.
const LIST_BYTES = 8_000_000
const SEARCH_BYTES = 8_000_000
const SMALL_BYTES = 1_000_000
const SLACK_BYTES = 1_000_000

type Box = Pick<Opened, 'client' | 'within'>

/** All folders of a mailbox, as the server lists them. */
export function listOf({ client, within }: Box): Promise<ListResponse[]> {
  return within(LIST_BYTES, () => client.list())
}

/** The folders as people know them: the inbox first, the rest by name. */
export function foldersFrom(listed: readonly Pick<ListResponse, 'path' | 'flags'>[]): ListedFolder[] {
  return listed
    .slice(0, MOST_FOLDERS)
    .map(({ path, flags }) => ({ path, readable: !flags.has('\\Noselect') && !flags.has('\\NonExistent') }))
    .toSorted((a, b) => rankOf(a) - rankOf(b) || a.path.localeCompare(b.path))
}

function rankOf({ path }: ListedFolder): number {
  return path.toUpperCase() === 'INBOX' ? 0 : 1
}

/** Reads what is new in a folder, a mail at a time, so that no more than one is in memory. */
export async function* readFolder(at: Box, reading: Reading, clock: Clock): AsyncGenerator<ReadStep> {
  // It may list the folders first, to see how their names are written.
  const box = await at.within(LIST_BYTES, () => at.client.mailboxOpen(reading.folder, { readOnly: true }))
  const opened: OpenedFolder = {
    uid_validity: String(box.uidValidity),
    // Servers of old leave it out.
    uid_next: Number.isSafeInteger(box.uidNext) && box.uidNext > 0 ? box.uidNext : null,
  }
  const plan = planReading(reading.bookmark, opened)
  const { uids, more } = uidsToRead(plan, await search(at, plan, clock), reading.most_mails)
  const { uid_validity } = opened
  const [first] = uids
  yield { kind: 'opened', total: uids.length, first: first === undefined ? null : { uid_validity, uid: first } }
  const last = reading.last?.uid_validity === uid_validity ? reading.last.uid : null
  if (first !== undefined && first === last)
    yield { kind: 'left_for_last', bookmark: { uid_validity, last_uid: first } }
  const asked = uids.filter((uid) => uid !== last)
  const sizes = await sizesOf(at, asked)
  for (const uid of asked) {
    if (reading.stopped()) return
    const size = sizes.get(uid)
    // Somebody deleted it in the meantime.
    if (size === undefined) continue
    const source = size > reading.most_bytes ? null : await sourceOf(at, uid, reading.most_bytes)
    yield { kind: 'mail', source, bookmark: { uid_validity, last_uid: uid } }
  }
  const bookmark = bookmarkAfter(opened, reading.bookmark, { uids, more })
  if (last !== null && !reading.stopped()) yield* tryOnce(at, last, { most_bytes: reading.most_bytes, bookmark })
  yield { kind: 'end', bookmark, more }
}

/** Asks for a mail at which earlier readings ended. A reading has all it wants without it, so it does not fail here. */
async function* tryOnce(
  at: Box,
  uid: number,
  { most_bytes, bookmark }: Pick<Reading, 'most_bytes'> & { bookmark: Bookmark },
): AsyncGenerator<ReadStep> {
  const size = (await sizesOf(at, [uid])).get(uid)
  if (size === undefined) return
  yield { kind: 'last_try' }
  const source = size > most_bytes ? null : await sourceOf(at, uid, most_bytes).catch(() => undefined)
  if (source !== undefined) yield { kind: 'mail', source, bookmark }
}

async function search({ client, within }: Box, plan: ReadingPlan, clock: Clock): Promise<readonly number[]> {
  if (plan.kind === 'nothing') return []
  const query =
    plan.kind === 'after' ? { uid: `${plan.last_uid + 1}:*` } : { since: new Date(clock.ms() - plan.days * 86_400_000) }
  const found = await within(SEARCH_BYTES, () => client.search(query, { uid: true }))
  return Array.isArray(found) ? found : []
}

async function sizesOf({ client, within }: Box, uids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (uids.length === 0) return new Map()
  const rows = await within(SMALL_BYTES, () =>
    client.fetchAll(uids.join(','), { uid: true, size: true }, { uid: true }),
  )
  return new Map(rows.map((row) => [row.uid, row.size ?? 0]))
}

async function sourceOf({ client, within }: Box, uid: number, most_bytes: number): Promise<string> {
  // What a server says of a size is not to be relied on; it is asked for this much and no more.
  const row = await within(most_bytes + SLACK_BYTES, () =>
    client.fetchOne(String(uid), { uid: true, source: { start: 0, maxLength: most_bytes } }, { uid: true }),
  )
  return row === false || row === undefined || row.source === undefined ? '' : decodeBody(row.source, undefined)
}
