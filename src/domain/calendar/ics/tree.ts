import ICAL from 'ical.js'
import { z } from 'zod'

// A calendar file as a tree of its lines (RFC 5545 §3.1, §3.4, §3.6). Every line keeps the text it was read from, and is
// written as that text again unless it is replaced: what we do not understand comes back letter by letter.

/** What one file may bring. */
export const ICS_LIMITS = {
  characters: 30_000_000,
  line: 2_000_000,
  lines: 600_000,
  components: 20_000,
  depth: 8,
} as const

/** One property, taken apart by ical.js (jCal, RFC 7265), and as it was written. */
export interface Line {
  readonly name: string
  readonly params: Readonly<Record<string, string | readonly string[]>>
  readonly type: string
  readonly values: readonly unknown[]
  /** Unfolded. */
  readonly raw: string
}

export interface Component {
  readonly name: string
  readonly lines: readonly Line[]
  readonly components: readonly Component[]
}

/** Something that could not be read; the rest was. */
export interface Problem {
  readonly kind: 'bad_line' | 'bad_event' | 'not_closed' | 'too_large'
  readonly line: number
  readonly text: string
}

export interface Tree {
  readonly calendars: readonly Component[]
  readonly problems: readonly Problem[]
  /** What lost its end within a calendar, and with that what belongs to it. */
  readonly lost: readonly Component[]
  /** The end is missing: what is not in it may well be there. */
  readonly truncated: boolean
}

const Property = z.tuple(
  [z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())])), z.string()],
  z.unknown(),
)
const CONTENT_LINE = /^([A-Za-z0-9-]+)[;:]/
const TROUBLE_SHOWN = 100
const MOST_PROBLEMS = 200

interface Open {
  readonly name: string
  readonly at: number
  readonly lines: Line[]
  readonly components: Component[]
}

/** Reads the lines of a file; one that is none, or a component that never ends, is left out and told of. */
export function readTree(text: string): Tree {
  const problems: Problem[] = []
  const report = (kind: Problem['kind'], line: number, what: string) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ kind, line, text: what.slice(0, TROUBLE_SHOWN) })
  }
  if (text.length > ICS_LIMITS.characters) {
    report('too_large', 0, `${text.length} characters`)
    return { calendars: [], problems, lost: [], truncated: true }
  }
  const unended: Component[] = []
  const lose = (open: Open) => {
    report('not_closed', open.at, open.name)
    unended.push(finished(open))
  }
  const root: Open = { name: '', at: 0, lines: [], components: [] }
  const stack: Open[] = [root]
  let components = 0
  let dropsBelow = 0
  for (const { raw, at } of unfold(text)) {
    if (at > ICS_LIMITS.lines || components > ICS_LIMITS.components) {
      report('too_large', at, 'more than a calendar has')
      return { calendars: root.components, problems, lost: unended, truncated: true }
    }
    const begins = /^BEGIN:\s*(\S+)\s*$/i.exec(raw)?.[1]?.toLowerCase()
    const ends = /^END:\s*(\S+)\s*$/i.exec(raw)?.[1]?.toLowerCase()
    if (begins !== undefined) {
      components += 1
      if (stack.length > ICS_LIMITS.depth) dropsBelow += 1
      else {
        // An event within an event: the outer one lost its end, and with it what belongs to which.
        while (begins === 'vevent' && (stack.at(-1)?.name ?? '') !== '' && stack.at(-1)?.name !== 'vcalendar') {
          const lost = stack.pop()
          if (lost !== undefined) lose(lost)
        }
        stack.push({ name: begins, at, lines: [], components: [] })
      }
    } else if (ends !== undefined) {
      if (dropsBelow > 0) dropsBelow -= 1
      else close(stack, ends, lose)
    } else if (dropsBelow === 0 && stack.length > 1 && raw.trim() !== '') {
      const line = readLine(raw)
      if (line === null) report('bad_line', at, raw)
      else stack.at(-1)?.lines.push(line)
    }
  }
  const isOpen = stack.length > 1
  // What is whole within a file that was cut off is still worth reading.
  for (let open = stack.pop(); open !== undefined && open !== root; open = stack.pop()) {
    lose(open)
    if (open.name === 'vcalendar') stack.at(-1)?.components.push(finished(open))
  }
  const calendars = root.components.filter(({ name }) => name === 'vcalendar')
  return { calendars, problems, lost: unended, truncated: isOpen || calendars.length === 0 }
}

// Without these an event would be another one: a broken one stays, without a value, and the event is not taken.
const TELLING = ['uid', 'dtstart', 'recurrence-id']

/** One property, or null for what is none (RFC 5545 §3.1). Spaces within a rule are left out: many write BYDAY=MO, TU. */
function readLine(raw: string): Line | null {
  const name = CONTENT_LINE.exec(raw)?.[1]?.toLowerCase()
  if (name === undefined || name === 'begin' || name === 'end' || raw.length > ICS_LIMITS.line) return null
  // Rules are read by rule.ts: ical.js refuses some whole that are worth telling of.
  if (name === 'rrule' || name === 'exrule') return { ...verbatim(name, ''), raw: raw.replaceAll(/\s+/g, '') }
  try {
    const [read, params, type, ...values] = Property.parse(ICAL.parse.property(raw, ICAL.design.icalendar))
    return { name: read, params, type, values, raw }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return TELLING.includes(name) ? { name, params: {}, type: 'unknown', values: [], raw } : null
  }
}

/** A line whose value is written as it is, such as a rule. */
export function verbatim(name: string, value: string): Line {
  return {
    name,
    params: {},
    type: 'unknown',
    values: [],
    raw: `${name.toUpperCase()}:${value.replaceAll(/[\0\r\n]/g, '')}`,
  }
}

/** A line of our own. */
export function makeLine(
  name: string,
  type: string,
  values: readonly unknown[],
  params: Readonly<Record<string, string>> = {},
): Line {
  const clean = values.map((value) => (typeof value === 'string' ? value.replaceAll(/\r\n?/g, '\n') : value))
  const raw = ICAL.stringify.property([name, { ...params }, type, ...clean], ICAL.design.icalendar, true)
  // Whatever a type does not escape must not become a line of its own.
  return { name, params, type, values: clean, raw: raw.replaceAll(/[\0\r\n]/g, '') }
}

/** The file of a tree, folded at 75 octets with CRLF (RFC 5545 §3.1). */
export function writeTree(component: Component): string {
  const name = component.name.toUpperCase()
  const lines = component.lines.map(({ raw }) => fold(raw) + '\r\n')
  return `BEGIN:${name}\r\n${lines.join('')}${component.components.map(writeTree).join('')}END:${name}\r\n`
}

function close(stack: Open[], name: string, lost: (open: Open) => void): void {
  const at = stack.findLastIndex((open) => open.name === name)
  if (at < 1) return
  while (stack.length > at + 1) {
    const open = stack.pop()
    if (open !== undefined) lost(open)
  }
  const open = stack.pop()
  if (open !== undefined) stack.at(-1)?.components.push(finished(open))
}

function finished({ name, lines, components }: Open): Component {
  return { name, lines, components }
}

function* unfold(text: string): Generator<{ raw: string; at: number }> {
  let parts: string[] = []
  let at = 0
  let number = 0
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    number += 1
    if (/^[ \t]/.test(line) && parts.length > 0) parts.push(line.slice(1))
    else {
      if (parts.length > 0) yield { raw: parts.join('').replaceAll('\0', ''), at }
      parts = [line]
      at = number
    }
  }
  if (parts.length > 0) yield { raw: parts.join('').replaceAll('\0', ''), at }
}

/** Never within a character: 75 octets of UTF-8, of which a space takes one on every line but the first. */
function fold(raw: string): string {
  if (raw.length <= 18) return raw
  let folded = ''
  let octets = 0
  for (const character of raw) {
    const code = character.codePointAt(0) ?? 0
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    if (octets + size > 75) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return folded
}
