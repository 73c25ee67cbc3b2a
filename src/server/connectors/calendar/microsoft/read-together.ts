import { z } from 'zod'
import type { ListedRow } from '#domain/calendar/sync/link.ts'
import type { Answer, CalendarAt, CalendarFailure } from '#domain/calendar/sync/port.ts'
import { PREFERRED } from './client.ts'
import type { GraphClient } from './client.ts'
import { urlOf } from './event-requests.ts'
import { GraphEvent } from './graph-event.ts'
import { itemIn } from './parse.ts'
import { WHOLE, wholeOf } from './read.ts'

const Part = z.object({
  id: z.string(),
  status: z.int(),
  headers: z.record(z.string(), z.string()).nullish(),
  body: z.unknown().optional(),
})
const Parts = z.object({ responses: z.array(Part) })
type Part = z.infer<typeof Part>

/** learn.microsoft.com/graph/json-batching */
const MOST_PARTS = 20

/** Longer than this nobody waits here: the run ends, and its account is left alone. */
const LONGEST_REST_MS = 20_000
/** Where it is not said for how long. */
const REST_MS = 1_000

/**
 * What lies there under these ids, of each one row, twenty to a request. Parts are throttled one by one: those that were are
 * asked for again once the time has passed that they ask for, as long as others were answered.
 */
export async function readTogether(
  client: GraphClient,
  { calendar, remote_ids }: { readonly calendar: CalendarAt; readonly remote_ids: readonly string[] },
): Promise<Answer<readonly ListedRow[]>> {
  const rows: ListedRow[] = []
  let left = [...remote_ids]
  while (left.length > 0) {
    const asked = left.slice(0, MOST_PARTS)
    const requests = asked.map((id, n) => {
      const url = urlOf(calendar, id, WHOLE).slice(client.base.length)
      return { id: String(n), method: 'GET', url, headers: { prefer: PREFERRED } }
    })
    const batch = { method: 'POST', url: `${client.base}/$batch`, body: { requests } } as const
    const answer = await client.ask('read', batch, Parts)
    if (answer.kind === 'failed') return answer
    const parts = new Map(answer.content.responses.map((part) => [part.id, part]))
    const put_off: string[] = []
    for (const [n, id] of asked.entries()) {
      const part = parts.get(String(n))
      const row = part === undefined || isThrottled(part) ? null : await rowIn(client, calendar, id, part)
      if (row === null) put_off.push(id)
      else if (row.kind === 'failed') return row
      else rows.push(row)
    }
    const refusal = throttled(client, answer.content.responses)
    if (refusal !== null) {
      const rest_ms = refusal.retry_after_ms ?? REST_MS
      if (put_off.length === asked.length || rest_ms > LONGEST_REST_MS) return refusal
      await client.rest(rest_ms)
    } else if (put_off.length === asked.length) return client.talk.failed({ asked: 'read', status: null, code: null })
    left = [...put_off, ...left.slice(MOST_PARTS)]
  }
  return client.talk.ok(rows)
}

const isThrottled = ({ status }: Part): boolean => status === 429 || status === 503

/** What the one says that asks for the longest rest; null: none was throttled. */
function throttled(client: GraphClient, parts: readonly Part[]): CalendarFailure | null {
  const refusals = parts.filter(isThrottled).map(({ status, headers }) => {
    const said = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'retry-after')
    return client.talk.failed({ asked: 'read', status, code: null, retry_after: said?.[1] })
  })
  const longest = Math.max(...refusals.map(({ retry_after_ms }) => retry_after_ms ?? 0))
  return refusals.find(({ retry_after_ms }) => (retry_after_ms ?? 0) === longest) ?? null
}

async function rowIn(
  client: GraphClient,
  calendar: CalendarAt,
  remote_id: string,
  { status, body }: Part,
): Promise<ListedRow | CalendarFailure> {
  if (status === 404 || status === 410) return { kind: 'gone', remote_id, certain: true }
  const given = status === 200 ? GraphEvent.safeParse(body) : null
  if (given?.success === true) return itemIn(given.data, calendar) ?? { kind: 'unreadable', remote_id }
  // Whatever else was said is heard by itself.
  const whole = await wholeOf(client, calendar, { id: remote_id, asked: 'read' })
  if (whole.kind === 'whole') return whole.item
  if (whole.is === 'gone') return { kind: 'gone', remote_id, certain: true }
  return whole.is === 'poison' || whole.is === 'protocol' ? { kind: 'unreadable', remote_id } : whole
}
