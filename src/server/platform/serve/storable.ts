import { invalidInput } from './input.ts'
import { refuse } from '#platform/errors.ts'

/** Refuses text that PostgreSQL cannot hold (NUL, half of a surrogate pair) and nesting that nobody means. */
export function checkStorable(value: unknown, field = '', depth = 0): void {
  if (depth > 20)
    refuse(invalidInput, { field_errors: [{ field, code: 'too_deep', message: 'This is nested too deeply.' }] })
  if (typeof value === 'string') {
    if (value.includes('\u0000') || !value.isWellFormed()) {
      refuse(invalidInput, {
        field_errors: [{ field, code: 'invalid_text', message: 'This text has characters that cannot be stored.' }],
      })
    }
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) {
    checkStorable(key, field, depth + 1)
    checkStorable(part, field === '' ? key : `${field}.${key}`, depth + 1)
  }
}
