import type { Account, Calendars, CalendarPort } from '#domain/calendar/sync/port.ts'
import { calendarsOf } from './calendars.ts'
import { DavClient } from './dav-client.ts'
import type { CaldavParts } from './dav-client.ts'
import { findServer } from './find-server.ts'
import { list } from './list.ts'
import { read } from './read.ts'
import { write } from './write.ts'

/** Calendars over CalDAV (RFC 4791): Nextcloud, iCloud, Fastmail, Radicale and whatever else speaks it. Only polled. */
export function makeCaldav(parts: CaldavParts): CalendarPort & Pick<Calendars, 'findServer'> {
  return {
    provider: 'caldav',
    push: null,
    findServer: (given) => findServer(parts, given),
    calendars: (account) => calendarsOf(clientFor(account)),
    list: (account, question) => list(clientFor(account), question),
    read: (account, question) => read(clientFor(account), question),
    write: (account, question) => write(clientFor(account), question, parts.clock),
  }

  function clientFor({ access }: Account): DavClient {
    if (access.kind !== 'basic') throw new Error('A CalDAV server is opened with a name and a password.')
    return new DavClient(parts, access)
  }
}
