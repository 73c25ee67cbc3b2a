import type { FeedPosting } from '#domain/postings/feed-posting.ts'
import { distance } from 'fastest-levenshtein'

/**
 * The rule that we are measured against, as the older system had it: one address without its query, else one
 * fingerprint of title, company and place, else titles alike by 0.80 and companies by 0.85.
 */
export function sameBySourceRule(a: FeedPosting, b: FeedPosting): boolean {
  const url = (posting: FeedPosting) => posting.source_url?.split('?')[0] ?? null
  if (url(a) !== null && url(a) === url(b)) return true
  if (print(a) === print(b)) return true
  return alike(a.title, b.title) >= 0.8 && alike(a.company, b.company) >= 0.85
}

const print = (posting: FeedPosting) =>
  [posting.title, posting.company, posting.locations[0]?.raw ?? ''].map((text) => text.trim().toLowerCase()).join('|')

function alike(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()]
  return 1 - distance(left, right) / Math.max(1, left.length, right.length)
}
