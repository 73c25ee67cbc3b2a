import { expect, test } from 'vitest'
import { z } from 'zod'
import { fieldWords } from './field-words.ts'
import { Bound } from './wire.ts'

test.each<[string, z.ZodType, unknown, string]>([
  ['a field that is missing', z.string(), undefined, 'This field is required.'],
  ['another type', z.boolean(), 'yes', 'Use true or false.'],
  ['no whole number', z.int(), 1.5, 'Use a whole number.'],
  ['no number in a query', z.coerce.number(), 'many', 'Use a number.'],
  ['an unknown option', z.enum(['google', 'microsoft']), 'yahoo', 'Use one of google, microsoft.'],
  ['another constant', z.literal('this'), 'that', 'Use this.'],
  ['no instant', z.iso.datetime(), '2026-11-21', 'Use an instant such as 2026-11-21T09:30:00Z.'],
  ['no date', z.iso.date(), 'tomorrow', 'Use a date such as 2026-11-21.'],
  ['too short', z.string().min(8), 'short', 'Use at least 8 characters.'],
  ['nothing in a list', z.array(z.string()).min(1), [], 'Use at least 1 item.'],
  ['too many', z.array(z.string()).max(1), ['a', 'b'], 'Use at most 1 item.'],
  ['too large', z.number().max(200), 500, 'Use a value of at most 200.'],
  ['not above', z.number().gt(0), 0, 'Use a value of more than 0.'],
  ['no multiple', z.number().multipleOf(5), 3, 'Use a multiple of 5.'],
  ['a field that nothing reads', z.strictObject({}), { extra: 1 }, 'Leave out extra: nothing reads it.'],
  ['none of several kinds', z.union([z.int(), z.iso.date()]), true, 'Use a number. Or: Use text.'],
  ['an end that is missing', Bound, undefined, 'This field is required.'],
  ['an end that is none', Bound, 'soon', 'Use a date such as 2026-11-21, or an instant such as 2026-11-21T09:30:00Z.'],
  ['words of its own', z.string().min(1, 'Write something here.'), '', 'Write something here.'],
  ['a pattern without words', z.string().regex(/^a/), 'b', 'Invalid string: must match pattern /^a/'],
])('%s is told with its remedy', (_, schema, value, words) => {
  expect(schema.safeParse(value, { error: fieldWords }).error?.issues[0]?.message).toBe(words)
})
