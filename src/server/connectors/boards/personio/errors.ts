import type { BoardAnswer, BoardRequest } from '#domain/postings/job-board-port.ts'
import { sentToTheVendor, unknownTenant } from '#connectors/boards/classify.ts'

const UNKNOWN = 'Personio knows no career page by this name.'

/** An unknown employer is redirected to a marketing page with status 200: another host, and not XML. */
export function classify(answer: BoardAnswer, request: BoardRequest) {
  return sentToTheVendor(answer, request, UNKNOWN) ?? unknownTenant(answer, UNKNOWN)
}
