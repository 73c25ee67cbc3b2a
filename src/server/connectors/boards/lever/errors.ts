import type { BoardAnswer } from '#domain/postings/job-board-port.ts'
import { unknownTenant } from '#connectors/boards/classify.ts'

/** An unknown site answers 404 with `{"ok":false,"error":"Document not found"}`. */
export function classify(answer: BoardAnswer) {
  return unknownTenant(answer, 'Lever knows no employer by this name. Is it perhaps in the other region?')
}
