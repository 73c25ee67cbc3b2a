import type { BoardAnswer } from '#domain/postings/job-board-port.ts'
import { keyRefused } from '#connectors/boards/classify.ts'

/** A wrong key is answered with 401, at times with 400. */
export function classify(answer: BoardAnswer) {
  return keyRefused(answer, 'Adzuna', /AUTH_FAIL|authori[sz]ation failed/i)
}
