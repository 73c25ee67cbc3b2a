import type { BoardAnswer, BoardRequest } from '#domain/postings/job-board-port.ts'
import { sentToTheVendor, unknownTenant } from '#connectors/boards/classify.ts'

const UNKNOWN = 'BambooHR knows no employer by this name, or it has no career page there any more.'

/** An employer that is gone is sent on to a page of the vendor, or to its log-in. */
export function classify(answer: BoardAnswer, request: BoardRequest) {
  return request.step === 'list' ? (sentToTheVendor(answer, request, UNKNOWN) ?? unknownTenant(answer, UNKNOWN)) : null
}
