import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { get } from '#connectors/boards/request.ts'

export interface CareerSite {
  readonly tenant: string
  readonly domain: 'de' | 'com'
  readonly language: string
  readonly company?: string | null | undefined
}

export function feedRequest(site: CareerSite): BoardRequest {
  return get(`${originOf(site)}/xml?language=${site.language}`, 'xml', 'feed')
}

/** The feed names no addresses: they follow from the id. */
export function jobUrl(site: CareerSite, id: string): string {
  return `${originOf(site)}/job/${encodeURIComponent(id)}?language=${site.language}`
}

function originOf(site: CareerSite): string {
  return `https://${site.tenant}.jobs.personio.${site.domain}`
}
