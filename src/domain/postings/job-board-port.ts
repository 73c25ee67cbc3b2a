import type { z } from 'zod'
import type { JobPosting } from './posting.ts'

/** How open a source is. Nothing beyond `keyed_api` is ever polled. */
export type BoardTier = 'open_api' | 'keyed_api' | 'grey' | 'import_only' | 'dead'

/** `feed`: one for everybody; `employer`: needs the employer's name in the system (a careers URL tells it); `import`: single pages. */
export type BoardKind = 'feed' | 'employer' | 'import'

export interface BoardPoliteness {
  readonly min_interval_ms: number
  readonly concurrency: number
  /** Requests a day, null: as many as the interval allows. */
  readonly per_day: number | null
  readonly respect_robots: boolean
  readonly max_bytes: number
  readonly max_pages: number
  /** How often a schedule should come by. */
  readonly every_minutes: number
}

/** One setting of a board, as a form can draw it. */
export interface ConfigField {
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'url' | 'number' | 'flag' | 'list' | 'secret'
  readonly required: boolean
  readonly help: string | null
}

/** What a source is and under which terms it may be used; shown to people as it stands. */
export interface BoardFacts {
  readonly id: string
  /** Grows when the reading of answers changes, so that rows read earlier can be read again. */
  readonly version: number
  readonly name: string
  /** What it is, in a sentence. */
  readonly about: string
  readonly kind: BoardKind
  /** On for a new person without being asked: keyless public feeds only. */
  readonly default_enabled: boolean
  readonly config_fields: readonly ConfigField[]
  readonly tier: BoardTier
  readonly homepage: string
  readonly terms_url: string
  readonly terms_note: string
  readonly attribution: { readonly text: string; readonly url: string; readonly nofollow: boolean }
  readonly capabilities: {
    readonly search: 'server' | 'local'
    readonly incremental: 'since' | 'cursor' | 'snapshot'
    readonly detail: 'inline' | 'second_call'
    /** How one learns that a posting is gone: its own date, its absence from a whole fetch, or by asking. */
    readonly closes: 'expires' | 'absence' | 'probe'
  }
  readonly politeness: BoardPoliteness
}

/** A request that a board wants made. Boards never make one themselves. */
export interface BoardRequest {
  readonly url: string
  readonly accept: 'json' | 'xml' | 'html'
  /** The board's own word for what the answer will be; comes back in `read`. */
  readonly step: string
  /** Conditional requests make sense only for an address that is asked again and again. */
  readonly conditional: boolean
}

/** What boards see of an answer. */
export interface BoardAnswer {
  readonly status: number
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** One row of the source that could not become a posting, and why. */
export interface Reject {
  readonly external_id: string | null
  readonly reason: 'schema' | 'not_a_job' | 'unlisted' | 'no_title' | 'no_company' | 'no_url' | 'duplicate'
  readonly detail: string
}

/** Why a fetch gave nothing that can be used. None of these ever looks like "no postings". */
export type BoardFailure =
  | 'not_found_tenant'
  | 'auth'
  | 'rate_limited'
  | 'blocked_antibot'
  | 'wrong_content'
  | 'schema_drift'
  | 'truncated'
  | 'too_large'
  | 'timeout'
  | 'unreachable'
  | 'server_error'
  | 'robots'
  | 'budget'
  | 'refused_address'
  | 'gone'
  | 'stopped'

export type PageRead =
  | {
      readonly kind: 'page'
      readonly items: readonly JobPosting[]
      readonly rejects: readonly Reject[]
      readonly next: BoardRequest | null
      /** How many postings the source says it has in all. */
      readonly total: number | null
    }
  | { readonly kind: 'failure'; readonly outcome: BoardFailure; readonly message: string }

/** A board with its configuration bound. Pure: builds requests and reads answers. */
export interface OpenBoard {
  readonly facts: BoardFacts
  /** The key under which requests are counted: two employers of one system do not share a cursor, but they share a budget. */
  readonly budget_key: string
  first(): BoardRequest
  read(request: BoardRequest, answer: BoardAnswer): PageRead
  /** The board's own reading of an answer that is not a plain 2xx page; null: the common rules decide. */
  classify(
    answer: BoardAnswer,
    request: BoardRequest,
  ): { readonly outcome: BoardFailure; readonly message: string } | null
}

export interface JobBoard {
  readonly facts: BoardFacts
  /** What can be set, as a schema whose output is what `open` takes. */
  readonly config: z.ZodType
  /** Binds a configuration; null when it does not fit the schema. */
  open(config: unknown): OpenBoard | null
}

/** Where the next fetch goes on. Commit it only after the rows of its page are stored. */
export interface BoardCursor {
  /** Of the first page of the last whole fetch. */
  readonly etag: string | null
  readonly last_modified: string | null
  /** Set in the middle of a fetch: the request that comes next, with the page number it will be. */
  readonly resume: { readonly request: BoardRequest; readonly page: number } | null
}

export type PageOutcome =
  | {
      readonly outcome: 'ok' | 'empty_legit'
      readonly page: number
      readonly items: readonly JobPosting[]
      readonly rejects: readonly Reject[]
      readonly total: number | null
      readonly cursor: BoardCursor
      /** True for the last page. */
      readonly last: boolean
      /** False when pages were left unread (`max_pages`): absence then says nothing. */
      readonly complete: boolean
    }
  | { readonly outcome: 'not_modified'; readonly cursor: BoardCursor }
  | {
      readonly outcome: BoardFailure
      readonly page: number
      /** What happened and what can be done, in words for people. */
      readonly message: string
      readonly retry_after_s: number | null
      /** Where to go on when it works again. */
      readonly cursor: BoardCursor
    }

export type CareersUrl =
  | {
      readonly kind: 'board'
      readonly board_id: string
      readonly config: Readonly<Record<string, string>>
      readonly tenant: string
    }
  | { readonly kind: 'unknown'; readonly message: string }

export type ImportOutcome =
  | { readonly outcome: 'ok'; readonly items: readonly JobPosting[]; readonly rejects: readonly Reject[] }
  | { readonly outcome: BoardFailure | 'no_posting'; readonly message: string; readonly retry_after_s: number | null }

/** Everything that can be asked of the job boards; arrives in `ctx.boards`. */
export interface JobBoards {
  all(): readonly JobBoard[]
  find(board_id: string): JobBoard | null
  /** Which system a careers page belongs to, from its address alone. */
  forCareersUrl(url: string): CareersUrl
  /** Fetches page after page. Ends after the last page, a failure or `not_modified`. */
  fetch(source: {
    readonly board_id: string
    readonly config: unknown
    readonly cursor: BoardCursor | null
    /** Asked between pages; true ends the fetch as `stopped`. */
    readonly stopped?: () => boolean
  }): AsyncIterable<PageOutcome>
  /** Fetches one page that a person named and reads the postings on it. */
  importUrl(url: string): Promise<ImportOutcome>
  /** Reads the postings of a page that a person pasted. */
  importPage(html: string, url: string | null): ImportOutcome
}
