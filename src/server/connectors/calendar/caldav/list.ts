import { z } from 'zod'
import type { Answer, CalendarFailure, ListQuestion, Listing } from '#domain/calendar/sync/port.ts'
import { changesSince, everything } from './changes.ts'
import type { Changes } from './changes.ts'
import type { DavClient } from './dav-client.ts'
import { readObjects } from './objects.ts'

/** Servers cap what they give at once, and do not all say so (calendar.md §4.3). */
const CHUNK = 100

/** A server that cuts short every answer, each with another cursor, would be listed for ever. */
const MOST = { parts: 500, objects: 200_000 }

/** What is still to be read of a listing: objects by their paths, and then perhaps more changes. */
const Page = z.object({
  changed: z.array(z.object({ name: z.string(), path: z.string() })),
  gone: z.array(z.string()),
  cursor: z.string(),
  more: z.boolean(),
  /** What the listing has taken until now: answers about what changed, and objects named in them. */
  taken: z.object({ parts: z.int(), objects: z.int() }),
})

type Left = Changes & Pick<z.infer<typeof Page>, 'taken'>

/** One page: what changed is asked for once, and the objects are then read in chunks, a chunk each page. */
export async function list(client: DavClient, question: ListQuestion): Promise<Answer<Listing>> {
  const { calendar, size } = question
  const changes = await changesFor(client, question)
  if ('kind' in changes) return changes
  const count = Math.min(size ?? CHUNK, CHUNK)
  const read = await readObjects(client, calendar, changes.changed.slice(0, count))
  if ('kind' in read) return read
  const rest = changes.changed.slice(count)
  const next: Left = { ...changes, changed: rest, gone: [] }
  const isLast = rest.length === 0 && !changes.more
  return client.talk.ok({
    rows: [...read, ...changes.gone.map((remote_id) => ({ kind: 'gone', remote_id, certain: true }) as const)],
    next: isLast ? null : JSON.stringify(next),
    cursor: isLast ? changes.cursor : null,
  })
}

async function changesFor(
  client: DavClient,
  { calendar, cursor, page }: ListQuestion,
): Promise<Left | CalendarFailure> {
  if (page === null) {
    const first = cursor === null ? everything(client, calendar) : changesSince(client, calendar, cursor)
    return counted(await first, { parts: 0, objects: 0 })
  }
  const left = Page.parse(JSON.parse(page))
  if (left.changed.length > 0 || !left.more) return left
  const { parts, objects } = left.taken
  if (parts >= MOST.parts || objects >= MOST.objects) {
    return client.talk.failed({ asked: 'list', status: null, code: 'endless' })
  }
  return counted(await changesSince(client, calendar, left.cursor), left.taken)
}

function counted(changes: Changes | CalendarFailure, { parts, objects }: Left['taken']): Left | CalendarFailure {
  if ('kind' in changes) return changes
  const named = changes.changed.length + changes.gone.length
  return { ...changes, taken: { parts: parts + 1, objects: objects + named } }
}
