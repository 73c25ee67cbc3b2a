import type { BoardAnswer, BoardRequest } from '#domain/postings/job-board-port.ts'
import { looksLikeHtml, unknownTenant } from '#connectors/boards/classify.ts'
import type { Classified } from '#connectors/boards/classify.ts'

const UNKNOWN = 'Personio knows no career page by this name.'

/** An unknown employer is redirected to a marketing page with status 200: another host, and not XML. */
export function classify(answer: BoardAnswer, request: BoardRequest): Classified | null {
  const elsewhere = URL.parse(answer.url)?.host !== URL.parse(request.url)?.host
  if (answer.status === 200 && elsewhere && looksLikeHtml(answer.text))
    return { outcome: 'not_found_tenant', message: UNKNOWN }
  return unknownTenant(answer, UNKNOWN)
}
