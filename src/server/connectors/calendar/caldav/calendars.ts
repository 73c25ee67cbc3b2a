import type { Answer, RemoteCalendar } from '#domain/calendar/sync/port.ts'
import { readIcs } from '#domain/calendar/ics/read.ts'
import { colourIn } from '#connectors/calendar/colour.ts'
import type { DavClient } from './dav-client.ts'
import type { DavResponse } from './multistatus.ts'
import { collectionIn, pathOf } from './names.ts'
import { propfind } from './requests.ts'
import { all, down } from './xml.ts'

const ABOUT = propfind([
  ...['D:resourcetype', 'D:displayname', 'D:current-user-privilege-set', 'D:owner', 'D:current-user-principal'],
  ...['C:supported-calendar-component-set', 'C:calendar-timezone', 'A:calendar-color'],
])
/** A zone with all its changes of the clocks since there are any has some ten thousand letters. */
const LONGEST_ZONE = 50_000
const WRITES = ['all', 'write', 'write-content', 'bind']

/** The calendars of a home that hold events. */
export async function calendarsOf(client: DavClient): Promise<Answer<readonly RemoteCalendar[]>> {
  const answer = await client.multistatus('calendar', { method: 'PROPFIND', url: client.home, body: ABOUT, depth: '1' })
  if (answer.kind === 'failed') return answer
  // A home answers for itself at least; nothing at all is no answer.
  if (answer.responses.length === 0) {
    return client.talk.failed({ asked: 'calendar', status: 207, code: 'bad_xml' })
  }
  const found = answer.responses.filter(holdsEvents).flatMap(calendarOf)
  return client.talk.ok(found.map((calendar) => ({ ...calendar, is_primary: found.length === 1 })))
}

function holdsEvents({ props }: DavResponse): boolean {
  if (down(props.get('resourcetype'), 'calendar') === undefined) return false
  const kinds = all(props.get('supported-calendar-component-set'), 'comp').map(({ attributes }) => attributes['name'])
  // One that does not say takes everything (RFC 4791 §5.2.3).
  return kinds.length === 0 || kinds.some((kind) => kind?.toUpperCase() === 'VEVENT')
}

function calendarOf({ href, props }: DavResponse): RemoteCalendar[] {
  const path = pathOf(href)
  if (path === null) return []
  const remote_id = collectionIn(path)
  const own = remote_id.split('/').at(-2) ?? ''
  return [
    {
      remote_id,
      name: props.get('displayname')?.text || own || 'Calendar',
      time_zone: zoneIn(props.get('calendar-timezone')?.text ?? ''),
      colour: colourIn(props.get('calendar-color')?.text ?? ''),
      role: roleIn(props),
      is_primary: false,
    },
  ]
}

function roleIn(props: DavResponse['props']): RemoteCalendar['role'] {
  const owner = pathOf(down(props.get('owner'), 'href')?.text ?? '')
  const self = pathOf(down(props.get('current-user-principal'), 'href')?.text ?? '')
  const rights = props.get('current-user-privilege-set')
  const names = all(rights, 'privilege').flatMap(({ children }) => children.map(({ name }) => name))
  // One that does not say may refuse later; that is told then, and nothing is lost.
  const writes = rights === undefined || WRITES.some((right) => names.includes(right))
  if (!writes) return 'reader'
  return names.includes('all') || (owner !== null && owner !== '/' && owner === self) ? 'owner' : 'writer'
}

function zoneIn(text: string): string | null {
  return text === '' || text.length > LONGEST_ZONE ? null : readIcs(text, { viewerZone: 'UTC' }).time_zone
}
