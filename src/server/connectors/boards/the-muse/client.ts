import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { getAlways } from '#connectors/boards/request.ts'

export interface Wanted {
  readonly category: readonly string[]
  readonly level: readonly string[]
  readonly location?: string | undefined
}

/** Pages are counted from 0; beyond 99 there are none, however many postings there are. */
export const LAST_PAGE = 99

export function pageRequest(wanted: Wanted, page: number): BoardRequest {
  const query = new URLSearchParams({ page: String(page), descending: 'true' })
  for (const category of wanted.category) query.append('category', category)
  for (const level of wanted.level) query.append('level', level)
  if (wanted.location) query.set('location', wanted.location)
  return getAlways(`https://www.themuse.com/api/public/jobs?${query}`, 'json', String(page))
}
