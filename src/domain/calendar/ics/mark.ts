import { lineOf, textOf } from './details.ts'
import { readTree, verbatim, writeTree } from './tree.ts'
import type { Component } from './tree.ts'
import { replaced } from './write-details.ts'

// The mark that sync leaves on what it wrote (calendar.md §4.3): whose event it is, and from which of our writes.

const [EVENT, WRITE] = ['x-career-copilot-event', 'x-career-copilot-write'] as const

/** The properties of the mark. An instance that begins as a copy of its series does not take them along. */
export const MARK: readonly string[] = [EVENT, WRITE]

/** The file with our mark on its event, and with no other one of ours. */
export function withMark(text: string, mark: { readonly event_id: string; readonly token: string }): string {
  const { calendars } = readTree(text)
  const lines = { [EVENT]: mark.event_id, [WRITE]: mark.token }
  return calendars
    .map((calendar) => {
      const marked = markedOf(calendar)
      const components = calendar.components.map((component) =>
        Object.entries(lines).reduce(
          (next, [name, value]) => replaced(next, name, component === marked ? [verbatim(name, value)] : []),
          component,
        ),
      )
      return writeTree({ ...calendar, components })
    })
    .join('')
}

/** Our mark on the event of a file; null: it has none. */
export function markIn(text: string): { event_id: string; token: string } | null {
  // Most objects are not from us, and are not taken apart a second time for this.
  if (!text.toLowerCase().includes(EVENT)) return null
  for (const calendar of readTree(text).calendars) {
    const marked = markedOf(calendar)
    const event_id = marked === undefined ? null : textOf(lineOf(marked, EVENT))
    const token = marked === undefined ? null : textOf(lineOf(marked, WRITE))
    if (event_id !== null) return { event_id, token: token ?? '' }
  }
  return null
}

/** The series, or the event that is alone. */
function markedOf({ components }: Component): Component | undefined {
  const events = components.filter(({ name }) => name === 'vevent')
  return events.find((event) => lineOf(event, 'recurrence-id') === undefined) ?? events[0]
}
