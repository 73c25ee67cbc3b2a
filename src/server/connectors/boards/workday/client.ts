import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { getAlways, postJson } from '#connectors/boards/request.ts'

export interface Site {
  /** Of the employer, and of its career site, as the address has them: acme.wd3.myworkdayjobs.com/Careers. */
  readonly employer: string
  readonly center: string
  readonly site: string
  readonly company?: string | null | undefined
}

/** More than 20 are refused. */
export const PAGE = 20

/** How many there are is told with the first page only, so later requests carry it. */
export function listRequest(site: Site, at: { offset: number; total: number | null }): BoardRequest {
  const question = { appliedFacets: {}, limit: PAGE, offset: at.offset, searchText: '' }
  return postJson(`${serviceOf(site)}/jobs`, question, `list ${at.offset} ${at.total ?? ''}`)
}

/** One opening by its path ("/job/Berlin/Baker_R-1"). */
export function jobRequest(site: Site, path: string): BoardRequest {
  return getAlways(`${serviceOf(site)}${path}`, 'json', `job ${path}`)
}

export function pageUrl(site: Site, path: string): string {
  return `${hostOf(site)}/${encodeURIComponent(site.site)}${path}`
}

function serviceOf(site: Site): string {
  return `${hostOf(site)}/wday/cxs/${encodeURIComponent(site.employer)}/${encodeURIComponent(site.site)}`
}

function hostOf({ employer, center }: Site): string {
  return `https://${employer}.${center}.myworkdayjobs.com`
}
