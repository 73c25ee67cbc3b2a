import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { getAlways } from '#connectors/boards/request.ts'

export function pageRequest(url: string): BoardRequest {
  return getAlways(url, 'html', 'page')
}
