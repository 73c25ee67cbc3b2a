import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { getAlways } from '#connectors/boards/request.ts'

const PAGE = 200

/** Employers' media, one at least. */
export type Media = [string, ...string[]]

/** Where a fetch stands: which medium, from which posting on, and whether any medium has answered so far. */
export interface At {
  readonly medium: number
  readonly offset: number
  readonly answered: boolean
}

/** Jobs of one employer. A medium is set as its number, with the employer's name behind it. */
export function pageRequest(medium: string, at: At): BoardRequest {
  const query = new URLSearchParams({ lang: 'de', offset: String(at.offset), limit: String(PAGE) })
  const url = `https://ohws.prospective.ch/public/v1/medium/${idOf(medium)}/jobs?${query}`
  return getAlways(url, 'json', [at.medium, at.offset, at.answered ? 1 : 0].join(' '))
}

export function placeOfPage(request: BoardRequest): At {
  const [medium = 0, offset = 0, answered = 0] = request.step.split(' ').map(Number)
  return { medium, offset, answered: answered === 1 }
}

export function idOf(medium: string): string {
  return medium.split('=')[0]?.trim() ?? ''
}

export function employerOf(medium: string): string {
  return medium.split('=')[1]?.trim() ?? ''
}
