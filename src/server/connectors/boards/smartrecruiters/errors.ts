import type { BoardAnswer, BoardRequest } from '#domain/postings/job-board-port.ts'
import { unknownTenant } from '#connectors/boards/classify.ts'

/** An unknown employer is mostly an empty list (see `readPage`); where it is a 404, that is clear. */
export function classify(answer: BoardAnswer, request: BoardRequest) {
  return request.step === 'posting'
    ? null
    : unknownTenant(answer, 'SmartRecruiters knows no employer by this name. Capitals matter there.')
}
