import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { get } from '#connectors/boards/request.ts'

export interface Wanted {
  readonly geo?: string | undefined
  readonly industry?: string | undefined
  readonly tag?: string | undefined
}

/** More than 100 are never given, whatever is asked for. */
const MOST = 100

export function feedRequest(wanted: Wanted): BoardRequest {
  const query = new URLSearchParams({ count: String(MOST) })
  for (const [name, value] of Object.entries(wanted)) if (value) query.set(name, value)
  return get(`https://jobicy.com/api/v2/remote-jobs?${query}`, 'json', 'feed')
}
