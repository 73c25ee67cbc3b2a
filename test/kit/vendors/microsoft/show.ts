import { textOf } from './body.ts'
import { iCalUIdOf, idOf, occurrenceIdOf } from './ids.ts'
import type { Item } from './item.ts'
import type { Calendar, Mailbox } from './mailbox.ts'
import type { Wanted } from './odata.ts'
import type { Prefer } from './prefer.ts'
import { shownRecurrence } from './recurrence.ts'
import { saidOn } from './series.ts'
import { onDate, shown, startInstant } from './times.ts'

export type Json = Readonly<Record<string, unknown>>

/** An event, or the occurrence on a date, as Graph answers it (learn.microsoft.com/graph/api/resources/event). */
export function shownEvent(mailbox: Mailbox, item: Item, date: string | null, prefer: Prefer): Json {
  const said = saidOn(item, date)
  const exception = date === null ? undefined : item.series?.exceptions.get(date)
  const { text, zone } = prefer
  const person = { emailAddress: { name: mailbox.account.name, address: mailbox.account.email } }
  const id = idOf(item, date, prefer.immutable)
  return {
    ...head(item, date, prefer),
    createdDateTime: timestamp(exception?.created ?? item.created),
    lastModifiedDateTime: timestamp(exception?.modified ?? item.modified),
    changeKey: changeKeyOf(item, date),
    categories: said.categories,
    transactionId: item.transactionId,
    originalStartTimeZone: said.times.startZone.name,
    originalEndTimeZone: said.times.endZone.name,
    iCalUId: iCalUIdOf(item, date),
    reminderMinutesBeforeStart: said.reminderMinutesBeforeStart,
    isReminderOn: said.isReminderOn,
    hasAttachments: false,
    subject: said.subject,
    bodyPreview: textOf(said.body).slice(0, 255),
    importance: said.importance,
    sensitivity: said.sensitivity,
    originalStart: date === null ? null : startInstant(onDate(item.said.times, date)),
    isAllDay: said.times.allDay,
    isCancelled: false,
    isOrganizer: true,
    responseRequested: true,
    seriesMasterId: date === null ? null : idOf(item, null, prefer.immutable),
    showAs: said.showAs,
    type: typeOf(item, date),
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(id)}&exvsurl=1&path=/calendar/item`,
    onlineMeetingUrl: null,
    isOnlineMeeting: false,
    onlineMeetingProvider: 'unknown',
    onlineMeeting: null,
    allowNewTimeProposals: true,
    occurrenceId: date === null ? null : occurrenceIdOf(idOf(item, null, prefer.immutable), date),
    isDraft: false,
    hideAttendees: false,
    responseStatus: { response: 'organizer', time: '0001-01-01T00:00:00Z' },
    body: { contentType: text ? 'text' : 'html', content: text ? textOf(said.body) : said.body },
    start: shown(said.times, 'start', zone),
    end: shown(said.times, 'end', zone),
    location: said.location,
    locations: said.location['displayName'] === '' ? [] : [said.location],
    recurrence: date !== null || item.series === null ? null : shownRecurrence(item.series.recurrence, item.said.times),
    attendees: said.attendees,
    organizer: person,
  }
}

/** All that a delta says of an occurrence: no subject, no iCalUId (microsoftgraph/microsoft-graph-docs-contrib#34). */
export function shownBarely(item: Item, date: string, prefer: Prefer): Json {
  const { times } = saidOn(item, date)
  return {
    ...head(item, date, prefer),
    type: 'occurrence',
    seriesMasterId: idOf(item, null, prefer.immutable),
    start: shown(times, 'start', prefer.zone),
    end: shown(times, 'end', prefer.zone),
  }
}

/** With what `$select` and `$expand` ask for; id and ETag always come (learn.microsoft.com/graph/api/event-get, the example of a series master). */
export function shownAs(
  wanted: Wanted,
  mailbox: Mailbox,
  found: { item: Item; date: string | null },
  prefer: Prefer,
): Json {
  const { item, date } = found
  const of = (on: string | null) => selected(shownEvent(mailbox, item, on, prefer), wanted.select)
  const series = date === null ? item.series : null
  const extended = [...item.extended.values()].filter(({ id }) =>
    wanted.extended.some((name) => name.toLowerCase() === id.toLowerCase()),
  )
  return {
    ...of(date),
    ...(wanted.select?.has('cancelledOccurrences') === true
      ? {
          cancelledOccurrences: [...(series?.cancelled ?? [])]
            .toSorted()
            .map((one) => occurrenceIdOf(idOf(item, null, prefer.immutable), one)),
        }
      : {}),
    ...(wanted.exceptions ? { exceptionOccurrences: [...(series?.exceptions.keys() ?? [])].toSorted().map(of) } : {}),
    ...(extended.length === 0 ? {} : { singleValueExtendedProperties: extended }),
  }
}

function selected(event: Json, select: ReadonlySet<string> | null): Json {
  if (select === null) return event
  return Object.fromEntries(
    Object.entries(event).filter(([name]) => name === 'id' || name.startsWith('@') || select.has(name)),
  )
}

function head(item: Item, date: string | null, prefer: Prefer): Json {
  return { '@odata.etag': etagOf(item, date), id: idOf(item, date, prefer.immutable) }
}

/** An occurrence that nobody changed has the version of its series. */
export const etagOf = (item: Item, date: string | null): string => `W/"${changeKeyOf(item, date)}"`

function changeKeyOf(item: Item, date: string | null): string {
  const version = (date === null ? undefined : item.series?.exceptions.get(date)?.version) ?? item.version
  return Buffer.from(`mailbox-version-${version}`).toString('base64')
}

function typeOf(item: Item, date: string | null): string {
  if (date === null) return item.series === null ? 'singleInstance' : 'seriesMaster'
  return item.series?.exceptions.has(date) === true ? 'exception' : 'occurrence'
}

/** Seven digits of a second, of which JavaScript knows three. */
export const timestamp = (ms: number): string => new Date(ms).toISOString().replace('Z', '0000Z')

/** learn.microsoft.com/graph/api/resources/calendar */
export function shownCalendar(mailbox: Mailbox, calendar: Calendar): Json {
  return {
    id: calendar.id,
    name: calendar.name,
    color: 'auto',
    hexColor: calendar.hexColor,
    groupClassId: null,
    isDefaultCalendar: calendar.isDefault,
    changeKey: Buffer.from(`calendar-version-${calendar.version}`).toString('base64'),
    canShare: calendar.canEdit,
    canViewPrivateItems: true,
    canEdit: calendar.canEdit,
    allowedOnlineMeetingProviders: ['teamsForBusiness'],
    defaultOnlineMeetingProvider: 'teamsForBusiness',
    isTallyingResponses: true,
    isRemovable: !calendar.isDefault,
    owner: { name: mailbox.account.name, address: mailbox.account.email },
  }
}
