import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { get } from '#connectors/boards/request.ts'

/** Every opening of the employer, descriptions included; there is no paging. Boards in the EU use the same host. */
export function jobsRequest(tenant: string): BoardRequest {
  return get(
    `https://boards-api.greenhouse.io/v1/boards/${encodeURIComponent(tenant)}/jobs?content=true`,
    'json',
    'list',
  )
}
