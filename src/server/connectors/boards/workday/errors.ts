import type { BoardAnswer, BoardRequest } from '#domain/postings/job-board-port.ts'
import { unknownTenant } from '#connectors/boards/classify.ts'

/** A wall in front of it answers 422 where it has doubts about who asks. */
export function classify(answer: BoardAnswer, request: BoardRequest) {
  if (answer.status === 422)
    return {
      outcome: 'blocked_antibot' as const,
      message: 'Workday turns programs away here. It is left alone; open the openings in your browser instead.',
    }
  return request.step.startsWith('list') ? unknownTenant(answer, 'Workday knows no career site at this address.') : null
}
