import { z } from 'zod'
import { htmlOf } from './body.ts'
import { PatternedRecurrence } from './recurrence.ts'
import { Refusal, invalid } from './refusal.ts'
import { GraphTime, shown, timesOf } from './times.ts'
import type { Times } from './times.ts'

const Person = z.looseObject({ emailAddress: z.looseObject({ address: z.string(), name: z.string().optional() }) })
const EXTENDED =
  /^(String|Integer|Boolean|SystemTime|Binary) (\{[0-9a-f-]{36}\} (Name .+|Id 0x[0-9a-f]+)|0x[0-9a-f]+)$/i

/** Properties that Graph knows and takes no value for: an object that was read may be sent back. */
const READ_ONLY = [
  ...['@odata.context', '@odata.etag', '@odata.type', 'id', 'changeKey', 'createdDateTime', 'lastModifiedDateTime'],
  ...['iCalUId', 'uid', 'type', 'seriesMasterId', 'occurrenceId', 'bodyPreview', 'webLink', 'organizer', 'isOrganizer'],
  ...['isCancelled', 'isDraft', 'responseStatus', 'originalStart', 'originalStartTimeZone', 'originalEndTimeZone'],
  ...['hasAttachments', 'onlineMeeting', 'onlineMeetingUrl', 'onlineMeetingProvider', 'isOnlineMeeting', 'locations'],
  ...['allowNewTimeProposals', 'responseRequested', 'hideAttendees'],
] as const

/** What an event can be given (learn.microsoft.com/graph/api/resources/event). */
const EventBody = z.strictObject({
  subject: z.string().max(255).nullish(),
  body: z.object({ contentType: z.enum(['html', 'text', 'HTML', 'Text']), content: z.string().nullish() }).nullish(),
  start: GraphTime.optional(),
  end: GraphTime.optional(),
  isAllDay: z.boolean().optional(),
  location: z.looseObject({ displayName: z.string().nullish() }).nullish(),
  attendees: z.array(Person).optional(),
  categories: z.array(z.string()).optional(),
  showAs: z.enum(['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown']).optional(),
  sensitivity: z.enum(['normal', 'personal', 'private', 'confidential']).optional(),
  importance: z.enum(['low', 'normal', 'high']).optional(),
  isReminderOn: z.boolean().optional(),
  reminderMinutesBeforeStart: z.int().min(0).optional(),
  recurrence: PatternedRecurrence.nullish(),
  transactionId: z.string().nullish(),
  singleValueExtendedProperties: z
    .array(z.looseObject({ id: z.string().regex(EXTENDED), value: z.string() }))
    .optional(),
  ...Object.fromEntries(READ_ONLY.map((name) => [name, z.unknown().optional()])),
})
export type EventBody = z.infer<typeof EventBody>

/** Reads what was sent; a property that events do not have, or a value that it cannot have, refuses all of it. */
export function readBody(sent: unknown): EventBody {
  const read = EventBody.safeParse(sent)
  if (read.success) return read.data
  const [issue] = read.error.issues
  if (issue?.code === 'unrecognized_keys') {
    const message = `The property '${issue.keys[0]}' does not exist on type 'microsoft.graph.event'. Make sure to only use property names that are defined by the type.`
    throw new Refusal(400, 'RequestBodyRead', message)
  }
  if (issue?.path[0] === 'recurrence') throw invalid(`The recurrence cannot be said so: ${issue.message}`)
  throw new Refusal(400, 'RequestBodyRead', `${issue?.path.join('.')}: ${issue?.message}`)
}

/** What an event says; an occurrence may say some of it otherwise than its series. */
export interface Said {
  readonly subject: string | null
  readonly body: string
  readonly times: Times
  readonly location: Readonly<Record<string, unknown>>
  readonly attendees: readonly unknown[]
  readonly categories: readonly string[]
  readonly showAs: string
  readonly sensitivity: string
  readonly importance: string
  readonly isReminderOn: boolean
  readonly reminderMinutesBeforeStart: number
}

/** What a new event says where nothing was said: it reminds a quarter of an hour before, unless told not to. */
export function newSaid(body: EventBody): Said {
  if (body.start === undefined || body.end === undefined)
    throw invalid('The required property start or end is missing.')
  const blank: Said = {
    ...{ subject: '', body: htmlOf('html', ''), location: NOWHERE, attendees: [], categories: [] },
    ...{ showAs: 'busy', sensitivity: 'normal', importance: 'normal', isReminderOn: true },
    reminderMinutesBeforeStart: 15,
    times: timesOf(body.start, body.end, body.isAllDay ?? false),
  }
  return { ...blank, ...changesOf(body, blank) }
}

const NOWHERE = { displayName: '', locationType: 'default', uniqueIdType: 'unknown', address: {}, coordinates: {} }

/** What a body says otherwise than the event does; what it does not name stays. */
export function changesOf(body: EventBody, was: Said): Partial<Said> {
  const { subject, location, attendees, categories, showAs, sensitivity, importance } = body
  const { isReminderOn, reminderMinutesBeforeStart } = body
  const named = { attendees, categories, showAs, sensitivity, importance, isReminderOn, reminderMinutesBeforeStart }
  const changes: Partial<Said> = {
    ...(subject === undefined ? {} : { subject }),
    ...(location === undefined
      ? {}
      : { location: { ...NOWHERE, ...location, displayName: location?.displayName ?? '' } }),
    ...(body.body === undefined
      ? {}
      : { body: htmlOf(body.body?.contentType.toLowerCase() === 'text' ? 'text' : 'html', body.body?.content ?? '') }),
    ...(body.start === undefined && body.end === undefined && body.isAllDay === undefined
      ? {}
      : { times: newTimes(body, was.times) }),
  }
  return { ...changes, ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) }
}

function newTimes(body: EventBody, was: Times): Times {
  const before = (side: 'start' | 'end') => shown(was, side, side === 'start' ? was.startZone : was.endZone)
  return timesOf(body.start ?? before('start'), body.end ?? before('end'), body.isAllDay ?? was.allDay)
}

/** A zone that a desktop Outlook of old made up: nobody can count with it (learn.microsoft.com/graph/api/resources/event). */
export function withCustomZone(times: Times): Times {
  const zone = { name: 'tzone://Microsoft/Custom', iana: times.startZone.iana }
  return { ...times, startZone: zone, endZone: zone }
}
