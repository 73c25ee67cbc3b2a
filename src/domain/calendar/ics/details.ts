import { Temporal } from 'temporal-polyfill'
import { EVENT_LIMITS } from '#domain/calendar/event.ts'
import type { Attendee, EventDetails, Reminder } from '#domain/calendar/event.ts'
import type { Component, Line } from './tree.ts'

const ROLES: Readonly<Record<string, Attendee['role']>> = {
  CHAIR: 'chair',
  'OPT-PARTICIPANT': 'optional',
  'NON-PARTICIPANT': 'none',
}
const ANSWERS: Readonly<Record<string, Attendee['answer']>> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
  DELEGATED: 'delegated',
}
const KINDS: Readonly<Record<string, Attendee['kind']>> = {
  GROUP: 'group',
  RESOURCE: 'resource',
  ROOM: 'room',
  UNKNOWN: 'unknown',
}

/** What a VEVENT says, apart from when it is (RFC 5545 §3.8; COLOR from RFC 7986 §5.9). Too long texts are cut. */
export function readDetails(event: Component): EventDetails {
  const text = (name: string, most: number = EVENT_LIMITS.text) => textOf(lineOf(event, name))?.slice(0, most) || null
  const status = text('status')?.toUpperCase()
  const visibility = text('class')?.toUpperCase() ?? 'PUBLIC'
  return {
    title: text('summary', EVENT_LIMITS.title) ?? '',
    description: text('description'),
    location: text('location'),
    url: text('url', 2_048),
    status: status === 'TENTATIVE' ? 'tentative' : status === 'CANCELLED' ? 'cancelled' : 'confirmed',
    transparency: text('transp')?.toUpperCase() === 'TRANSPARENT' ? 'transparent' : 'opaque',
    // What is not known is private (RFC 5545 §3.8.1.3).
    visibility: visibility === 'PUBLIC' ? 'public' : visibility === 'CONFIDENTIAL' ? 'confidential' : 'private',
    reminders: readReminders(event),
    organizer: readOrganizer(lineOf(event, 'organizer')),
    attendees: linesOf(event, 'attendee').slice(0, EVENT_LIMITS.attendees).map(readAttendee),
    categories: readCategories(event),
    colour: text('color', 50),
  }
}

export function linesOf(component: Component, name: string): Line[] {
  return component.lines.filter((line) => line.name === name)
}

export function lineOf(component: Component, name: string): Line | undefined {
  return component.lines.find((line) => line.name === name)
}

export function textOf(line: Line | undefined): string | null {
  const value = line?.values[0]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null
}

/** The reminder that an alarm is, or null for one that the model has no words for: it stays in the file as it is. */
export function reminderOf(alarm: Component): Reminder | null {
  const trigger = lineOf(alarm, 'trigger')
  const text = textOf(trigger)
  if (trigger === undefined || text === null || trigger.type !== 'duration') return null
  const related = trigger.params.related
  if (typeof related === 'string' && related.toUpperCase() !== 'START') return null
  const action = textOf(lineOf(alarm, 'action'))?.toUpperCase() ?? 'DISPLAY'
  if (!['DISPLAY', 'AUDIO', 'EMAIL'].includes(action) || !/^[+-]?P[\dWDTHMS]+$/.test(text)) return null
  const minutes = minutesIn(text)
  if (minutes === null || !Number.isInteger(minutes) || minutes < -40_320 || minutes > 525_600) return null
  return { minutes_before: minutes, method: action === 'EMAIL' ? 'email' : 'popup' }
}

/** `mailto:` is how an address is written (RFC 5545 §3.3.3). */
export function emailOf(line: Line): string {
  return (textOf(line) ?? '').replace(/^mailto:/i, '').slice(0, 320)
}

export function compareReminders(a: Reminder, b: Reminder): number {
  return a.minutes_before - b.minutes_before || (a.method < b.method ? -1 : a.method > b.method ? 1 : 0)
}

function minutesIn(text: string): number | null {
  try {
    const before = -Temporal.Duration.from(text).total({ unit: 'minutes', relativeTo: '2000-01-01' })
    return before === 0 ? 0 : before
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function readReminders(event: Component): Reminder[] {
  const read = event.components.flatMap((alarm) => (alarm.name === 'valarm' ? [reminderOf(alarm)] : []))
  const known = read.flatMap((reminder) => (reminder === null ? [] : [reminder])).sort(compareReminders)
  const once = known.filter((reminder, at) => at === 0 || compareReminders(reminder, known[at - 1] ?? reminder) !== 0)
  return once.slice(0, EVENT_LIMITS.reminders)
}

function readOrganizer(line: Line | undefined): EventDetails['organizer'] {
  return line === undefined ? null : { email: emailOf(line), name: param(line, 'cn') }
}

function readAttendee(line: Line): Attendee {
  return {
    email: emailOf(line),
    name: param(line, 'cn'),
    role: ROLES[param(line, 'role')?.toUpperCase() ?? ''] ?? 'required',
    answer: ANSWERS[param(line, 'partstat')?.toUpperCase() ?? ''] ?? 'needs_action',
    kind: KINDS[param(line, 'cutype')?.toUpperCase() ?? ''] ?? 'person',
  }
}

function readCategories(event: Component): string[] {
  const all = linesOf(event, 'categories').flatMap(({ values }) =>
    values.flatMap((value) => (typeof value === 'string' ? [value.trim().slice(0, 200)] : [])),
  )
  return [...new Set(all.filter((name) => name !== ''))].slice(0, EVENT_LIMITS.categories)
}

function param(line: Line, name: string): string | null {
  const value = line.params[name]
  return typeof value === 'string' && value !== '' ? value.slice(0, 500) : null
}
