import { fold } from '#domain/postings/fold.ts'
import { SKILLS } from './skills.ts'
import type { ListedSkill } from './skills.ts'

const FOLDED = SKILLS.map((skill) => {
  const [name = '', ...others] = skill.aliases.map(({ text }) => fold(text))
  return { skill, name, others }
})

/**
 * The listed skills that somebody may be writing: those whose name begins so, then those that are called so elsewhere
 * ("postgres", "Buchhaltung"), then those with a word that begins so; of each the shortest first.
 */
export function suggestSkills(text: string, limit: number): ListedSkill[] {
  const typed = fold(text)
  if (typed === '') return []
  const rankOf = ({ name, others }: (typeof FOLDED)[number]) => {
    if (name.startsWith(typed)) return 0
    if (others.some((other) => other.startsWith(typed))) return 1
    return name.includes(` ${typed}`) ? 2 : others.some((other) => other.includes(` ${typed}`)) ? 3 : null
  }
  return FOLDED.flatMap((each) => {
    const rank = rankOf(each)
    return rank === null ? [] : [{ ...each, rank }]
  })
    .toSorted((a, b) => a.rank - b.rank || a.name.length - b.name.length || a.name.localeCompare(b.name))
    .slice(0, limit)
    .map(({ skill }) => skill)
}
