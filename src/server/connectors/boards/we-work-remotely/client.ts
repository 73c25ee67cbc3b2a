import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { get } from '#connectors/boards/request.ts'

/** The newest postings of all categories, or those of one. */
export function feedRequest(category: string | undefined): BoardRequest {
  const path = category ? `/categories/remote-${category}-jobs.rss` : '/remote-jobs.rss'
  return get(`https://weworkremotely.com${path}`, 'xml', 'feed')
}
