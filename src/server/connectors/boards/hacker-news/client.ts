import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { getAlways } from '#connectors/boards/request.ts'

/** The newest threads of the account that opens them every month; not only those that hire. */
export function threadsRequest(): BoardRequest {
  return getAlways(
    'https://hn.algolia.com/api/v1/search_by_date?tags=story,author_whoishiring&hitsPerPage=10',
    'json',
    'threads',
  )
}

/** A thread with all its comments. */
export function threadRequest(id: string): BoardRequest {
  return getAlways(`https://hn.algolia.com/api/v1/items/${encodeURIComponent(id)}`, 'json', 'thread')
}

export function commentUrl(id: number): string {
  return `https://news.ycombinator.com/item?id=${id}`
}
