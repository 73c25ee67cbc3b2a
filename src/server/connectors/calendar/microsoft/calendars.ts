import { z } from 'zod'
import type { Answer, CalendarFailure, RemoteCalendar } from '#domain/calendar/sync/port.ts'
import { colourIn } from '#connectors/calendar/colour.ts'
import type { GraphClient } from './client.ts'
import type { Content } from './errors.ts'
import { zoneNamed } from './times.ts'

const Page = z.object({
  value: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullish(),
      hexColor: z.string().nullish(),
      isDefaultCalendar: z.boolean().nullish(),
      canEdit: z.boolean().nullish(),
      canShare: z.boolean().nullish(),
    }),
  ),
  '@odata.nextLink': z.string().optional(),
})
type Found = z.infer<typeof Page>['value'][number]

/** Somebody with more calendars than this has them from elsewhere. */
const MOST_PAGES = 20

/** All calendars of a mailbox, with the zone that its owner chose for all of them. */
export async function calendarsOf(client: GraphClient): Promise<Answer<readonly RemoteCalendar[]>> {
  const found: Found[] = []
  let url: string | undefined = `${client.base}/me/calendars?$top=100`
  for (let pages = 0; url !== undefined && pages < MOST_PAGES; pages += 1) {
    if (!client.isOwn(url)) return client.talk.failed({ asked: 'calendar', status: null, code: 'other_host' })
    const page: Content<z.infer<typeof Page>> = await client.ask('calendar', { method: 'GET', url }, Page)
    if (page.kind === 'failed') return page
    found.push(...page.content.value)
    url = page.content['@odata.nextLink']
  }
  const zone = await zoneOf(client)
  if (zone !== null && typeof zone !== 'string') return zone
  return client.talk.ok(found.map((one) => calendarOf(one, zone)))
}

function calendarOf(found: Found, time_zone: string | null): RemoteCalendar {
  return {
    remote_id: found.id,
    name: found.name || 'Calendar',
    time_zone,
    colour: colourIn(found.hexColor ?? ''),
    // Only the one who made it can share it.
    role: found.canEdit === false ? 'reader' : found.canShare === true ? 'owner' : 'writer',
    is_primary: found.isDefaultCalendar === true,
  }
}

const Settings = z.object({ timeZone: z.string().nullish() })

/** Null where nobody may ask for it: no calendar is lost for that. */
async function zoneOf(client: GraphClient): Promise<string | null | CalendarFailure> {
  const url = `${client.base}/me/mailboxSettings?$select=timeZone`
  const settings = await client.ask('calendar', { method: 'GET', url }, Settings)
  if (settings.kind === 'failed') return settings.status === 403 ? null : settings
  const zone = zoneNamed(settings.content.timeZone ?? '', 'UTC')
  return zone.kind === 'iana' ? zone.zone : null
}
