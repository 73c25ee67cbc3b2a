import { EVENT_LIMITS } from '#domain/calendar/event.ts'
import type { Attendee, DetailChange, EventDetails } from '#domain/calendar/event.ts'
import type { GraphInstance } from './graph-event.ts'

type Guest = NonNullable<GraphInstance['attendees']>[number]

/** What an event says apart from its time; a field that it does not name is not named. */
export function detailsIn(event: GraphInstance): Partial<EventDetails> {
  const { subject, body, location, showAs, sensitivity, isReminderOn, attendees, categories, isCancelled } = event
  const change: Partial<EventDetails> = {}
  if (subject !== undefined) change.title = (subject ?? '').slice(0, EVENT_LIMITS.title)
  if (body !== undefined) change.description = textIn(body?.content)
  if (location !== undefined) change.location = textIn(location?.displayName)
  if (isCancelled != null) change.status = isCancelled ? 'cancelled' : 'confirmed'
  if (showAs != null) change.transparency = FREE.has(showAs) ? 'transparent' : 'opaque'
  if (sensitivity != null) change.visibility = VISIBILITIES.get(sensitivity) ?? 'public'
  if (isReminderOn != null) change.reminders = isReminderOn ? remindersIn(event) : []
  if (categories != null)
    change.categories = categories.slice(0, EVENT_LIMITS.categories).map((one) => one.slice(0, 200))
  if (attendees != null) {
    change.attendees = attendees.slice(0, EVENT_LIMITS.attendees).flatMap(attendeeIn)
    // The owner of the mailbox is named on every event; only who invites others organizes something.
    change.organizer = attendees.length === 0 ? null : organizerIn(event)
  }
  return change
}

/** How Graph says some of what an event says. `people`: who is invited gets a mail at once. */
export function fieldsOf(details: DetailChange, people: boolean): Readonly<Record<string, unknown>> {
  const { title, description, location, transparency, visibility, reminders, attendees, categories } = details
  return {
    ...(title === undefined ? {} : { subject: title }),
    ...(description === undefined ? {} : { body: { contentType: 'text', content: description ?? '' } }),
    ...(location === undefined ? {} : { location: { displayName: location ?? '' } }),
    ...(transparency === undefined ? {} : { showAs: transparency === 'transparent' ? 'free' : 'busy' }),
    ...(visibility === undefined ? {} : { sensitivity: visibility === 'public' ? 'normal' : visibility }),
    ...(reminders === undefined ? {} : reminderOf(reminders)),
    ...(categories === undefined ? {} : { categories }),
    ...(attendees === undefined || !people ? {} : { attendees: attendees.map(guestOf) }),
  }
}

const FREE: ReadonlySet<string> = new Set(['free', 'workingElsewhere'])
const VISIBILITIES: ReadonlyMap<string, EventDetails['visibility']> = new Map([
  ['personal', 'private'],
  ['private', 'private'],
  ['confidential', 'confidential'],
])

const textIn = (text: string | null | undefined): string | null =>
  text?.replaceAll('\r\n', '\n').trimEnd().slice(0, EVENT_LIMITS.text) || null

/** Graph gives a reminder of a quarter of an hour to whoever does not say that there is none. */
function reminderOf([first]: EventDetails['reminders']): Readonly<Record<string, unknown>> {
  if (first === undefined) return { isReminderOn: false }
  return { isReminderOn: true, reminderMinutesBeforeStart: first.minutes_before }
}

function remindersIn({ reminderMinutesBeforeStart }: GraphInstance): EventDetails['reminders'] {
  const minutes = Math.round(reminderMinutesBeforeStart ?? 15)
  return [{ minutes_before: Math.min(Math.max(minutes, 0), 525_600), method: 'popup' }]
}

const ANSWERS: ReadonlyMap<string, Attendee['answer']> = new Map([
  ['accepted', 'accepted'],
  ['organizer', 'accepted'],
  ['tentativelyAccepted', 'tentative'],
  ['declined', 'declined'],
])

function attendeeIn({ emailAddress, type, status }: Guest): Attendee[] {
  const person = personIn(emailAddress)
  if (person === null) return []
  return [
    {
      ...person,
      role: type === 'optional' ? 'optional' : type === 'resource' ? 'none' : 'required',
      answer: ANSWERS.get(status?.response ?? '') ?? 'needs_action',
      kind: type === 'resource' ? 'resource' : 'person',
    },
  ]
}

function guestOf({ email, name, role, kind }: Attendee): unknown {
  const isThing = kind === 'resource' || kind === 'room'
  return {
    emailAddress: { address: email, ...(name === null ? {} : { name }) },
    type: isThing ? 'resource' : role === 'optional' || role === 'none' ? 'optional' : 'required',
  }
}

const organizerIn = ({ organizer }: GraphInstance): EventDetails['organizer'] => personIn(organizer?.emailAddress)

function personIn(address: Guest['emailAddress']): { email: string; name: string | null } | null {
  if (!address?.address) return null
  return { email: address.address.slice(0, 320), name: address.name?.slice(0, 500) || null }
}
