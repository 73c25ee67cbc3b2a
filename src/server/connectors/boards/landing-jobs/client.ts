import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { getAlways } from '#connectors/boards/request.ts'

const PAGE = 50

/** Where a page begins, and the first posting of the page before it. */
export interface At {
  readonly offset: number
  readonly before: string
}

export function pageRequest(at: At): BoardRequest {
  const query = new URLSearchParams({ limit: String(PAGE), offset: String(at.offset) })
  return getAlways(`https://landing.jobs/api/v1/jobs?${query}`, 'json', `${at.offset} ${at.before}`)
}

export function placeOfPage(request: BoardRequest): At {
  const [offset = '0', before = ''] = request.step.split(' ')
  return { offset: Number(offset), before }
}
