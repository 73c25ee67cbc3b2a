import type { FeedSkill } from '#domain/postings/feed-posting.ts'
import { makeCues } from './cues.ts'
import { asks, meansSkill } from './everyday-words.ts'
import { SKILLS } from './skills.ts'
import type { AliasRule, ListedSkill } from './skills.ts'
import { Words, hashOf, wordsOf } from './words.ts'

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
/** Which hashes words have with which an alias begins: most words of a text have others. */
const BEGINNINGS = new Uint8Array(1 << 16)
const BY_NAME = new Map<string, ListedSkill>()
const BY_WORDS = new Map<string, ListedSkill>()
for (const skill of SKILLS) {
  for (const { text, rule } of skill.aliases) {
    BY_NAME.set(text.toLowerCase(), skill)
    BEGINNINGS[hashOf(wordsOf(text)[0] ?? text) & (BEGINNINGS.length - 1)] = 1
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
  WORDS.read(posting.title)
  for (const skill of inClause({ text: posting.title, begin: 0, word: 0 }, () => true))
    note(found, skill, { level: null, required: true })
  const text = (posting.text ?? '').slice(0, 60_000)
  WORDS.read(text)
  let nice = false
  let offered = false
  let next = 0
  let word = 0
  for (const line of text.split('\n')) {
    let begin = next
    next += line.length + 1
    const bare = line.trim()
    if (bare !== '' && isHeading(line) && !bare.startsWith('-')) {
      nice = NICE.test(line)
      offered = NOT_ASKED.test(line)
    }
    for (const clause of bare === '' || offered ? [] : clausesOf(line)) {
      while (word < WORDS.count && WORDS.begin(word) < begin) word += 1
      const skills = inClause({ text: clause, begin, word }, () => asks(clause))
      begin += clause.length + 1
      if (skills.length === 0) continue
      const cues = cuesIn(clause)
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

/** A part of the text that was read into `WORDS`: where it begins, and its first word. */
interface Clause {
  readonly text: string
  readonly begin: number
  readonly word: number
}

/** Each skill of a clause once, however often it stands there. `isAsked`: whether the clause asks for something. */
function inClause(clause: Clause, isAsked: () => boolean): readonly ListedSkill[] {
  const end = clause.begin + clause.text.length
  let skills: SkillsOfClause | null = null
  for (let at = clause.word; at < WORDS.count && WORDS.begin(at) < end; at += 1) {
    const begins = BEGINNINGS[WORDS.hash(at) & (BEGINNINGS.length - 1)] === 1
    if (!begins && WORDS.end(at) - WORDS.begin(at) < SHORTEST_COMPOUND) continue
    const hit = begins ? longestAt(at, end) : null
    skills ??= new SkillsOfClause(clause.text, isAsked)
    if (hit === null) skills.addWord(WORDS.text(at), begins)
    else {
      skills.addHit(hit)
      at += hit.length - 1
    }
  }
  return skills === null ? NONE : [...skills.found]
}

const NONE: readonly ListedSkill[] = []
/** Words of the text that is read just now. */
const WORDS = new Words()

/** What a word means depends on the clause alone: one that repeats it thousands of times is read once for it. */
class SkillsOfClause {
  readonly found = new Set<ListedSkill>()
  readonly #text: string
  readonly #isAsked: () => boolean
  #asked: boolean | null = null
  #hasCompounds: boolean | null = null
  #meant: Map<string, boolean> | null = null

  constructor(text: string, isAsked: () => boolean) {
    this.#text = text
    this.#isAsked = isAsked
  }

  addHit({ skill, rule }: { skill: ListedSkill; rule: AliasRule }): void {
    if (rule === 'free' || (this.#asked ??= this.#isAsked())) this.found.add(skill)
  }

  /** `begins`: some alias may begin with it. */
  addWord(word: string, begins: boolean): void {
    const exact = begins ? BY_SPELLING.get(word) : undefined
    if (exact === undefined) {
      const known = this.#inCompound(word)
      if (known !== null) this.found.add(known)
    } else if (this.#means(word)) this.found.add(exact)
  }

  #means(word: string): boolean {
    this.#meant ??= new Map()
    const known = this.#meant.get(word) ?? meansSkill(word, this.#text, TECHNICAL.has(word))
    this.#meant.set(word, known)
    return known
  }

  #inCompound(word: string): ListedSkill | null {
    this.#hasCompounds ??= mayBeCompound(this.#text.toLowerCase())
    return this.#hasCompounds ? inCompound(word.toLowerCase()) : null
  }
}

/** The longest alias that begins with a word and lies before `end`. */
function longestAt(at: number, end: number) {
  let hit: { skill: ListedSkill; rule: AliasRule; length: number } | null = null
  let here = TREE.next.get(WORDS.text(at).toLowerCase())
  for (let length = 1; here !== undefined; length += 1) {
    if (here.skill !== null) hit = { skill: here.skill, rule: here.rule, length }
    const word = at + length
    if (here.next.size === 0 || word >= WORDS.count || WORDS.begin(word) >= end) break
    here = here.next.get(WORDS.text(word).toLowerCase())
  }
  return hit
}

const SHORTEST_COMPOUND = 'erfahrung'.length
const ABILITY = /s?(?:kenntnissen?|erfahrung(?:en)?)$/

/** "Buchhaltungskenntnisse", "Vertriebserfahrung": such a word asks by itself. */
function inCompound(word: string): ListedSkill | null {
  if (!mayBeCompound(word)) return null
  return TREE.next.get(word.replace(ABILITY, ''))?.skill ?? null
}

function mayBeCompound(lower: string): boolean {
  return lower.includes('kenntniss') || lower.includes('erfahrung')
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
