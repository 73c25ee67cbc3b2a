import type { BoardAnswer } from '#domain/postings/job-board-port.ts'

/** A medium that is not there answers 404, or 400 when it is one of another product. */
export function isUnknownMedium(answer: BoardAnswer): boolean {
  return answer.status === 404 || answer.status === 400
}

/** One employer that left must not keep the others from being read: `read` passes over it. */
export function classify(answer: BoardAnswer) {
  return isUnknownMedium(answer) ? ('readable' as const) : null
}
