import { z } from 'zod'
import { unlessMissing } from './field-words.ts'

/** A UUID (version 7, made in the app; RFC 9562). */
export const Id = z.uuid().meta({ description: 'UUIDv7', example: '01939d6c-7f00-7000-8000-000000000001' })

/** A UTC instant in RFC 3339, for example `2026-11-21T09:30:00Z`. An offset is accepted and means the same instant. */
export const Instant = z.iso
  .datetime({ offset: true })
  .refine(isStorableInstant, 'Use a year from 0002 to 9998 in UTC, and an offset of less than 16 hours.')
  .meta({ example: '2026-11-21T09:30:00Z' })

/** A calendar date, `YYYY-MM-DD`. */
export const DateOnly = z.iso
  .date()
  .refine(isStorableYear, 'Use a year from 0002 to 9998.')
  .meta({ example: '2026-11-21' })

/**
 * Where a stretch of time begins or ends: an instant, or a calendar date. As its beginning a date means its first
 * moment in the zone that the endpoint names, as its end all of that day.
 */
export const Bound = z.union(
  [Instant, DateOnly],
  unlessMissing('Use a date such as 2026-11-21, or an instant such as 2026-11-21T09:30:00Z.'),
)

/** An ISO 4217 currency code. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Use a three-letter ISO 4217 code such as EUR.')
  .meta({ example: 'EUR' })

/** An amount in minor units (cents), always together with a currency. */
export const MinorUnits = z.int().min(0).max(9_000_000_000_000).meta({ example: 7_800_000 })

/** An IANA time zone name. */
export const TimeZone = z.string().min(1).max(64).refine(isTimeZone, 'Use a time zone such as Europe/Berlin.')

/** The same, of what is written into calendars: a bare offset knows no summer time, and none can name it (RFC 5545, TZID). */
export const NamedTimeZone = TimeZone.refine((zone) => !/^[+-]/.test(zone), 'Use a time zone such as Europe/Berlin.')

/** Text without NUL, trimmed, of 1 to `max` characters. PostgreSQL refuses NUL in text. */
export const Text = (max: number) =>
  z
    .string()
    .max(max * 2)
    .transform(clean)
    .pipe(z.string().min(1, 'Write something here.').max(max))

/** Text as `Text`, where an empty string means that nothing was given. */
export const OptionalText = (max: number) =>
  z
    .string()
    .max(max * 2)
    .transform(clean)
    .pipe(z.string().max(max))
    .transform((value) => (value === '' ? null : value))
    .nullable()

/** An absolute http(s) URL of at most 2,048 characters. */
export const WebUrl = z
  .url({ protocol: /^https?$/, error: 'Use a whole web address that starts with https://.' })
  .max(2048)
  .meta({ example: 'https://example.com/jobs/42' })

/** `?cursor=&limit=`: where a list goes on, and how many items it answers with. */
export const PageQuery = z.object({
  cursor: z.string().min(1).max(1000).optional().meta({ description: 'next_cursor of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** A page of a list: the items, and the cursor of the next page or null at the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next_cursor: z.string().nullable(),
    total: z.int().optional(),
  })
}

/** One thing that is wrong with one field of the input. */
export const FieldError = z.object({ field: z.string(), code: z.string(), message: z.string() })

/** The one shape of every error answer. */
export const ErrorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    request_id: z.string(),
    timestamp: Instant,
    field_errors: z.array(FieldError).optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
})
export type ErrorBody = z.infer<typeof ErrorBody>
export type FieldError = z.infer<typeof FieldError>

/** A boolean in a query string: `true`, `false`, `1`, `0`. */
export const QueryFlag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1')

/** A list in a query string: repeated, or separated by commas. */
export const QueryList = <Item extends z.ZodType<unknown, string>>(item: Item, max = 50) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((value) => (Array.isArray(value) ? value : value.split(',')).map((part) => part.trim()).filter(Boolean))
    .pipe(z.array(item).max(max))

function clean(value: string): string {
  return value.replaceAll('\u0000', '').trim()
}

const FIRST_MS = Date.parse('0002-01-01T00:00:00Z')
// PostgreSQL rounds to microseconds: the last second could become the next year.
const LAST_MS = Date.parse('9998-12-31T23:59:58Z')

// PostgreSQL takes no larger offset, and a year of five digits could be stored but never told again.
function isStorableInstant(value: string): boolean {
  const ms = Date.parse(value)
  const offset_h = Number(/[+-](\d\d):\d\d$/.exec(value)?.[1] ?? 0)
  return ms >= FIRST_MS && ms <= LAST_MS && offset_h < 16
}

// At the outermost years a time zone leads out of what four digits can say.
function isStorableYear(value: string): boolean {
  return value >= '0002' && value < '9999'
}

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
