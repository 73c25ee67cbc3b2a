import type { Fingerprint } from './fingerprint.ts'
import { judge } from './verdict.ts'
import type { Judgement, Reason } from './verdict.ts'

/** What one source says of an opening, as far as it decides what is one with it. */
export interface Member {
  readonly source_id: string
  /** The employer's own board lists each opening once; others may list one twice. */
  readonly is_employer: boolean
  readonly is_open: boolean
  readonly print: Fingerprint
}

/** A posting with all of its sources. */
export interface Cluster {
  readonly posting_id: string
  readonly members: readonly Member[]
}

export interface Likeness extends Pick<Judgement, 'probability' | 'reasons'> {
  readonly posting_id: string
}

/**
 * The postings that are the same opening as a newcomer, the surest first: alike enough to one of their sources, and
 * unlike none, so that a chain of likenesses never ends in another job.
 */
export function sameAs(newcomer: Member, clusters: readonly Cluster[]): Likeness[] {
  return clusters
    .flatMap(({ posting_id, members }): Likeness[] => {
      const judged = members.map((member) => judgeMembers(newcomer, member))
      const best = surest(judged)
      if (best?.verdict !== 'duplicate' || judged.some(tellsApart)) return []
      return [{ posting_id, probability: best.probability, reasons: best.reasons }]
    })
    .toSorted((a, b) => b.probability - a.probability || (a.posting_id < b.posting_id ? -1 : 1))
}

/** The likeness of two postings as the two of their sources have it that are most alike; null where one has none. */
export function likenessOf(a: readonly Member[], b: readonly Member[]): Judgement | null {
  return surest(a.flatMap((left) => b.map((right) => judgeMembers(left, right)))) ?? null
}

/** Whether nothing that the sources of two postings say speaks against their being one. */
export function compatible(a: readonly Member[], b: readonly Member[]): boolean {
  return a.every((left) => b.every((right) => !tellsApart(judgeMembers(left, right))))
}

function judgeMembers(a: Member, b: Member): Judgement {
  const same_source = a.source_id === b.source_id && a.is_open && b.is_open
  return judge(a.print, b.print, { same_source, same_board: same_source && a.is_employer && b.is_employer })
}

// Two sources of one opening may be shown in part and read unlike; they never name two places, levels or numbers, and
// never have neither title nor text in common.
const UNLIKE = 0.05

function tellsApart({ verdict, probability, reasons }: Judgement): boolean {
  const valueOf = (code: Reason['code']) => reasons.find((reason) => reason.code === code)?.value ?? null
  const against = valueOf('same_board') === 0 || valueOf('requisition') === 0
  const strange = (valueOf('title') ?? 0) < 0.2 && (valueOf('text') ?? 0) < 0.5
  return against || verdict === 'role_family' || probability < UNLIKE || strange
}

function surest(judged: readonly Judgement[]): Judgement | undefined {
  return judged.toSorted((a, b) => rank(b) - rank(a) || b.probability - a.probability)[0]
}

const RANK = { duplicate: 3, similar: 2, role_family: 1, different: 0 } as const
const rank = ({ verdict }: Judgement) => RANK[verdict]
