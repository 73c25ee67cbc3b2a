import { sql } from 'kysely'
import { searchTerms } from '#domain/postings/search-terms.ts'
import type { SearchTerm } from '#domain/postings/search-terms.ts'
import { all } from './condition.ts'
import type { Condition } from './condition.ts'

// Names are kept as they are, texts by the stems of their own language.
const LANGUAGES = ['simple', 'english', 'german', 'french'] as const

/** Postings that a search finds; one that names nothing to search for finds none. */
export function textCondition(q: string): Condition {
  if (q.trim() === '') return sql`TRUE`
  const alternatives = searchTerms(q).map((terms) => {
    const wanted = terms.filter((term) => !term.not)
    const words = wanted.filter((term) => term.skill_id === null)
    return all([
      ...(words.length === 0 ? [] : [sql`p.search @@ ${allOf(words)}`]),
      ...wanted.filter((term) => term.skill_id !== null).map(hasSkill),
      ...terms.filter((term) => term.not).map(without),
    ])
  })
  return alternatives.length === 0 ? sql`FALSE` : sql`(${sql.join(alternatives, sql` OR `)})`
}

/** How well a posting fits what is searched for: 2 where its title says it, 1 where its other names do, 0 where the text does. */
export function textRank(q: string): Condition {
  const alternatives = searchTerms(q)
    .map((terms) => terms.filter((term) => !term.not))
    .filter((terms) => terms.length > 0)
  if (alternatives.length === 0) return sql`0::float8`
  const ranks = alternatives.map((terms) => {
    const wanted = allOf(terms)
    return sql`CASE WHEN NOT p.head @@ ${wanted} THEN 0 WHEN ts_filter(p.head, '{a}') @@ ${wanted} THEN 2 ELSE 1 END`
  })
  return sql`greatest(${sql.join(ranks)})::float8`
}

// A word that carries no meaning in one of the languages (the, der, le) is asked of no posting, unless it is all there is.
function allOf(terms: readonly SearchTerm[]): Condition {
  const meaningful = terms.map(
    (term) => sql`CASE WHEN ${isFiller(term)} THEN ''::tsquery ELSE ${anyLanguage(term)} END`,
  )
  const strict = sql`(${sql.join(meaningful, sql` && `)})`
  const literal = sql`(${sql.join(terms.map(anyLanguage), sql` && `)})`
  return sql`(CASE WHEN numnode(${strict}) = 0 THEN ${literal} ELSE ${strict} END)`
}

function isFiller({ text }: SearchTerm): Condition {
  const nodes = LANGUAGES.map((language) => sql`numnode(phraseto_tsquery(${sql.lit(language)}, ${text}))`)
  return sql`least(${sql.join(nodes)}) = 0`
}

/** A word in each of the languages; with a hyphen also as the two words that it joins. */
function anyLanguage({ text, begun }: SearchTerm): Condition {
  const spellings = /[-–/]/.test(text) ? [text, text.replaceAll(/[-–/]/g, ' ')] : [text]
  const ways = spellings.flatMap((spelling) =>
    LANGUAGES.map((language) => sql`phraseto_tsquery(${sql.lit(language)}, ${spelling})`),
  )
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? []
  const beginning = begun && words.length > 0 ? [sql`to_tsquery('simple', ${`${words.join(' <-> ')}:*`})`] : []
  return sql`(${sql.join([...ways, ...beginning], sql` || `)})`
}

function hasSkill({ skill_id }: SearchTerm): Condition {
  return sql`p.skill_ids @> ${[skill_id]}::text[]`
}

function without(term: SearchTerm): Condition {
  return sql`NOT ${term.skill_id === null ? sql`p.search @@ ${anyLanguage(term)}` : hasSkill(term)}`
}
