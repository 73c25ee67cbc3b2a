import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { get, getAlways } from '#connectors/boards/request.ts'

export interface CareerSite {
  readonly tenant: string
  readonly company?: string | null | undefined
}

/** The feed of the career site, as far as it goes into one page. */
export function feedRequest(site: CareerSite): BoardRequest {
  return get(feedOf(site), 'json', 'page')
}

/**
 * The page that the feed names as its next one. Only what it asks for is taken: the feed may name the employer's own
 * domain, and where we go is not for an answer to say.
 */
export function nextRequest(site: CareerSite, next_url: string): BoardRequest | null {
  const query = URL.parse(next_url, feedOf(site))?.search ?? ''
  return query === '' ? null : getAlways(`${feedOf(site)}${query}`, 'json', 'page')
}

function feedOf({ tenant }: CareerSite): string {
  return `https://${tenant}.teamtailor.com/jobs.json`
}
