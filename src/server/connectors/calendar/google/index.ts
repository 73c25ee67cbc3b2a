import type { CalendarPort } from '#domain/calendar/sync/port.ts'
import { calendarsOf } from './calendars.ts'
import { GoogleClient } from './client.ts'
import type { GoogleParts } from './client.ts'
import { list } from './list.ts'
import { closeChannel, openChannel } from './push.ts'
import { read } from './read.ts'
import { write } from './write.ts'

/** Google Calendar, by its API v3 (developers.google.com/workspace/calendar/api). It tells of changes by itself. */
export function makeGoogle(parts: GoogleParts): CalendarPort {
  return {
    provider: 'google',
    calendars: (account) => calendarsOf(new GoogleClient(parts, account)),
    list: (account, question) => list(new GoogleClient(parts, account), question),
    read: (account, question) => read(new GoogleClient(parts, account), question),
    write: (account, question) => write(new GoogleClient(parts, account), question),
    push: {
      open: (account, question) => openChannel(new GoogleClient(parts, account), question),
      prolong: null,
      close: (account, channel) => closeChannel(new GoogleClient(parts, account), channel),
    },
  }
}
