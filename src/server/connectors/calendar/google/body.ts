import type { CalendarEvent } from '#domain/calendar/event.ts'
import { blankEvent } from '#domain/calendar/event.ts'
import { CAPABILITIES } from '#domain/calendar/sync/capability.ts'
import { GOOGLE_COLOURS } from '#domain/calendar/sync/google-colours.ts'
import { nearestColour } from '#domain/calendar/sync/nearest-colour.ts'
import { difference, project } from '#domain/calendar/sync/projection.ts'
import type { Projection } from '#domain/calendar/sync/projection.ts'
import { timesOf } from './times.ts'

export type Body = Readonly<Record<string, unknown>>

const google = CAPABILITIES.google

/** How each field is said. What has none here is Google's own (the organizer), or is written elsewhere (how it repeats). */
const FIELDS: Readonly<Record<string, (event: CalendarEvent) => Body>> = {
  when: ({ when }) => timesOf(when),
  title: ({ title }) => ({ summary: title }),
  description: ({ description }) => ({ description }),
  location: ({ location }) => ({ location }),
  status: ({ status }) => ({ status }),
  transparency: ({ transparency }) => ({ transparency }),
  // What is not private is as open as the calendar is, and not more.
  visibility: ({ visibility }) => ({ visibility: visibility === 'public' ? 'default' : visibility }),
  reminders: ({ reminders }) => ({
    reminders: {
      useDefault: false,
      overrides: reminders.map(({ method, minutes_before: minutes }) => ({ method, minutes })),
    },
  }),
  attendees: ({ attendees }) => ({ attendees: attendees.map(attendeeBody) }),
  colour: ({ colour }) => ({ colorId: colour === null ? null : colourId(colour) }),
}

/** These fields of an event, as a PATCH has them (guides/performance#patch: null clears, lists are written whole). */
export function bodyOf(event: CalendarEvent, fields: Iterable<string>): Body {
  return Object.assign({}, ...[...fields].map((field) => FIELDS[field]?.(event) ?? {}))
}

/** What a new event says beyond what Google gives to each: above all, reminders of its own only where it has some. */
export function newBody(event: CalendarEvent): Body {
  return bodyOf(event, ['when', ...Object.keys(difference(NEW, project(event, google)))])
}

const NEW = project(blankEvent('-', { kind: 'floating', start: '1970-01-01T00:00:00', duration: 'PT1H' }), google)

/** The fields of one instance in which it differs from what it is to say. */
export function differing(there: CalendarEvent, wanted: CalendarEvent): string[] {
  return Object.keys(difference(project(there, google), project(wanted, google)))
}

/** Our mark. What else is private to other programs stays, since objects are patched field by field. */
export function markBody(properties: { readonly ccId: string; readonly ccRev?: string }): Body {
  return { extendedProperties: { private: properties } }
}

/** The changes of the event itself, and those alone. */
export const ownFields = (changes: Projection): string[] => Object.keys(changes).filter((path) => !path.startsWith('@'))

function attendeeBody(one: CalendarEvent['attendees'][number]): Body {
  return {
    email: one.email,
    ...(one.name === null ? {} : { displayName: one.name }),
    ...(one.role === 'optional' ? { optional: true } : {}),
    ...(one.kind === 'resource' || one.kind === 'room' ? { resource: true } : {}),
    responseStatus: one.answer === 'needs_action' || one.answer === 'delegated' ? 'needsAction' : one.answer,
  }
}

function colourId(colour: string): string | null {
  const nearest = nearestColour(colour, Object.values(GOOGLE_COLOURS))
  return Object.entries(GOOGLE_COLOURS).find(([, one]) => one === nearest)?.[0] ?? null
}
