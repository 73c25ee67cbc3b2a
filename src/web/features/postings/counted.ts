import type { JobFacets } from '#contract/postings.ts'
import { formatCount } from '#lib/format-money.ts'

/** What there is in all. */
export interface CountedFeed {
  readonly total?: number | undefined
  readonly total_is_least?: boolean | undefined
  readonly facets?: JobFacets | undefined
  readonly hidden_companies?: number | undefined
}

/** How many postings there are, in words. */
export function howMany(counted: CountedFeed | undefined): string {
  if (counted?.total === undefined) return 'Postings'
  const { total, total_is_least } = counted
  if (total_is_least === true) return `${formatCount(total)} postings and more`
  return `${formatCount(total)} ${total === 1 ? 'posting' : 'postings'}`
}
