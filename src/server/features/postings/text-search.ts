import { sql } from 'kysely'
import type { JobFilter } from '#contract/postings.ts'
import { searchTerms } from '#domain/postings/search-terms.ts'
import type { SearchTerm } from '#domain/postings/search-terms.ts'
import type { Tx } from '#platform/db/db.ts'
import { all } from './condition.ts'
import type { Condition } from './condition.ts'
import type { Words } from './newest.ts'

// Names are kept as they are, texts by the stems of their own language.
const STEMMED = ['english', 'german', 'french'] as const
const LANGUAGES = ['simple', ...STEMMED] as const

/** Whether a filter names words to search for. */
export function hasWords({ q }: Pick<JobFilter, 'q'>): boolean {
  return q !== undefined && q.trim() !== ''
}

/** A search as PostgreSQL reads its words. */
export interface TextSearch {
  /** Any of these is found. */
  readonly alternatives: readonly Alternative[]
}

interface Alternative {
  /** What its names have to meet; null when nothing is wanted, but only left out. */
  readonly names: string | null
  /** What its text has to meet besides its skills; null when that is nothing. */
  readonly text: string | null
  readonly skills: readonly string[]
  readonly without: readonly Condition[]
}

/** The words of a filter as PostgreSQL reads them; null when it has none. */
export async function searchOf(tx: Tx, { q }: Pick<JobFilter, 'q'>): Promise<TextSearch | null> {
  return q !== undefined && hasWords({ q }) ? readSearch(tx, q) : null
}

/** Has PostgreSQL read a search: once, since it would do it for each statement anew, which takes longer than many of them. */
export async function readSearch(tx: Tx, q: string): Promise<TextSearch> {
  const alternatives: Alternative[] = []
  for (const terms of searchTerms(q)) alternatives.push(await readAlternative(tx, terms))
  return { alternatives }
}

async function readAlternative(tx: Tx, terms: readonly SearchTerm[]): Promise<Alternative> {
  const wanted = terms.filter((term) => !term.not)
  const words = wanted.filter((term) => term.skill_id === null)
  const unwanted = terms.filter((term) => term.not)
  const skillsOf = (some: readonly SearchTerm[]) =>
    some.flatMap(({ skill_id }) => (skill_id === null ? [] : [skill_id]))
  const unwantedWords = unwanted.filter((term) => term.skill_id === null)
  const { rows } = await sql<{ names: string; text: string; without: string[] }>`
    SELECT ${wanted.length === 0 ? NOTHING : allOf(wanted)}::text AS names, ${words.length === 0 ? NOTHING : meaningOf(words)}::text AS text,
      ARRAY[${sql.join(unwantedWords.map(anyLanguage))}]::text[] AS without`.execute(tx)
  const { names = '', text = '', without = [] } = rows[0] ?? {}
  // Beside a skill, words that carry no meaning need not be there.
  const written = words.length === wanted.length ? names : text
  return {
    names: wanted.length === 0 ? null : names,
    text: words.length === 0 || (written === '' && words.length < wanted.length) ? null : written,
    skills: skillsOf(wanted),
    without: [...without.map((query) => meets(TEXT, query)), ...skillsOf(unwanted).map(hasSkill)],
  }
}

/** Postings that a search finds; one that names nothing to search for finds none. */
export function textCondition(search: TextSearch): Condition {
  return anyOf(search, ({ text }) => (text === null ? [] : [meets(TEXT, text)]))
}

/**
 * What a search finds in the order of how well it fits: 2 where the title says it, 1 where another name does, 0 where the
 * text does. No posting is in two of them.
 */
export function textParts(search: TextSearch): { rank: number; words: Words }[] {
  const inNames = (vector: Condition) => anyOf(search, ({ names }) => (names === null ? [] : [meets(vector, names)]))
  const titled = inNames(TITLE)
  const named = inNames(NAMES)
  return [
    { rank: 2, words: { condition: titled, in: 'names' } },
    { rank: 1, words: { condition: sql`(NOT ${titled} AND ${named})`, in: 'names' } },
    { rank: 0, words: { condition: sql`(NOT ${named} AND ${textCondition(search)})`, in: 'text' } },
  ]
}

const TEXT = sql`p.search`
const NAMES = sql`p.head`
const TITLE = sql`ts_filter(p.head, '{a}')`
const NOTHING = sql`''::tsquery`

// One of what `or` parts, each with its own skills and what it leaves out.
function anyOf({ alternatives }: TextSearch, wordsOf: (alternative: Alternative) => Condition[]): Condition {
  const ways = alternatives.map((alternative) =>
    all([
      ...wordsOf(alternative),
      ...alternative.skills.map(hasSkill),
      ...alternative.without.map((condition) => sql`NOT ${condition}`),
    ]),
  )
  return ways.length === 0 ? sql`FALSE` : sql`(${sql.join(ways, sql` OR `)})`
}

function meets(vector: Condition, query: string): Condition {
  return sql`${vector} @@ ${query}::tsquery`
}

function hasSkill(skill_id: string): Condition {
  return sql`p.skill_ids @> ${[skill_id]}::text[]`
}

// A word that carries no meaning in one of the languages (the, der, le) is asked of no posting, unless it is all there is.
function allOf(terms: readonly SearchTerm[]): Condition {
  const strict = meaningOf(terms)
  const literal = sql`(${sql.join(terms.map(anyLanguage), sql` && `)})`
  return sql`(CASE WHEN numnode(${strict}) = 0 THEN ${literal} ELSE ${strict} END)`
}

function meaningOf(terms: readonly SearchTerm[]): Condition {
  const meaningful = terms.map(
    (term) => sql`CASE WHEN ${isFiller(term)} THEN ''::tsquery ELSE ${anyLanguage(term)} END`,
  )
  return sql`(${sql.join(meaningful, sql` && `)})`
}

function isFiller({ text }: SearchTerm): Condition {
  const nodes = LANGUAGES.map((language) => sql`numnode(phraseto_tsquery(${sql.lit(language)}, ${text}))`)
  return sql`least(${sql.join(nodes)}) = 0`
}

/** A word in each of the languages, each form once; with a hyphen also as the two words that it joins. */
function anyLanguage({ text, begun }: SearchTerm): Condition {
  const spellings = /[-–/]/.test(text) ? [text, text.replaceAll(/[-–/]/g, ' ')] : [text]
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? []
  const beginning = begun && words.length > 0 ? [sql`to_tsquery('simple', ${`${words.join(' <-> ')}:*`})`] : []
  // What begins with a word is also the word.
  const languages = beginning.length > 0 && words.join(' ') === text ? STEMMED : LANGUAGES
  const ways = spellings.flatMap((spelling) =>
    languages.map((language) => sql`phraseto_tsquery(${sql.lit(language)}, ${spelling})`),
  )
  // A form that comes twice would be expected to be twice as common.
  const once = ways.map((way, at) => {
    const before = ways.slice(0, at)
    return before.length === 0 ? way : sql`CASE WHEN ${way} IN (${sql.join(before)}) THEN ''::tsquery ELSE ${way} END`
  })
  return sql`(${sql.join([...once, ...beginning], sql` || `)})`
}
