import { skillOf } from './find.ts'
import { SKILLS } from './skills.ts'

// How far a skill stands in for another one that is asked for.
const NARROWER = 0.8
const RELATED = 0.5
const BROADER = 0.4

/** Who knows a skill is some way towards these, by id: PostgreSQL is most of SQL, and half of MySQL. */
export function nearTo(id: string): ReadonlyMap<string, number> {
  const known = NEAR.get(id)
  if (known !== undefined) return known
  const near = new Map<string, number>()
  for (const other of NARROWER_BY_ID.get(id) ?? []) near.set(other, BROADER)
  for (const other of RELATED_BY_ID.get(id) ?? []) near.set(other, RELATED)
  for (const other of kindsOf(id)) near.set(other, NARROWER)
  near.delete(id)
  NEAR.set(id, near)
  return near
}

/** All that a skill is a kind of, however far up. */
function kindsOf(id: string): Set<string> {
  const kinds = new Set<string>()
  const open = [...(skillOf(id)?.broader ?? [])]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (kinds.has(next)) continue
    kinds.add(next)
    open.push(...(skillOf(next)?.broader ?? []))
  }
  return kinds
}

const NEAR = new Map<string, ReadonlyMap<string, number>>()
const NARROWER_BY_ID = new Map<string, string[]>()
const RELATED_BY_ID = new Map<string, string[]>()
for (const { id, broader, related } of SKILLS) {
  for (const other of broader) add(NARROWER_BY_ID, other, id)
  for (const other of related) {
    add(RELATED_BY_ID, id, other)
    add(RELATED_BY_ID, other, id)
  }
}

function add(lists: Map<string, string[]>, id: string, other: string): void {
  lists.set(id, [...(lists.get(id) ?? []), other])
}
