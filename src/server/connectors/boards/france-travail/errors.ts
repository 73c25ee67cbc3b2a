import { z } from 'zod'
import type { BoardAnswer, TokenRead } from '#domain/postings/job-board-port.ts'
import { keyRefused } from '#connectors/boards/classify.ts'
import { readJson } from '#connectors/boards/reading.ts'

/** An answer without content is what a search that finds nothing gives. */
export function classify(answer: BoardAnswer) {
  if (answer.status === 204) return 'readable'
  return keyRefused(answer, 'France Travail', /invalid_client|invalid_scope|unauthorized_client/)
}

export function readToken(answer: BoardAnswer): TokenRead {
  const read = readJson(answer, z.object({ access_token: z.string().min(1) }))
  return read.ok ? { kind: 'token', token: read.value.access_token } : read.failure
}
