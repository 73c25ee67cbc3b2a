import type { BoardCredentials, BoardRequest } from '#domain/postings/job-board-port.ts'
import type { OutboundRequest } from '#platform/http/http.ts'

const ACCEPT = {
  json: 'application/json',
  xml: 'application/xml, text/xml;q=0.9',
  html: 'text/html, application/xhtml+xml;q=0.9',
}
const CONTENT = { json: 'application/json', form: 'application/x-www-form-urlencoded' }

/** A board's request as it goes out: what the key adds is joined here, and nowhere kept. */
export function outboundOf(
  request: BoardRequest,
  key: BoardCredentials,
): Pick<OutboundRequest, 'method' | 'url' | 'headers' | 'body' | 'user_agent'> {
  const headers = { accept: ACCEPT[request.accept], ...key.headers }
  const name = key.user_agent === undefined ? {} : { user_agent: key.user_agent }
  const url = withQuery(request.url, key.query)
  if (request.post === undefined) return { method: 'GET', url, headers, ...name }
  const { type, text } = request.post
  const body =
    type === 'form' ? new URLSearchParams([...new URLSearchParams(text), ...pairs(key.form)]).toString() : text
  return { method: 'POST', url, headers: { ...headers, 'content-type': CONTENT[type] }, body, ...name }
}

function withQuery(text: string, query: BoardCredentials['query']): string {
  const url = URL.parse(text)
  if (url === null || query === undefined) return text
  for (const [name, value] of pairs(query)) url.searchParams.set(name, value)
  return url.href
}

function pairs(fields: Readonly<Record<string, string>> | undefined): [string, string][] {
  return Object.entries(fields ?? {})
}
