/** One request to the outside. Only absolute http(s) URLs. */
export interface OutboundRequest {
  /** PROPFIND and REPORT: WebDAV (RFC 4918 §9.1, RFC 3253 §3.6). */
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'PROPFIND' | 'REPORT'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** The name that a system demands with its key; absent: this program's own, which no header replaces. */
  readonly user_agent?: string
  /** True for a URL that a person typed or that came from a page: private addresses are refused, redirects re-checked. */
  readonly untrusted?: boolean
  readonly timeout_ms?: number
  /** Default 20 MB. A longer answer ends as `too_large`. */
  readonly max_bytes?: number
  /** Default 5. */
  readonly max_redirects?: number
  /**
   * True: a redirect is the answer, with the whole address in `location`. For who has a name and a password to send along,
   * and decides alone where these may go.
   */
  readonly redirects_answer?: boolean
  /** Answers 304 as `not_modified`. */
  readonly validators?: { readonly etag: string | null; readonly last_modified: string | null }
  /** Politeness of this call: token bucket per host, robots, daily budget. Absent: none (OAuth, mail, own servers). */
  readonly politeness?: Politeness
  /** At most this many tries for idempotent requests (default 1); full-jitter backoff, `Retry-After` obeyed. */
  readonly tries?: number
  readonly signal?: AbortSignal
  /** Told each time that a try of it goes out; redirects belong to the try that led to them. */
  readonly onSent?: () => void
}

export interface Politeness {
  /** Milliseconds between two requests to the host. */
  readonly min_interval_ms: number
  readonly concurrency: number
  /** Requests a day for `budget_key`; null: no budget. */
  readonly per_day: number | null
  readonly budget_key: string
  readonly respect_robots: boolean
}

/** What came back, or why nothing did. A failure is a value: callers must branch on it. */
export type OutboundAnswer =
  | {
      readonly kind: 'answer'
      readonly status: number
      /** After redirects; with the origin as the caller knows it, not as it was rewritten. */
      readonly url: string
      readonly headers: Readonly<Record<string, string>>
      readonly body: Uint8Array
      /** The body decoded with the charset of the answer (default UTF-8). */
      readonly text: () => string
      readonly etag: string | null
      readonly last_modified: string | null
    }
  | { readonly kind: 'not_modified'; readonly status: 304 }
  | {
      readonly kind: 'failure'
      readonly reason:
        | 'timeout'
        | 'connection'
        | 'dns'
        | 'tls'
        | 'too_large'
        | 'truncated'
        | 'private_address'
        | 'bad_url'
        | 'too_many_redirects'
        | 'robots'
        | 'budget'
        | 'circuit_open'
        | 'aborted'
      readonly message: string
      readonly retry_after_s: number | null
    }

/** The only way out of the process. */
export interface Http {
  request(request: OutboundRequest): Promise<OutboundAnswer>
  /** The URL with `OUTBOUND_REWRITE` applied, for addresses that a browser is sent to (OAuth). */
  rewrite(url: string): string
  close(): Promise<void>
}
