import type { FieldErrors, FieldPath, FieldValues, Resolver, UseFormSetError } from 'react-hook-form'
import type { z } from 'zod'
import { ApiError } from './client.ts'

/** Puts the server's field errors at their fields; what belongs to none of them comes back as one sentence. */
export function showFieldErrors<Values extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<Values>,
  fields: readonly FieldPath<Values>[],
): string | null {
  if (!(error instanceof ApiError)) throw error
  const left = error.fieldErrors.filter(({ field, message }) => {
    const known = fields.find((name) => name === field || field === `body.${name}`)
    if (known !== undefined) setError(known, { message }, { shouldFocus: true })
    return known === undefined
  })
  if (error.fieldErrors.length > 0) return left.length === 0 ? null : left.map(({ message }) => message).join(' ')
  return error.message
}

/** The first thing that a schema finds wrong in each field, for react-hook-form's `resolver`. */
export function schemaResolver<Input extends FieldValues, Output extends FieldValues>(
  schema: z.ZodType<Output, Input>,
): Resolver<Input, unknown, Output> {
  return async (values) => {
    const parsed = await schema.safeParseAsync(values)
    if (parsed.success) return { values: parsed.data, errors: {} }
    return { values: {}, errors: errorsOf<Input>(parsed.error.issues) }
  }
}

function errorsOf<Input extends FieldValues>(issues: readonly z.core.$ZodIssue[]): FieldErrors<Input>
function errorsOf(issues: readonly z.core.$ZodIssue[]): FieldErrors {
  const found = new Map<string, { type: string; message: string }>()
  for (const issue of issues) {
    const name = issue.path.join('.')
    if (!found.has(name)) found.set(name, { type: issue.code, message: issue.message })
  }
  return Object.fromEntries(found)
}

/** An error in words, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof ApiError ? error.message : 'Something went wrong here. Load the page again.'
}

/** What the server says of a field, under any of the names that it has there. */
export function fieldError(error: unknown, ...names: readonly string[]): string | undefined {
  if (!(error instanceof ApiError)) return undefined
  return error.fieldErrors.find(({ field }) => names.includes(field))?.message
}

/** Why a form of one field was refused. */
export function reasonOf(error: unknown): string {
  return (error instanceof ApiError ? error.fieldErrors[0]?.message : undefined) ?? messageOf(error)
}

/** Why a form was refused, unless that stands at its fields. */
export function generalError(error: unknown): string | null {
  if (error === null || (error instanceof ApiError && error.fieldErrors.length > 0)) return null
  return messageOf(error)
}
