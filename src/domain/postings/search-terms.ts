import { skillNamed } from '#domain/skills/find.ts'

/** One word or "phrase in quotes" that is searched for. */
export interface SearchTerm {
  readonly text: string
  /** `-word`: postings with it fall away. */
  readonly not: boolean
  /** The word that is being typed: its beginning is enough. */
  readonly begun: boolean
  /** The skill that it names, where its signs are what matters: a text search takes C++, C# and C for one. */
  readonly skill_id: string | null
}

const MOST_TERMS = 24

/** What is searched for: any of the alternatives (`or`), each of which is all of its terms. */
export function searchTerms(q: string): SearchTerm[][] {
  const alternatives: SearchTerm[][] = [[]]
  const tokens = [...q.matchAll(/(-?)"([^"]*)"?|(\S+)/g)].slice(0, MOST_TERMS)
  for (const [index, [, minus, phrase, word = '']] of tokens.entries()) {
    const last = index === tokens.length - 1
    if (phrase !== undefined) add({ text: phrase, not: minus === '-', begun: false, skill_id: null })
    else if (/^or$/i.test(word) && !last && alternatives.at(-1)?.length !== 0) alternatives.push([])
    else if (word.startsWith('-'))
      add({ text: word.replace(/^-+/, ''), not: true, begun: false, skill_id: signed(word) })
    else add({ text: word, not: false, begun: last && /[\p{L}\p{N}]$/u.test(q), skill_id: signed(word) })
  }
  return alternatives.filter((terms) => terms.length > 0)

  function add(term: SearchTerm): void {
    if (/[\p{L}\p{N}]/u.test(term.text)) alternatives.at(-1)?.push(term)
  }
}

function signed(word: string): string | null {
  const name = word.replace(/^-+/, '').replace(/[,;:!?]+$/, '')
  return /[+#]|^\./.test(name) ? (skillNamed(name)?.id ?? null) : null
}
