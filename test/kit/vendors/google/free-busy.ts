import { z } from 'zod'
import type { Answer } from '#kit/vendors/faulty-server.ts'
import { json, refuse } from './answer.ts'
import { calendarFor } from './calendar-list.ts'
import { instantOf } from './event-time.ts'
import { asSeen, instancesOf, isInstance, isSeries, touches } from './instances.ts'
import type { TimeRange } from './instances.ts'
import { allIn } from './state.ts'
import type { Account, Calendar, GoogleState } from './state.ts'

const Query = z.object({
  timeMin: z.iso.datetime({ offset: true }),
  timeMax: z.iso.datetime({ offset: true }),
  items: z.array(z.object({ id: z.string() })).max(50),
})

/** freebusy/query: when calendars are taken, without what by. */
export function queryFreeBusy(state: GoogleState, account: Account, text: string): Answer {
  const query = Query.safeParse(JSON.parse(text))
  if (!query.success) return refuse('badRequest')
  const { timeMin, timeMax, items } = query.data
  const range = { from: Date.parse(timeMin), to: Date.parse(timeMax) }
  if (range.to <= range.from) refuse('timeRangeEmpty')
  const calendars = items.map(({ id }) => {
    const entry = account.entries.get(id)
    if (id !== 'primary' && (entry === undefined || entry.deleted))
      return [id, { errors: [{ domain: 'global', reason: 'notFound' }], busy: [] }]
    return [id, { busy: busyIn(calendarFor(state, account, id, 'freeBusyReader'), range) }]
  })
  return json({ kind: 'calendar#freeBusy', timeMin, timeMax, calendars: Object.fromEntries(calendars) })
}

/** What overlaps or touches is one time. */
function busyIn(calendar: Calendar, range: TimeRange): { start: string; end: string }[] {
  const spans = allIn(calendar)
    .map((event) => asSeen(calendar, event))
    .filter((event) => !isInstance(event) && event.status !== 'cancelled')
    .flatMap((event) => (isSeries(event) ? instancesOf(calendar, event, range) : [event]))
    .filter((event) => event.status !== 'cancelled' && event['transparency'] !== 'transparent')
    .filter((event) => touches(event, range, calendar.timeZone))
    .map(({ start, end }) => [start, end].map((time) => instantOf(time, calendar.timeZone).epochMilliseconds))
    .sort(([a = 0], [b = 0]) => a - b)
  const busy: { start: number; end: number }[] = []
  for (const [start = 0, end = 0] of spans) {
    const last = busy.at(-1)
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end)
    else busy.push({ start, end })
  }
  const text = (ms: number) => new Date(ms).toISOString().replace('.000', '')
  return busy.map(({ start, end }) => ({
    start: text(Math.max(start, range.from)),
    end: text(Math.min(end, range.to)),
  }))
}
