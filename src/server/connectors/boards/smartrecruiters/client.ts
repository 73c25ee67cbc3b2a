import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { getAlways } from '#connectors/boards/request.ts'

const LIMIT = 100

export interface Employer {
  readonly tenant: string
  readonly company?: string | null | undefined
}

export function listRequest({ tenant }: Employer, offset: number): BoardRequest {
  const query = new URLSearchParams({ limit: String(LIMIT), offset: String(offset) })
  return getAlways(`${postingsOf(tenant)}?${query}`, 'json', String(offset))
}

/** One posting with its text. */
export function postingRequest({ tenant }: Employer, id: string): BoardRequest {
  return getAlways(`${postingsOf(tenant)}/${encodeURIComponent(id)}`, 'json', 'posting')
}

/** The page that people see; the list names the address of the API only. */
export function pageUrl({ tenant }: Employer, id: string): string {
  return `https://jobs.smartrecruiters.com/${encodeURIComponent(tenant)}/${encodeURIComponent(id)}`
}

function postingsOf(tenant: string): string {
  return `https://api.smartrecruiters.com/v1/companies/${encodeURIComponent(tenant)}/postings`
}
