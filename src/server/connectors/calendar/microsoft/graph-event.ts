import { z } from 'zod'
import { GRAPH_DAYS, GRAPH_INDEXES, GRAPH_PATTERNS, GRAPH_RANGES } from '#domain/calendar/sync/graph-recurrence.ts'

export const GraphTime = z.object({ dateTime: z.string(), timeZone: z.string() })
export type GraphTime = z.infer<typeof GraphTime>

const Person = z.object({
  emailAddress: z.object({ address: z.string().nullish(), name: z.string().nullish() }).nullish(),
})

const Recurrence = z.object({
  pattern: z.object({
    type: z.enum(GRAPH_PATTERNS),
    interval: z.int().min(1),
    // What does not matter to a type is answered as 0.
    ...{ month: z.int().optional(), dayOfMonth: z.int().optional() },
    daysOfWeek: z.array(z.enum(GRAPH_DAYS)).optional(),
    firstDayOfWeek: z.enum(GRAPH_DAYS).optional(),
    index: z.enum(GRAPH_INDEXES).optional(),
  }),
  range: z.object({
    type: z.enum(GRAPH_RANGES),
    startDate: z.string(),
    endDate: z.string().optional(),
    numberOfOccurrences: z.int().nullish(),
  }),
})

/** What of an event is read (learn.microsoft.com/graph/api/resources/event). Much of it may be missing or null. */
const Shape = {
  id: z.string(),
  '@odata.etag': z.string().nullish(),
  type: z.string().nullish(),
  seriesMasterId: z.string().nullish(),
  occurrenceId: z.string().nullish(),
  iCalUId: z.string().nullish(),
  transactionId: z.string().nullish(),
  lastModifiedDateTime: z.string().nullish(),
  originalStart: z.string().nullish(),
  originalStartTimeZone: z.string().nullish(),
  subject: z.string().nullish(),
  body: z.object({ content: z.string().nullish() }).nullish(),
  start: GraphTime.nullish(),
  end: GraphTime.nullish(),
  isAllDay: z.boolean().nullish(),
  isCancelled: z.boolean().nullish(),
  location: z.object({ displayName: z.string().nullish() }).nullish(),
  showAs: z.string().nullish(),
  sensitivity: z.string().nullish(),
  isReminderOn: z.boolean().nullish(),
  reminderMinutesBeforeStart: z.number().nullish(),
  organizer: Person.nullish(),
  attendees: z
    .array(
      Person.extend({
        type: z.string().nullish(),
        status: z.object({ response: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
  categories: z.array(z.string()).nullish(),
  recurrence: Recurrence.nullish(),
}

export const GraphInstance = z.object(Shape)
export type GraphInstance = z.infer<typeof GraphInstance>

/** A single event, or a series with what differs on single dates where that was asked for. */
export const GraphEvent = z.object({
  ...Shape,
  cancelledOccurrences: z.array(z.string()).nullish(),
  exceptionOccurrences: z.array(GraphInstance).nullish(),
  singleValueExtendedProperties: z.array(z.object({ id: z.string(), value: z.string() })).nullish(),
})
export type GraphEvent = z.infer<typeof GraphEvent>

/** The names to ask for, `cancelledOccurrences` among them: that one comes only by its name. */
export const SELECTED = [...Object.keys(Shape).filter((name) => !name.startsWith('@')), 'cancelledOccurrences'].join(
  ',',
)
