import type { BoardAnswer } from '#domain/postings/job-board-port.ts'
import { unknownTenant } from '#connectors/boards/classify.ts'

/** An unknown account is a plain 404. */
export function classify(answer: BoardAnswer) {
  return unknownTenant(answer, 'Workable knows no employer by this name.')
}
