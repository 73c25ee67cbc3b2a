import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { get } from '#connectors/boards/request.ts'

export interface Account {
  readonly tenant: string
  readonly company?: string | null | undefined
}

/** Every opening of the employer, descriptions included; there is no paging. */
export function jobsRequest({ tenant }: Account): BoardRequest {
  return get(
    `https://apply.workable.com/api/v1/widget/accounts/${encodeURIComponent(tenant)}?details=true`,
    'json',
    'list',
  )
}
