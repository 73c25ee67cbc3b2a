import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { get } from '#connectors/boards/request.ts'

/** Every opening of the employer with its pay; there is no paging. */
export function boardRequest(tenant: string): BoardRequest {
  return get(
    `https://api.ashbyhq.com/posting-api/job-board/${encodeURIComponent(tenant)}?includeCompensation=true`,
    'json',
    'list',
  )
}
