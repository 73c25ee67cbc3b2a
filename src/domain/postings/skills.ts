import type { FeedSkill } from './feed-posting.ts'
import { isAskedFor, meansSkill } from './everyday-words.ts'
import { SKILLS } from './skill-list.ts'
import type { ListedSkill } from './skill-list.ts'

// Names that hold a slash or a dash stay in one piece.
const BY_KNOWN = new Set(
  SKILLS.flatMap((skill) => skill.aliases)
    .flatMap((alias) => alias.split(' '))
    .filter((word) => /[/-]/.test(word)),
)
const BY_ALIAS = new Map(
  SKILLS.flatMap((skill) => skill.aliases.map((alias) => [wordsOf(alias).join(' '), skill] as const)),
)
const BY_EXACT = new Map(SKILLS.flatMap((skill) => skill.exact.map((word) => [word, skill] as const)))
/** How many words the longest name has that begins with a word: most words begin none. */
const LONGEST = new Map<string, number>()
for (const alias of BY_ALIAS.keys()) {
  const words = alias.split(' ')
  LONGEST.set(words[0] ?? '', Math.max(LONGEST.get(words[0] ?? '') ?? 0, words.length))
}

const NICE =
  /nice[- ]to[- ]have|von vorteil|wünschenswert|\ba plus\b|\bbonus\b|ideally|idealerweise|preferred|is an advantage|optional/i
const HEADING = /^.{0,60}:?\s*$/
const LEVELS: readonly (readonly [RegExp, number])[] = [
  [/expert|sehr gute|deep|profound|fundierte|tiefgehende|mastery|excellent|exzellente/i, 5],
  [/strong|advanced|extensive|umfassende|sicher|langjährige|proficient|mehrjährige/i, 4],
  [/solid|good|gute|working knowledge|hands-on|praktische/i, 3],
  [/basic|grundkenntnisse|familiar|erste erfahrung|grundlegende|exposure/i, 2],
]

/** The listed skill that a name stands for, whatever its spelling; null when it is none of ours. */
export function skillNamed(name: string): ListedSkill | null {
  return (
    BY_EXACT.get(name.trim()) ??
    BY_ALIAS.get(wordsOf(name.toLowerCase()).join(' ')) ??
    SKILLS.find((skill) => skill.id === name) ??
    null
  )
}

/** The listed skills that a posting asks for, with how well where its text says so. Nothing is inferred. */
export function skillsIn(posting: { title: string; text: string | null; tags: readonly string[] }): FeedSkill[] {
  const found = new Map<string, FeedSkill>()
  for (const tag of posting.tags) note(found, skillNamed(tag), { level: null, required: true })
  for (const skill of inLine(posting.title)) note(found, skill, { level: null, required: true })
  let nice = false
  for (const line of (posting.text ?? '').slice(0, 60_000).split('\n')) {
    if (HEADING.test(line) && !line.trimStart().startsWith('-')) nice = NICE.test(line)
    for (const clause of line.split(/(?<=[.;])\s/)) {
      const skills = inLine(clause).filter((skill) => isAskedFor(skill.id, clause))
      if (skills.length === 0) continue
      const level = LEVELS.find(([words]) => words.test(clause))?.[1] ?? null
      const required = !nice && !NICE.test(clause)
      for (const skill of skills) note(found, skill, { level, required })
    }
  }
  return [...found.values()]
}

type Asked = { level: number | null; required: boolean }

// A skill that is asked for twice is asked for at its highest level, and is required if it is so once.
function note(found: Map<string, FeedSkill>, skill: ListedSkill | null, asked: Asked): void {
  if (skill === null) return
  const before = found.get(skill.id)
  const level = Math.max(before?.level ?? 0, asked.level ?? 0)
  found.set(skill.id, {
    id: skill.id,
    name: skill.name,
    level: level === 0 ? null : level,
    required: (before?.required ?? false) || asked.required,
  })
}

/** Each skill of a line once, however often it stands there. */
function inLine(line: string): ListedSkill[] {
  const spelled = wordsOf(line)
  const lower = spelled.map((word) => word.toLowerCase())
  const skills = new Set<ListedSkill>()
  // What a word means depends on the line alone: one that repeats it thousands of times is read once for it.
  const meant = new Map<string, boolean>()
  for (let at = 0; at < lower.length; at += 1) {
    const length = longestAt(lower, at)
    if (length > 0) {
      const skill = BY_ALIAS.get(lower.slice(at, at + length).join(' '))
      if (skill !== undefined) skills.add(skill)
      at += length - 1
      continue
    }
    const word = spelled[at] ?? ''
    const exact = BY_EXACT.get(word)
    if (exact === undefined) continue
    const means = meant.get(word) ?? meansSkill(word, line)
    meant.set(word, means)
    if (means) skills.add(exact)
  }
  return [...skills]
}

function longestAt(words: readonly string[], at: number): number {
  const longest = LONGEST.get(words[at] ?? '') ?? 0
  for (let length = Math.min(longest, words.length - at); length > 0; length -= 1) {
    if (BY_ALIAS.has(words.slice(at, at + length).join(' '))) return length
  }
  return 0
}

// Words keep what belongs to names of skills: C++, C#, Node.js, .NET, CI/CD, S/4HANA.
function wordsOf(text: string): string[] {
  return text
    .split(/[^\p{L}\p{N}+#./-]+/u)
    .flatMap((word) => (BY_KNOWN.has(word.toLowerCase()) ? [word] : word.split(/[/-]+/)))
    .map((word) => withoutLastDots(word).replace(/^[-/]+|[-/]+$/g, ''))
    .filter((word) => word !== '')
}

// Not `/[.]+$/`, which tries again from every dot of a long row of them.
function withoutLastDots(word: string): string {
  let end = word.length
  while (word.charAt(end - 1) === '.') end -= 1
  return word.slice(0, end)
}
