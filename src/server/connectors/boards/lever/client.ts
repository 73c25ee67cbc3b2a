import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { getAlways } from '#connectors/boards/request.ts'

export const PAGE = 100
/** Rows asked for again at each page, so that openings removed meanwhile do not make others slip past. */
export const OVERLAP = 10

export interface Site {
  readonly tenant: string
  readonly region: 'global' | 'eu'
  readonly company?: string | null | undefined
}

export function listRequest(site: Site, skip: number): BoardRequest {
  const host = site.region === 'eu' ? 'api.eu.lever.co' : 'api.lever.co'
  const query = new URLSearchParams({ mode: 'json', skip: String(skip), limit: String(PAGE) })
  return getAlways(`https://${host}/v0/postings/${encodeURIComponent(site.tenant)}?${query}`, 'json', String(skip))
}
