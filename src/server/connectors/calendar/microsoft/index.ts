import type { Account, CalendarPort } from '#domain/calendar/sync/port.ts'
import { calendarsOf } from './calendars.ts'
import { GraphClient } from './client.ts'
import type { MicrosoftParts } from './client.ts'
import { list } from './list.ts'
import { makePush } from './push.ts'
import { readTogether } from './read-together.ts'
import { read } from './read.ts'
import { write } from './write.ts'

/** The calendars of Microsoft 365 and Outlook.com, through Microsoft Graph v1.0 (calendar.md §4.2). */
export function makeMicrosoft(parts: MicrosoftParts): CalendarPort {
  return {
    provider: 'microsoft',
    push: makePush(clientFor, parts.clock),
    calendars: (account) => calendarsOf(clientFor(account)),
    list: (account, question) => list(clientFor(account), question),
    read: (account, question) => read(clientFor(account), question),
    readTogether: (account, question) => readTogether(clientFor(account), question),
    write: (account, question) => write(clientFor(account), question),
  }

  function clientFor({ access }: Account): GraphClient {
    if (access.kind !== 'bearer') throw new Error('Microsoft Graph is opened with a token.')
    return new GraphClient(parts, access)
  }
}
