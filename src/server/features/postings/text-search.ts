import { sql } from 'kysely'
import type { JobFilter } from '#contract/postings.ts'
import { searchTerms } from '#domain/postings/search-terms.ts'
import type { SearchTerm } from '#domain/postings/search-terms.ts'
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

/** Postings that a search finds; one that names nothing to search for finds none. */
export function textCondition(q: string): Condition {
  return anyAlternative(q, textOf)
}

/**
 * What a search finds in the order of how well it fits: 2 where the title says it, 1 where another name does, 0 where the
 * text does. No posting is in two of them.
 */
export function textParts(q: string): { rank: number; words: Words }[] {
  const titled = anyAlternative(q, (wanted) => [meets(TITLE, wanted)])
  const named = anyAlternative(q, (wanted) => [meets(NAMES, wanted)])
  return [
    { rank: 2, words: { condition: titled, in: 'names' } },
    { rank: 1, words: { condition: sql`(NOT ${titled} AND ${named})`, in: 'names' } },
    { rank: 0, words: { condition: sql`(NOT ${named} AND ${textCondition(q)})`, in: 'text' } },
  ]
}

const TEXT = sql`p.search`
const NAMES = sql`p.head`
const TITLE = sql`ts_filter(p.head, '{a}')`

// One of what `or` parts, each with its own skills and what it leaves out.
function anyAlternative(
  q: string,
  wordsIn: (all: readonly SearchTerm[], words: readonly SearchTerm[]) => Condition[],
): Condition {
  const alternatives = searchTerms(q).map((terms) => {
    const wanted = terms.filter((term) => !term.not)
    const skills = wanted.filter((term) => term.skill_id !== null)
    return all([
      ...(wanted.length === 0
        ? []
        : wordsIn(
            wanted,
            wanted.filter((term) => term.skill_id === null),
          )),
      ...skills.map(hasSkill),
      ...terms.filter((term) => term.not).map(without),
    ])
  })
  return alternatives.length === 0 ? sql`FALSE` : sql`(${sql.join(alternatives, sql` OR `)})`
}

function meets(vector: Condition, terms: readonly SearchTerm[]): Condition {
  return sql`${vector} @@ ${allOf(terms)}`
}

function textOf(wanted: readonly SearchTerm[], words: readonly SearchTerm[]): Condition[] {
  if (words.length === 0) return []
  if (words.length === wanted.length) return [meets(TEXT, words)]
  // Beside a skill, words that carry no meaning need not be there.
  return [sql`(numnode(${meaningOf(words)}) = 0 OR ${TEXT} @@ ${meaningOf(words)})`]
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

function hasSkill({ skill_id }: SearchTerm): Condition {
  return sql`p.skill_ids @> ${[skill_id]}::text[]`
}

function without(term: SearchTerm): Condition {
  return sql`NOT ${term.skill_id === null ? sql`p.search @@ ${anyLanguage(term)}` : hasSkill(term)}`
}
