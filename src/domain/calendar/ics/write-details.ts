import type { Attendee, EventDetails, Reminder } from '#domain/calendar/event.ts'
import { compareReminders, emailOf, linesOf, readDetails, reminderOf } from './details.ts'
import { changedFields } from './differences.ts'
import { makeLine } from './tree.ts'
import type { Component, Line } from './tree.ts'

const ROLE: Readonly<Record<Attendee['role'], string>> = {
  chair: 'CHAIR',
  required: 'REQ-PARTICIPANT',
  optional: 'OPT-PARTICIPANT',
  none: 'NON-PARTICIPANT',
}
const ANSWER: Readonly<Record<Attendee['answer'], string>> = {
  needs_action: 'NEEDS-ACTION',
  accepted: 'ACCEPTED',
  declined: 'DECLINED',
  tentative: 'TENTATIVE',
  delegated: 'DELEGATED',
}
const KIND: Readonly<Record<Attendee['kind'], string>> = {
  person: 'INDIVIDUAL',
  group: 'GROUP',
  resource: 'RESOURCE',
  room: 'ROOM',
  unknown: 'UNKNOWN',
}

/** The event with these details: only properties that say something else are written anew, all others stay as they are. */
export function withDetails(event: Component, details: EventDetails, invite: boolean): Component {
  const changed = changedFields(readDetails(event), details)
  return changed.reduce((component, field) => writers[field](component, details, invite), event)
}

/** The lines of a property replaced, in their place; at the end where there were none. */
export function replaced(component: Component, name: string, lines: readonly Line[]): Component {
  const at = component.lines.findIndex((line) => line.name === name)
  const others = component.lines.filter((line) => line.name !== name)
  const place = at === -1 ? others.length : component.lines.slice(0, at).filter((line) => line.name !== name).length
  return { ...component, lines: [...others.slice(0, place), ...lines, ...others.slice(place)] }
}

type Writer = (component: Component, details: EventDetails, invite: boolean) => Component

const text = (component: Component, name: string, value: string | null, type = 'text') =>
  replaced(component, name, value === null || value === '' ? [] : [makeLine(name, type, [value])])

const writers: Readonly<Record<keyof EventDetails, Writer>> = {
  title: (component, { title }) => text(component, 'summary', title),
  // The same text in HTML, by Outlook: it would go on saying the old one.
  description: (component, { description }) => text(text(component, 'x-alt-desc', null), 'description', description),
  location: (component, { location }) => text(component, 'location', location),
  url: (component, { url }) => text(component, 'url', url, 'uri'),
  status: (component, { status }) => text(component, 'status', status.toUpperCase()),
  transparency: (component, { transparency }) => text(component, 'transp', transparency.toUpperCase()),
  visibility: (component, { visibility }) => text(component, 'class', visibility.toUpperCase()),
  colour: (component, { colour }) => text(component, 'color', colour),
  categories: (component, { categories }) =>
    replaced(component, 'categories', categories.length === 0 ? [] : [makeLine('categories', 'text', categories)]),
  organizer: (component, { organizer }) =>
    replaced(component, 'organizer', organizer === null ? [] : [personLine('organizer', organizer, {})]),
  attendees: writeAttendees,
  reminders: (component, { reminders }) => writeReminders(component, reminders),
}

/** Known people keep what their line says beside; new ones are not mailed by the server unless that was asked (RFC 6638 §7.1). */
function writeAttendees(component: Component, { attendees }: EventDetails, invite: boolean): Component {
  const before = linesOf(component, 'attendee')
  const read = readDetails(component).attendees
  const lines = attendees.map((attendee) => {
    const at = read.findIndex(({ email }) => email.toLowerCase() === attendee.email.toLowerCase())
    const known = before[at]
    if (known !== undefined && JSON.stringify(read[at]) === JSON.stringify(attendee)) return known
    const kept = Object.entries(known?.params ?? (invite ? {} : { 'schedule-agent': 'CLIENT' })).flatMap(
      ([name, value]): [string, string][] => (typeof value === 'string' && name !== 'cn' ? [[name, value]] : []),
    )
    return personLine('attendee', attendee, {
      ...Object.fromEntries(kept),
      role: ROLE[attendee.role],
      partstat: ANSWER[attendee.answer],
      cutype: KIND[attendee.kind],
    })
  })
  return replaced(component, 'attendee', lines)
}

function personLine(
  name: string,
  person: { readonly email: string; readonly name: string | null },
  params: Readonly<Record<string, string>>,
): Line {
  const address = person.email.includes('@') ? `mailto:${person.email}` : person.email
  return makeLine(name, 'cal-address', [address], person.name === null ? params : { cn: person.name, ...params })
}

/** Alarms that the model has no words for stay; of the others those that are still wanted (RFC 5545 §3.6.6). */
function writeReminders(component: Component, reminders: readonly Reminder[]): Component {
  const isWanted = (reminder: Reminder) => reminders.some((other) => compareReminders(reminder, other) === 0)
  const kept = component.components.filter((alarm) => {
    const reminder = alarm.name === 'valarm' ? reminderOf(alarm) : null
    return reminder === null || isWanted(reminder)
  })
  const there = kept.flatMap((alarm) => (alarm.name === 'valarm' ? (reminderOf(alarm) ?? []) : []))
  const added = reminders.filter((reminder) => !there.some((other) => compareReminders(reminder, other) === 0))
  return { ...component, components: [...kept, ...added.map((reminder) => alarmOf(reminder, component))] }
}

function alarmOf({ minutes_before, method }: Reminder, event: Component): Component {
  const sign = minutes_before > 0 ? '-' : ''
  const said = readDetails({ ...event, components: [] }).title || 'Reminder'
  const lines = [
    makeLine('action', 'text', [method === 'email' ? 'EMAIL' : 'DISPLAY']),
    makeLine('trigger', 'duration', [`${sign}PT${Math.abs(minutes_before)}M`]),
    makeLine('description', 'text', [said]),
  ]
  // An e-mail names its subject and whom it goes to.
  if (method === 'email') {
    const organizer = linesOf(event, 'organizer').map(emailOf)[0]
    lines.push(makeLine('summary', 'text', [said]))
    if (organizer !== undefined) lines.push(makeLine('attendee', 'cal-address', [`mailto:${organizer}`]))
  }
  return { name: 'valarm', lines, components: [] }
}
