import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { get } from '#connectors/boards/request.ts'

/** The newest postings in one answer. */
export function feedRequest(): BoardRequest {
  return get('https://remoteok.com/api', 'json', 'feed')
}
