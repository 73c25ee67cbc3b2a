import { z } from 'zod'
import { sortedSet } from './projection.ts'
import { sameValue, stableText } from './value.ts'

/** The fields that are sets: what one side added and the other took away both happen. */
export const SET_FIELDS: ReadonlySet<string> = new Set(['reminders', 'categories', 'attendees', 'rdates'])

export interface SetVersions {
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

const Elements = z.array(z.unknown())
const Person = z.object({ email: z.string() })

/**
 * Both sides' changes of a set. People are the same by their address, so that an answer changes a person and does not add
 * one; where both sides changed one person, the calendar knows better. Null where one side is no set.
 */
export function mergeSet(field: string, versions: SetVersions): unknown[] | null {
  const [mine, theirs] = [Elements.safeParse(versions.mine), Elements.safeParse(versions.theirs)]
  if (!SET_FIELDS.has(field) || !mine.success || !theirs.success) return null
  const base = byKey(field, Elements.safeParse(versions.base).data ?? [])
  const [here, there] = [byKey(field, mine.data), byKey(field, theirs.data)]
  const merged: unknown[] = []
  for (const key of new Set([...here.keys(), ...there.keys()])) {
    const [was, one, other] = [base.get(key), here.get(key), there.get(key)]
    const kept = sameValue(other, was) ? one : other
    if (kept !== undefined) merged.push(kept)
  }
  return sortedSet(merged)
}

function byKey(field: string, values: readonly unknown[]): Map<string, unknown> {
  return new Map(values.map((value) => [keyOf(field, value), value]))
}

function keyOf(field: string, value: unknown): string {
  const person = field === 'attendees' ? Person.safeParse(value) : null
  return person?.data?.email.toLowerCase() ?? stableText(value)
}
