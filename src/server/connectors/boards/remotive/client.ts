import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { get } from '#connectors/boards/request.ts'

/** The whole feed in one answer. */
export function feedRequest(category: string | null): BoardRequest {
  const query = category === null ? '' : `?${new URLSearchParams({ category })}`
  return get(`https://remotive.com/api/remote-jobs${query}`, 'json', 'feed')
}
