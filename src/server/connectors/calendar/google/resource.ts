import { z } from 'zod'

/** `date` for a day, otherwise `dateTime` with an offset, and the zone that it was planned in (reference/events#start). */
export const GoogleTime = z.object({
  date: z.string().optional(),
  dateTime: z.string().optional(),
  timeZone: z.string().optional(),
})
export type GoogleTime = z.infer<typeof GoogleTime>

const Person = z.object({
  email: z.string().optional(),
  displayName: z.string().optional(),
  self: z.boolean().optional(),
})

/**
 * An event, a series, or one instance that differs from its series (reference/events). Of a deleted one only the id is sure,
 * of a cancelled instance also which one it was.
 */
export const Row = z.object({
  id: z.string(),
  status: z.string().default('confirmed'),
  etag: z.string().nullable().default(null),
  updated: z.string().nullable().default(null),
  iCalUID: z.string().optional(),
  sequence: z.int().min(0).default(0),
  summary: z.string().default(''),
  description: z.string().nullable().default(null),
  location: z.string().nullable().default(null),
  hangoutLink: z.string().nullable().default(null),
  start: GoogleTime.optional(),
  end: GoogleTime.optional(),
  recurrence: z.array(z.string()).default([]),
  recurringEventId: z.string().optional(),
  originalStartTime: GoogleTime.optional(),
  transparency: z.string().default('opaque'),
  visibility: z.string().default('default'),
  eventType: z.string().default('default'),
  colorId: z.string().optional(),
  reminders: z
    .object({
      useDefault: z.boolean().default(false),
      overrides: z.array(z.object({ method: z.string(), minutes: z.number() })).default([]),
    })
    .optional(),
  organizer: Person.optional(),
  attendees: z
    .array(
      Person.extend({
        optional: z.boolean().default(false),
        resource: z.boolean().default(false),
        responseStatus: z.string().default('needsAction'),
      }),
    )
    .default([]),
  extendedProperties: z.object({ private: z.record(z.string(), z.string()).default({}) }).optional(),
})
export type Row = z.infer<typeof Row>

/** A page of a listing of events; each of its rows is read by itself, so that one that is odd costs only itself. */
export const EventsPage = z.object({
  items: z.array(z.looseObject({ id: z.string() })).default([]),
  nextPageToken: z.string().optional(),
  nextSyncToken: z.string().optional(),
})

/** A series with the instances that differ, or an event alone. */
export interface Whole {
  readonly master: Row
  readonly exceptions: readonly Row[]
}

export const isCancelled = ({ status }: Row): boolean => status === 'cancelled'
