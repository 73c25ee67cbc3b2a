import type { Refusal } from '#contract/endpoint.ts'
import type { FieldError } from '#contract/wire.ts'

type Extra = {
  field_errors?: readonly FieldError[]
  details?: Readonly<Record<string, unknown>>
  retry_after_s?: number
}

/** A "no" to the user on its way to the edge. Everything else that is thrown is a bug. */
export class RefusedError extends Error {
  readonly refusal: Refusal
  readonly extra: Extra
  constructor(refusal: Refusal, extra: Extra) {
    super(refusal.message)
    this.name = 'RefusedError'
    this.refusal = refusal
    this.extra = extra
  }
}

/** Ends a use case with a refusal that its endpoint lists. */
export function refuse(refusal: Refusal, extra: Extra = {}): never {
  throw new RefusedError(refusal, extra)
}

/** Ends a use case with a refusal of what one field says, and names the field. */
export function refuseField(refusal: Refusal, field: string): never {
  return refuse(refusal, { field_errors: [{ field, code: refusal.code, message: refusal.message }] })
}
