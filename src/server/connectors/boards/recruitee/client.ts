import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { get } from '#connectors/boards/request.ts'

export interface CareerSite {
  readonly tenant: string
  readonly company?: string | null | undefined
}

/** Every published opening of the employer, descriptions included; there is no paging. */
export function offersRequest({ tenant }: CareerSite): BoardRequest {
  return get(`https://${tenant}.recruitee.com/api/offers/`, 'json', 'list')
}
