import { z } from 'zod'
import type { ConfigField } from '#domain/postings/job-board-port.ts'

/** A part of a key, as its owner pastes it. */
export const Key = z
  .string('Save the key first.')
  .trim()
  .min(1, 'Save the key first.')
  .max(500)
  .regex(/^[\x21-\x7e]+$/, 'A key has no spaces.')

/** How a form asks for a part of a key. What identifies its owner is as secret as the rest: others use the source too. */
export function keyField(name: string, label: string, help: string | null = null): ConfigField {
  return { name, label, kind: 'secret', required: true, help }
}
