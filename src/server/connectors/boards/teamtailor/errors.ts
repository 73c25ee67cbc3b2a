import type { BoardAnswer, BoardRequest } from '#domain/postings/job-board-port.ts'
import { sentToTheVendor, unknownTenant } from '#connectors/boards/classify.ts'

const UNKNOWN = 'Teamtailor has no feed of openings under this name.'

/** A site that is gone answers 404, or leads to the pages of the vendor. */
export function classify(answer: BoardAnswer, request: BoardRequest) {
  return sentToTheVendor(answer, request, UNKNOWN) ?? unknownTenant(answer, UNKNOWN)
}
