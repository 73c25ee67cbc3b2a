import type { z } from 'zod'

/** What is said of a field that was not sent. */
export const REQUIRED = 'This field is required.'

/** The words of a schema for what is wrong, and that it is missing where nothing was sent. */
export function unlessMissing(words: string): { error: (issue: { readonly input?: unknown }) => string } {
  return { error: ({ input }) => (input === undefined ? REQUIRED : words) }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
  record: 'an object with fields',
  date: 'a date',
  null: 'null',
}
const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'Use an instant such as 2026-11-21T09:30:00Z.',
  date: 'Use a date such as 2026-11-21.',
  time: 'Use a time such as 09:30.',
  email: 'Use an e-mail address such as mara@example.org.',
  url: 'Use a whole web address that starts with https://.',
  uuid: 'Use an id as this API gives it, such as 01939d6c-7f00-7000-8000-000000000001.',
}

/**
 * What is wrong with a field and what to send instead, for every issue of Zod whose schema has no words of its own: the
 * `error` of a `safeParse` (zod.dev/error-customization). Undefined leaves it to Zod.
 */
export function fieldWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return REQUIRED
    return `Use ${KINDS[issue.expected] ?? `a value of the type ${issue.expected}`}.`
  }
  if (issue.code === 'invalid_value') return `Use ${oneOf(issue.values.map(String))}.`
  if (issue.code === 'invalid_format') return FORMATS[issue.format]
  if (issue.code === 'too_small')
    return `Use ${amount(issue.origin, issue.minimum, issue.inclusive ? 'at least' : 'more than')}.`
  if (issue.code === 'too_big')
    return `Use ${amount(issue.origin, issue.maximum, issue.inclusive ? 'at most' : 'less than')}.`
  if (issue.code === 'not_multiple_of') return `Use a multiple of ${issue.divisor}.`
  if (issue.code === 'unrecognized_keys') return `Leave out ${issue.keys.join(', ')}: nothing reads it.`
  if (issue.code === 'invalid_union') return unionWords(issue.errors)
  return undefined
}

// Zod has put the branches' issues into words already.
function unionWords(branches: readonly (readonly z.core.$ZodIssue[])[]): string | undefined {
  const words = branches.flatMap(([first]) => (first === undefined || first.path.length > 0 ? [] : [first.message]))
  return words.length === 0 ? undefined : [...new Set(words)].join(' Or: ')
}

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? `${values[0]}` : `one of ${values.join(', ')}`
}

function amount(origin: string, limit: number | bigint, words: string): string {
  const unit =
    origin === 'string' ? 'character' : origin === 'array' || origin === 'set' || origin === 'map' ? 'item' : null
  if (unit === null) return `a value of ${words} ${limit}`
  return `${words} ${limit} ${unit}${BigInt(limit) === 1n ? '' : 's'}`
}
