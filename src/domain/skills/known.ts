import { fold } from '#domain/postings/fold.ts'
import { skillNamed } from './find.ts'
import { nearTo } from './near.ts'

type Own = readonly { readonly name: string; readonly level: number }[]

interface KnownSkills {
  /** By id of the list, or by the folded name of what the list does not have. */
  readonly levels: ReadonlyMap<string, number>
  /** What lies near to one's own skills, with those that it lies near to. */
  readonly near: ReadonlyMap<string, readonly Near[]>
}

interface Near {
  readonly name: string
  readonly level: number
  readonly share: number
}

// A profile is compared with thousands of postings, one after the other.
const KEPT = new WeakMap<Own, KnownSkills>()

/** What a person's skills amount to, looked up by the ids that postings ask for. */
export function knownSkills(own: Own): KnownSkills {
  const kept = KEPT.get(own) ?? workedOut(own)
  KEPT.set(own, kept)
  return kept
}

/** The own skill that comes nearest to one that is asked for, and for how much of it that counts; null: none does. */
export function nearest(known: KnownSkills, id: string, asked: number | null): { name: string; credit: number } | null {
  const all = (known.near.get(id) ?? []).map(({ name, level, share }) => ({ name, credit: share * upTo(level, asked) }))
  return all.toSorted((a, b) => b.credit - a.credit)[0] ?? null
}

/** Without a stated level a skill that one has is met; below the asked level it counts by how near it is. */
export function upTo(have: number, asked: number | null): number {
  return Math.min(1, have / (asked ?? have))
}

function workedOut(own: Own): KnownSkills {
  const levels = new Map<string, number>()
  const near = new Map<string, Near[]>()
  for (const { name, level } of own) {
    const skill = skillNamed(name)
    levels.set(skill?.id ?? fold(name), level)
    if (skill === null) continue
    for (const [id, share] of nearTo(skill.id))
      near.set(id, [...(near.get(id) ?? []), { name: skill.name, level, share }])
  }
  return { levels, near }
}
