import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { getAlways } from '#connectors/boards/request.ts'

export interface Wanted {
  readonly keyword?: string | undefined
  readonly country?: string | undefined
}

/** More than 20 are never given, whatever is asked for. */
const MOST = 20

/** Newest first. With words or a country another address is asked, which answers in the same shape. */
export function pageRequest(wanted: Wanted, offset: number): BoardRequest {
  const query = new URLSearchParams({ limit: String(MOST), offset: String(offset) })
  if (wanted.keyword) query.set('q', wanted.keyword)
  if (wanted.country) query.set('country', wanted.country)
  const path = query.size > 2 ? '/jobs/api/search' : '/jobs/api'
  return getAlways(`https://himalayas.app${path}?${query}`, 'json', String(offset))
}
