import type { IncomingHttpHeaders } from 'node:http'

/** What was asked, beyond the address. */
export interface Ask {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string
  readonly empty?: string
  readonly location?: string
  readonly headers?: Readonly<Record<string, string>>
}

export function json(value: unknown, empty: unknown = value): Answer {
  return { status: 200, type: 'application/json', body: JSON.stringify(value), empty: JSON.stringify(empty) }
}

export function text(body: string, type: string): Answer {
  return { status: 200, type, body }
}

export function missing(): Answer {
  return { status: 404, type: 'application/json', body: '{"ok":false,"error":"Document not found"}' }
}

export function refused(status: number, value: unknown): Answer {
  return { status, type: 'application/json', body: JSON.stringify(value) }
}
