import type { z } from 'zod'
import { refusal } from '#contract/endpoint.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { REQUIRED, fieldWords } from '#contract/field-words.ts'
import type { FieldError } from '#contract/wire.ts'
import { refuse } from '#platform/errors.ts'
import { unknownFields } from './body-schema.ts'
import type { Input, RawInput } from './route.ts'

const IN_WORDS = { error: fieldWords }

export const invalidInput = refusal('validation_failed', 422, 'Some fields need another look.')

/** Parses all of a request's input; refuses with every field error at once. */
export function parseInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  endpoint: Endpoint<P, Q, B>,
  raw: RawInput,
): Input<z.output<P>, z.output<Q>, z.output<B>> {
  const params = endpoint.params.safeParse(raw.params, IN_WORDS)
  const query = endpoint.query.safeParse(raw.query, IN_WORDS)
  const body = endpoint.body.safeParse(raw.body, IN_WORDS)
  const ignored = unknownFields(endpoint.body, raw.body)
  if (ignored.length > 0) raw.reply.header('x-ignored-fields', namesOf(ignored))
  if (params.success && query.success && body.success) {
    return { params: params.data, query: query.data, body: body.data, info: raw.info, reply: raw.reply }
  }
  const field_errors = [params, query, body].flatMap((part) => (part.success ? [] : part.error.issues.map(fieldError)))
  return refuse(invalidInput, { field_errors })
}

// Names come from outside, and a header takes plain letters only.
function namesOf(fields: readonly string[]): string {
  return fields.slice(0, 20).map(encodeURIComponent).join(', ').slice(0, 1000)
}

function fieldError(issue: z.core.$ZodIssue): FieldError {
  const field = issue.path.map(String).join('.')
  return { field, code: issue.message === REQUIRED ? 'required' : issue.code, message: issue.message }
}
