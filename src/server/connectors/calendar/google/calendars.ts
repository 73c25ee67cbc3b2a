import { z } from 'zod'
import type { Answer, RemoteCalendar } from '#domain/calendar/sync/port.ts'
import { colourIn } from '#connectors/calendar/colour.ts'
import type { GoogleClient } from './client.ts'

/** reference/calendarList */
const Page = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        summary: z.string().default(''),
        summaryOverride: z.string().optional(),
        timeZone: z.string().nullable().default(null),
        backgroundColor: z.string().default(''),
        accessRole: z.string(),
        primary: z.boolean().default(false),
      }),
    )
    .default([]),
  nextPageToken: z.string().optional(),
})

/** The calendars in the person's list that say more than when they are busy. */
export async function calendarsOf(client: GoogleClient): Promise<Answer<readonly RemoteCalendar[]>> {
  const calendars: RemoteCalendar[] = []
  let page: Readonly<Record<string, string>> = {}
  for (;;) {
    const query = { minAccessRole: 'reader', maxResults: '250', ...page }
    const told = await client.ask('calendar', { method: 'GET', path: '/users/me/calendarList', query }, Page)
    if (told.kind === 'failed') return told
    for (const entry of told.value.items) {
      calendars.push({
        remote_id: entry.id,
        name: entry.summaryOverride ?? (entry.summary || entry.id),
        time_zone: entry.timeZone,
        colour: colourIn(entry.backgroundColor),
        role: entry.accessRole === 'owner' || entry.accessRole === 'writer' ? entry.accessRole : 'reader',
        is_primary: entry.primary,
      })
    }
    if (told.value.nextPageToken === undefined) return client.talk.ok(calendars)
    page = { pageToken: told.value.nextPageToken }
  }
}
