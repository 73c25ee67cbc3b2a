import type { FeedSkill } from '#domain/postings/feed-posting.ts'
import { makeCues } from './cues.ts'
import { asks, meansSkill } from './everyday-words.ts'
import { SKILLS } from './skills.ts'
import type { AliasRule, ListedSkill } from './skills.ts'
import { wordsOf } from './words.ts'

/** What may follow a word, and which skill ends here. */
interface Branch {
  readonly next: Map<string, Branch>
  skill: ListedSkill | null
  rule: AliasRule
}
const branch = (): Branch => ({ next: new Map(), skill: null, rule: 'free' })

/** Every alias but those that count in one spelling only, word by word and in lower case. */
const TREE = branch()
const BY_SPELLING = new Map<string, ListedSkill>()
const TECHNICAL = new Set<string>()
/** Which length and first letters words have with which an alias begins: most words of a text have others. */
const BEGINNINGS = new Uint8Array(1 << 14)
const BY_NAME = new Map<string, ListedSkill>()
const BY_WORDS = new Map<string, ListedSkill>()
for (const skill of SKILLS) {
  for (const { text, rule } of skill.aliases) {
    BY_NAME.set(text.toLowerCase(), skill)
    BEGINNINGS[beginningOf(wordsOf(text)[0] ?? text)] = 1
    if (rule === 'exact' || rule === 'technical') BY_SPELLING.set(text, skill)
    else grow(text, skill, rule)
    if (rule === 'technical') TECHNICAL.add(text)
  }
}
const BY_ID = new Map(SKILLS.map((skill) => [skill.id, skill]))

const NICE =
  /nice[- ]to[- ]have|von vorteil|wünschenswert|\ba plus\b|\bbonus\b|ideally|idealerweise|preferred|is an advantage|optional|un plus\b|un atout|souhaité/i
// Headings of what the employer gives or is: what stands below is not asked of anybody.
const NOT_ASKED =
  /\b(?:we|wir) (?:offer|bieten)|what(?:'|’)?s in it|\bbenefits?\b|\bperks\b|\bvorteile\b|darauf (?:darfst|dürfen|kannst|können)|das (?:bieten|erwartet|bekommst)|deine benefits|was (?:dich|sie) erwartet|about (?:us|the company)|über uns|wer wir sind|who we are|nous (?:offrons|proposons)|avantages|à propos|qui sommes/i
const LEVELS: readonly (readonly [RegExp, number])[] = [
  [/expert|sehr gute|deep|profound|fundierte|tiefgehende|mastery|excellent|exzellente|excellente/i, 5],
  [/strong|advanced|extensive|umfassende|sicher|langjährige|proficient|mehrjährige|solides?\b|maîtrise/i, 4],
  [/solid|good|gute|working knowledge|hands-on|praktische|bonnes? connaissances?/i, 3],
  [/basic|grundkenntnisse|familiar|erste erfahrung|grundlegende|exposure|notions/i, 2],
]

// Most sentences have none of these words, which is cheaper to see for all patterns at once.
const cuesIn = makeCues([NICE, ...LEVELS.map(([words]) => words)])
const CUE_OF_NICE = 1
const cueOfLevel = (index: number) => 2 << index

/** The listed skill that a name stands for, whatever its spelling; null when it is none of ours. */
export function skillNamed(name: string): ListedSkill | null {
  return BY_NAME.get(name.trim().toLowerCase()) ?? BY_WORDS.get(keyOf(name)) ?? BY_ID.get(name) ?? null
}

/** The listed skill of an id; null for one that is not ours. */
export function skillOf(id: string): ListedSkill | null {
  return BY_ID.get(id) ?? null
}

/** The listed skills that a posting asks for, with how well where its text says so. Nothing is inferred. */
export function skillsIn(posting: { title: string; text: string | null; tags: readonly string[] }): FeedSkill[] {
  const found = new Map<string, FeedSkill>()
  for (const tag of posting.tags) note(found, skillNamed(tag), { level: null, required: true })
  for (const skill of inLine(posting.title, () => true)) note(found, skill, { level: null, required: true })
  let nice = false
  let offered = false
  for (const line of (posting.text ?? '').slice(0, 60_000).split('\n')) {
    const bare = line.trim()
    if (bare === '') continue
    if (isHeading(line) && !bare.startsWith('-')) {
      nice = NICE.test(line)
      offered = NOT_ASKED.test(line)
    }
    if (offered) continue
    for (const clause of clausesOf(line)) {
      const skills = inLine(clause, () => asks(clause))
      if (skills.length === 0) continue
      const cues = cuesIn(clause.toLowerCase())
      const level = LEVELS.find(([words], index) => (cues & cueOfLevel(index)) > 0 && words.test(clause))?.[1] ?? null
      const required = !nice && !((cues & CUE_OF_NICE) > 0 && NICE.test(clause))
      for (const skill of skills) note(found, skill, { level, required })
    }
  }
  return [...found.values()]
}

/** Up to 60 signs and a colon. */
function isHeading(line: string): boolean {
  const { length } = line.trimEnd()
  return length <= 60 || (length === 61 && line.charAt(60) === ':')
}

function clausesOf(line: string): readonly string[] {
  return /[.;]\s/.test(line) ? line.split(/(?<=[.;])\s/) : [line]
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

/** Each skill of a line once, however often it stands there. `isAsked`: whether the line asks for something. */
function inLine(line: string, isAsked: () => boolean): ListedSkill[] {
  const spelled = wordsOf(line)
  const skills = new Set<ListedSkill>()
  // What a word means depends on the line alone: one that repeats it thousands of times is read once for it.
  const meant = new Map<string, boolean>()
  const once = (question: string, answer: () => boolean) => {
    const known = meant.get(question) ?? answer()
    meant.set(question, known)
    return known
  }
  for (let at = 0; at < spelled.length; at += 1) {
    const word = spelled[at] ?? ''
    const begins = BEGINNINGS[beginningOf(word)] === 1
    if (!begins && word.length < SHORTEST_COMPOUND) continue
    const exact = BY_SPELLING.get(word)
    const hit = begins ? longestAt(spelled, at) : null
    if (hit !== null) {
      if (hit.rule === 'free' || once('', isAsked)) skills.add(hit.skill)
      at += hit.length - 1
    } else if (exact !== undefined) {
      if (once(word, () => meansSkill(word, line, TECHNICAL.has(word)))) skills.add(exact)
    } else {
      const known = inCompound(word.toLowerCase())
      if (known !== null) skills.add(known)
    }
  }
  return [...skills]
}

/** A place in `BEGINNINGS`; upper and lower case have the same. What is not ASCII counts as one letter. */
function beginningOf(word: string): number {
  let place = word.length
  for (let at = 0; at < 3; at += 1) {
    const code = word.charCodeAt(at)
    place = place * 31 + (code < 128 ? code | 32 : 0)
  }
  return place & (BEGINNINGS.length - 1)
}

function longestAt(words: readonly string[], at: number) {
  let hit: { skill: ListedSkill; rule: AliasRule; length: number } | null = null
  let here = TREE.next.get((words[at] ?? '').toLowerCase())
  for (let length = 1; here !== undefined; length += 1) {
    if (here.skill !== null) hit = { skill: here.skill, rule: here.rule, length }
    here = here.next.get((words[at + length] ?? '').toLowerCase())
  }
  return hit
}

const SHORTEST_COMPOUND = 'erfahrung'.length
const ABILITY = /s?(?:kenntnissen?|erfahrung(?:en)?)$/

/** "Buchhaltungskenntnisse", "Vertriebserfahrung": such a word asks by itself. */
function inCompound(word: string): ListedSkill | null {
  if (!word.includes('kenntniss') && !word.includes('erfahrung')) return null
  return TREE.next.get(word.replace(ABILITY, ''))?.skill ?? null
}

function grow(alias: string, skill: ListedSkill, rule: AliasRule): void {
  BY_WORDS.set(keyOf(alias), skill)
  const end = wordsOf(alias.toLowerCase()).reduce((at, word) => {
    const next = at.next.get(word) ?? branch()
    at.next.set(word, next)
    return next
  }, TREE)
  end.skill = skill
  end.rule = rule
}

function keyOf(name: string): string {
  return wordsOf(name.toLowerCase()).join(' ')
}
