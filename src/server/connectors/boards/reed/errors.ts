import type { BoardAnswer } from '#domain/postings/job-board-port.ts'
import { keyRefused } from '#connectors/boards/classify.ts'

export function classify(answer: BoardAnswer) {
  return keyRefused(answer, 'Reed')
}
