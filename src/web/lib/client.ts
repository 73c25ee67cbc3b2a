import { ErrorBody, type FieldError } from '#contract/wire.ts'
import type { AnswerOf, Endpoint, RequestOf } from '#contract/endpoint.ts'

/** An answer of the server that is not what was asked for; `status` 0 means that no answer came. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly requestId: string | null
  readonly fieldErrors: readonly FieldError[]
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    status: number,
    error: Omit<ErrorBody['error'], 'request_id' | 'timestamp'> & { request_id: string | null },
  ) {
    super(error.message)
    this.name = 'ApiError'
    this.status = status
    this.code = error.code
    this.requestId = error.request_id
    this.fieldErrors = error.field_errors ?? []
    this.details = error.details ?? {}
  }
}

interface Extra {
  signal?: AbortSignal | undefined
  /** The `version` that was read, sent as If-Match. */
  version?: number | undefined
  /** The same key makes a repeated write count once. */
  idempotencyKey?: string | undefined
}

/** What a call of an endpoint takes. */
export type CallOf<E> = RequestOf<E> & Extra

let bearer: string | null = null

/** From now on every call carries this token and no cookie: for a window that may do what the token may, and no more. */
export function callWith(token: string | null): void {
  bearer = token
}

/** Calls an endpoint of the contract and answers with its parsed response, or throws an ApiError. */
export async function call<E extends Endpoint>(endpoint: E, request: CallOf<E>): Promise<AnswerOf<E>>
export async function call(
  endpoint: Endpoint,
  request: { params?: unknown; query?: unknown; body?: unknown } & Extra,
): Promise<unknown> {
  const response = await send(endpoint, request)
  if (!response.ok) throw await errorOf(response)
  if (endpoint.status === 204) return undefined
  return endpoint.response.parse(await response.json())
}

/** The address of an endpoint, for links and downloads. */
export function urlOf(endpoint: Pick<Endpoint, 'path'>, params: unknown, query: unknown): string {
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(entriesOf(params).get(name))),
  )
  const search = new URLSearchParams()
  for (const [name, value] of entriesOf(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
    }
  }
  const tail = search.toString()
  return `/api/v1${path}${tail === '' ? '' : `?${tail}`}`
}

async function send(
  endpoint: Endpoint,
  {
    params,
    query,
    body,
    signal,
    version,
    idempotencyKey,
  }: { params?: unknown; query?: unknown; body?: unknown } & Extra,
) {
  const headers = new Headers({ accept: 'application/json' })
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (bearer !== null) headers.set('authorization', `Bearer ${bearer}`)
  if (version !== undefined) headers.set('if-match', `"${version}"`)
  if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey)
  try {
    return await fetch(urlOf(endpoint, params, query), {
      method: endpoint.method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
      credentials: bearer === null ? 'same-origin' : 'omit',
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, {
      code: 'offline',
      message: 'The server cannot be reached. Nothing was changed.',
      request_id: null,
    })
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const parsed = ErrorBody.safeParse(await response.json().catch(() => null))
  if (parsed.success) return new ApiError(response.status, parsed.data.error)
  return new ApiError(response.status, {
    code: 'unreadable',
    message: `The server answered with ${response.status} and no explanation. Try again in a moment.`,
    request_id: response.headers.get('x-request-id'),
  })
}

function entriesOf(value: unknown): Map<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])
}
