import { z } from 'zod'
import { parseRule } from '#domain/calendar/rule.ts'
import { refuse } from './answer.ts'
import { checkTimes } from './event-time.ts'
import type { Calendar, GoogleEvent } from './state.ts'

const Time = z.object({
  date: z.string().nullish(),
  dateTime: z.string().nullish(),
  timeZone: z.string().nullish(),
})
const Properties = z.record(z.string(), z.string().nullable()).nullish()

/** What may be written of an event; whatever else is sent is kept as it is, as Google keeps its many fields. */
export const EventBody = z.looseObject({
  id: z.string().optional(),
  iCalUID: z.string().optional(),
  sequence: z.int().optional(),
  status: z.enum(['confirmed', 'tentative', 'cancelled']).nullish(),
  summary: z.string().nullish(),
  description: z.string().nullish(),
  start: Time.nullish(),
  end: Time.nullish(),
  recurrence: z.array(z.string()).nullish(),
  extendedProperties: z.looseObject({ private: Properties, shared: Properties }).nullish(),
})
export type EventBody = z.infer<typeof EventBody>

/** Google's own: what is sent of them is passed over (reference/events, the fields that are not "writable"). */
const READ_ONLY = new Set([
  ...['kind', 'etag', 'id', 'iCalUID', 'htmlLink', 'created', 'updated', 'creator', 'organizer', 'sequence'],
  ...['recurringEventId', 'originalStartTime', 'hangoutLink', 'locked', 'privateCopy'],
])

export function readBody(text: string): EventBody {
  try {
    return EventBody.parse(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('badRequest', 'Parse Error')
    if (error instanceof z.ZodError) return refuse('invalid', `Invalid value for: ${error.issues[0]?.path.join('.')}`)
    throw error
  }
}

/** What is written over: an event, or what Google gives to a new one. */
type Base = Partial<GoogleEvent> & { readonly sequence: number }

/** `insert`, `import` and `update`: what is not named is gone (events/update: "does not support patch semantics"). */
export function replaced(base: Base, body: EventBody, calendar: Calendar): GoogleEvent {
  const own = Object.entries(base).filter(([name]) => READ_ONLY.has(name))
  return merged(Object.fromEntries(own), body, base, calendar)
}

/** `patch`: objects field by field, lists as a whole, null clears (guides/performance#patch). */
export function patched(base: GoogleEvent, body: EventBody, calendar: Calendar): GoogleEvent {
  return merged(base, body, base, calendar)
}

function merged(onto: Record<string, unknown>, body: EventBody, base: Base, calendar: Calendar): GoogleEvent {
  const named = Object.fromEntries(Object.entries(body).filter(([name]) => !READ_ONLY.has(name)))
  const event = mergePatch(onto, named) as GoogleEvent
  event.status ??= 'confirmed'
  checkTimes(event, calendar.timeZone)
  checkRecurrence(event.recurrence ?? [])
  if (event.recurrence?.length === 0) delete event.recurrence
  // guides/errors has no page for it; the message is Google's.
  if (body.sequence !== undefined && body.sequence < base.sequence)
    refuse('invalid', 'Invalid sequence value. The specified sequence number is below the current sequence number.')
  if (typeof event['description'] === 'string') event['description'] = asGoogleWrites(event['description'])
  keepToLimits(event)
  const isRescheduled = (['start', 'end', 'recurrence', 'status'] as const).some(
    (name) => base[name] !== undefined && JSON.stringify(base[name]) !== JSON.stringify(event[name]),
  )
  const sequence = Math.max(body.sequence ?? 0, base.sequence + (isRescheduled ? 1 : 0))
  return { ...event, sequence }
}

/** RFC 7396, which is what Google calls patch semantics. */
function mergePatch(onto: Record<string, unknown>, patch: Record<string, unknown>): Record<string, unknown> {
  const result = { ...onto }
  for (const [name, value] of Object.entries(patch)) {
    if (value === null || value === undefined) delete result[name]
    else result[name] = isObject(value) ? mergePatch(isObject(result[name]) ? result[name] : {}, value) : value
  }
  return result
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** reference/events#recurrence: RRULE, EXRULE, RDATE and EXDATE lines; DTSTART and DTEND are not allowed. */
function checkRecurrence(lines: readonly string[]): void {
  for (const line of lines) {
    const [, name, value] = /^(RRULE|EXRULE|RDATE|EXDATE)(?:;[^:]*)?:(.+)$/.exec(line) ?? []
    if (value === undefined || (name === 'RRULE' && parseRule(value) === null))
      refuse('invalid', 'Invalid recurrence rule.')
  }
}

/** guides/extended-properties#limits: longer keys are dropped and longer values are cut, both without a word. */
function keepToLimits(event: GoogleEvent): void {
  const { extendedProperties: all } = event
  if (all === undefined) return
  for (const kind of ['private', 'shared'] as const) {
    const kept = Object.entries(all[kind] ?? {}).filter(([key]) => key.length <= 44)
    if (kept.length === 0) delete all[kind]
    else all[kind] = Object.fromEntries(kept.map(([key, value]) => [key, value.slice(0, 1024)]))
  }
  if (Object.keys(all).length === 0) delete event.extendedProperties
}

/** Not documented, but seen by all who compare: Google cleans and respells the HTML that a description may hold. */
function asGoogleWrites(description: string): string {
  return description
    .replaceAll('\r\n', '\n')
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/gi, '')
    .replaceAll(/<br\s*\/?>/gi, '<br>')
    .replaceAll(
      /<(\/?)(b|i|u|p|ul|ol|li|a)\b/gi,
      (_tag, slash: string, name: string) => `<${slash}${name.toLowerCase()}`,
    )
    .replaceAll(/\s(on\w+|style|class)="[^"]*"/gi, '')
    .trimEnd()
}
