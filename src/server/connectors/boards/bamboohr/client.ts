import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { get, getAlways } from '#connectors/boards/request.ts'

export interface CareerSite {
  readonly tenant: string
  readonly company?: string | null | undefined
}

/** Every opening of the employer, without texts and dates; there is no paging. */
export function listRequest(site: CareerSite): BoardRequest {
  return get(`${careersOf(site)}/list`, 'json', 'list')
}

/** One opening with its text and date. The answer does not repeat its id. */
export function detailRequest(site: CareerSite, id: string): BoardRequest {
  return getAlways(`${careersOf(site)}/${encodeURIComponent(id)}/detail`, 'json', id)
}

export function pageUrl(site: CareerSite, id: string): string {
  return `${careersOf(site)}/${encodeURIComponent(id)}`
}

function careersOf({ tenant }: CareerSite): string {
  return `https://${tenant}.bamboohr.com/careers`
}
