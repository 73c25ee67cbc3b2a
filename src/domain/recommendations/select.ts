import { roleOf } from '#domain/postings/title-fit.ts'

/** A posting that may be recommended. */
export interface Candidate {
  readonly id: string
  readonly title: string
  readonly company_norm: string
  readonly skill_ids: readonly string[]
  readonly score: number
}

/** A choice, and why it stands before a better score: null when it is the best that is left. */
export interface Choice {
  readonly id: string
  readonly instead: 'company' | 'role' | null
}

/** At most so many of one company in any so many in a row. */
export const OF_COMPANY = 2
export const IN_A_ROW = 10

// How many points of its score a posting loses by being like one that is chosen already. What a person looks for is
// mostly one kind of role, so that another kind comes before it only where the two fit nearly as well.
const SAME_COMPANY = 10
const SAME_ROLE = 4
const SAME_SKILLS = 2

/**
 * The best that are unlike each other: maximal marginal relevance (Carbonell and Goldstein, 1998) over company, role and
 * skills, after those that are chosen already. The same candidates in whatever order give the same choice.
 */
export function choose(
  candidates: readonly Candidate[],
  chosen: readonly Candidate[],
  count: number,
): readonly Choice[] {
  const taken = new Set(chosen.map((each) => each.id))
  const left = candidates.filter((each) => !taken.has(each.id)).map((each) => ({ ...prepared(each), likest: 0 }))
  left.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
  const row = chosen.map(prepared)
  for (const each of left) each.likest = Math.max(0, ...row.map((other) => likeness(each, other)))
  const choices: Choice[] = []
  while (choices.length < count) {
    const free = left.filter((each) => hasRoom(row, each))
    const next = free.reduce<(typeof left)[number] | null>(
      (best, each) => (best === null || worth(each) > worth(best) ? each : best),
      null,
    )
    if (next === null) break
    choices.push({ id: next.id, instead: insteadOf(next, left[0], row) })
    left.splice(left.indexOf(next), 1)
    row.push(next)
    for (const each of left) each.likest = Math.max(each.likest, likeness(each, next))
  }
  return choices
}

interface Prepared extends Candidate {
  readonly role: ReadonlySet<string>
  readonly skills: ReadonlySet<string>
}

function prepared(candidate: Candidate): Prepared {
  return { ...candidate, role: roleOf(candidate.title), skills: new Set(candidate.skill_ids) }
}

function worth({ score, likest }: Prepared & { likest: number }): number {
  return score - likest
}

function likeness(a: Prepared, b: Prepared): number {
  return (
    (a.company_norm === b.company_norm ? SAME_COMPANY : 0) +
    SAME_ROLE * overlap(a.role, b.role) +
    SAME_SKILLS * overlap(a.skills, b.skills)
  )
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = a.intersection(b).size
  return both === 0 ? 0 : both / (a.size + b.size - both)
}

function hasRoom(row: readonly Prepared[], { company_norm }: Prepared): boolean {
  return row.slice(1 - IN_A_ROW).filter((each) => each.company_norm === company_norm).length < OF_COMPANY
}

// The best that was passed over either has a company that stood there already, or is too much the same kind of role.
function insteadOf(chosen: Prepared, best: Prepared | undefined, row: readonly Prepared[]): Choice['instead'] {
  if (best === undefined || best.score <= chosen.score) return null
  return row.some((each) => each.company_norm === best.company_norm) ? 'company' : 'role'
}
