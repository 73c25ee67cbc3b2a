import type { DuplicateMember, LikenessReason } from '#contract/duplicates.ts'

const SAME: Readonly<Partial<Record<LikenessReason['code'], string>>> = {
  requisition: 'number',
  title: 'title',
  company: 'company',
  place: 'place',
  level: 'level',
}

/** `same title and company, texts 94 % alike`; null when nothing of it can be said in words. */
export function becauseOf(reasons: readonly LikenessReason[]): string | null {
  const same = reasons.flatMap(({ code, value }) => (value === 1 ? (SAME[code] ?? []) : []))
  const text = reasons.find(({ code }) => code === 'text')
  const parts = [
    ...(same.length === 0 ? [] : [`same ${listed(same)}`]),
    ...(text === undefined ? [] : [`texts ${Math.round(text.value * 100)} % alike`]),
  ]
  return parts.length === 0 ? null : parts.join(', ')
}

/** What speaks against: `another place, another level`; null when nothing does. */
export function unlikeIn(reasons: readonly LikenessReason[]): string | null {
  const unlike = reasons.flatMap(({ code, value }) =>
    value !== 0
      ? []
      : code === 'same_board'
        ? ['listed side by side']
        : SAME[code] === undefined
          ? []
          : [`another ${SAME[code]}`],
  )
  return unlike.length === 0 ? null : unlike.join(', ')
}

/** Why the members are shown as one: the weakest link decides how sure that is. */
export function whyOne(members: readonly Pick<DuplicateMember, 'how' | 'probability' | 'reasons'>[]): string | null {
  const joined = members.filter((member) => member.how === 'score').toSorted((a, b) => a.probability - b.probability)
  const [weakest] = joined
  if (weakest === undefined) {
    if (members.some((member) => member.how === 'identity'))
      return 'one job: the same posting or the same address to apply'
    return members.some((member) => member.how === 'person') ? 'merged by you' : null
  }
  const because = becauseOf(weakest.reasons)
  return `merged with confidence ${weakest.probability.toFixed(2)}${because === null ? '' : `: ${because}`}`
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}
