import type { Status } from '#contract/stages.ts'
import { fold } from '#domain/postings/fold.ts'

/** What the warning before a second application looks at. */
export interface Candidate {
  readonly id: string
  readonly posting_id: string | null
  readonly company: string
  readonly title: string
  readonly status: Status
}

export type SimilarCode = 'same_posting' | 'same_role' | 'same_company'

const LEGAL_FORMS = new Set(
  'ab ag as asa aps bv co coop corp corporation company ek ev eood gbr gmbh group holding inc incorporated kg kgaa limited llc llp ltd mbh nv oe og ohg oo oy oyj ou plc pte pty sa sarl sas se sl spa srl sp spzoo ug vof z o'.split(
    ' ',
  ),
)

/** A company's name without what differs between two spellings of it: case, accents, punctuation, legal form. */
export function companyKey(name: string): string {
  const words = wordsOf(name)
  const core = words.filter((word) => !LEGAL_FORMS.has(word))
  return (core.length === 0 ? words : core).join(' ')
}

const JOINING = new Set(['and', 'und', 'et', 'the', '+'])
const DIGRAPHS: Readonly<Record<string, string>> = { ae: 'a', oe: 'o', ue: 'u' }

/**
 * Whether two names may stand for one company. Looser than `companyKey`: "Mueller" may be "Müller", "and" may be "&".
 * For a warning, which may be given once too often rather than once too seldom.
 */
export function mayBeSameCompany(one: string, other: string): boolean {
  const key = looseKey(one)
  return key !== '' && key === looseKey(other)
}

function looseKey(name: string): string {
  return companyKey(fold(name.replaceAll(/\b(?:a\/s|sp\.? ?z ?o\.? ?o\.?)(?!\p{L})/giu, ' ')))
    .split(' ')
    .filter((word) => !JOINING.has(word))
    .join(' ')
    .replaceAll(/[aou]e/g, (pair) => DIGRAPHS[pair] ?? pair)
}

/** The words of a title that say what the job is: no gender marks, no punctuation, no case. */
export function titleWords(title: string): Set<string> {
  return new Set(wordsOf(title.replaceAll(/\(?\b[mwfdxgn](?:\s*[/|]\s*[mwfdxgn*]){1,3}\b\)?/gi, ' ')))
}

/** Why an application that exists may be the same as a new one, or null. */
export function similarity(existing: Candidate, next: Omit<Candidate, 'id' | 'status'>): SimilarCode | null {
  if (next.posting_id !== null && existing.posting_id === next.posting_id) return 'same_posting'
  if (!mayBeSameCompany(existing.company, next.company)) return null
  return overlap(titleWords(existing.title), titleWords(next.title)) >= 0.6 ? 'same_role' : 'same_company'
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const union = a.union(b).size
  return union === 0 ? 0 : a.intersection(b).size / union
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, '')
    .split(/[^\p{L}\p{N}+#]+/u)
    .filter((word) => word !== '')
}
