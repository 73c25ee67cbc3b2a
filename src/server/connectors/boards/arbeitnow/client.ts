import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { get, getAlways } from '#connectors/boards/request.ts'

/** Page numbers start at 1. How many rows a page has changed over the years, so nothing relies on it. */
export function pageRequest(page: number, visaSponsorship: boolean): BoardRequest {
  const query = new URLSearchParams({ page: String(page), ...(visaSponsorship ? { visa_sponsorship: 'true' } : {}) })
  const url = `https://www.arbeitnow.com/api/job-board-api?${query}`
  return page === 1 ? get(url, 'json', '1') : getAlways(url, 'json', String(page))
}
