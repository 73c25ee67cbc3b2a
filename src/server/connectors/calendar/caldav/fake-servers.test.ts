import { startFakeCaldav } from '#kit/vendors/caldav/fake.ts'
import type { CaldavTraits } from '#kit/vendors/caldav/fake.ts'
import { calendarPortSuite } from '#connectors/calendar/calendar-port.suite.ts'
import { connect } from './connected.suite.ts'

const KINDS: readonly (readonly [string, Partial<CaldavTraits>])[] = [
  ['a server that does all it should', {}],
  ['a server that tells of changes in small parts and leaves objects out', { page: 2, multiget: 'leaves_some_out' }],
  ['a server without sync-collection', { sync: false }],
  ['a server without sync-collection and without a tag of its calendars', { sync: false, ctag: false }],
  [
    'a server that rewrites what it is given and tells no ETag',
    { rewrites: (text) => text.replaceAll('\r\nEND:VEVENT', '\r\nX-SEEN-BY:server\r\nEND:VEVENT') },
  ],
  [
    'a server that refuses tokens with 500, UIDs within a 207 and many objects at once',
    { token_status: 500, uid_conflict: '207', multiget: 'refused' },
  ],
  ['a server that spells names in two ways, and takes a UID twice', { spells: true, uid_conflict: 'taken_twice' }],
]

for (const [name, traits] of KINDS) calendarPortSuite(name, async () => connect(await startFakeCaldav(traits)))
