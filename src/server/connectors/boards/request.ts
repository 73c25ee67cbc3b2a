import type { BoardRequest } from '#domain/postings/job-board-port.ts'

/** A request for data that is asked again and again; validators of the last whole fetch go with it. */
export function get(url: string, accept: BoardRequest['accept'], step: string): BoardRequest {
  return { url, accept, step, conditional: true }
}

/** A request whose answer must come whole: a later page, or a step on the way to another request. */
export function getAlways(url: string, accept: BoardRequest['accept'], step: string): BoardRequest {
  return { url, accept, step, conditional: false }
}

/** A question that is asked by POST, with its answer whole. */
export function postJson(url: string, question: unknown, step: string): BoardRequest {
  return { ...getAlways(url, 'json', step), post: { type: 'json', text: JSON.stringify(question) } }
}
