import type { z } from 'zod'
import type { JobPosting } from './posting.ts'

/** How open a source is. `grey` is read only for who accepted its notice; nothing beyond that is ever polled. */
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
  /** Second calls for single postings in one fetch; those beyond are told in part, and asked for next time. */
  readonly max_details: number
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
  /** What one has to have read before it is switched on; null: nothing stands against it. */
  readonly notice: string | null
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
  /** Present: a POST of this. Only for asking (a search): to send it twice changes nothing. */
  readonly post?: { readonly type: 'json' | 'form'; readonly text: string }
}

/**
 * What a key adds to a request at the moment it is made. Requests are kept in cursors, so none ever holds a key.
 * `user_agent` only where the system demands a name that belongs to the key.
 */
export interface BoardCredentials {
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly form?: Readonly<Record<string, string>>
  readonly user_agent?: string
}

export type TokenRead =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'failure'; readonly outcome: BoardFailure; readonly message: string }

/** For systems that give a passing token for the key: fetched before the first page, held while a fetch lasts. */
export interface BoardToken {
  readonly request: BoardRequest
  read(answer: BoardAnswer): TokenRead
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

/** A posting of which a list tells a part only: the rest is a second call away. */
export interface Brief {
  readonly posting: JobPosting
  /** What the list says of it, as a fingerprint: another one means that the rest may have changed as well. */
  readonly stamp: string
  /** Its answer is a page of this one posting. */
  readonly detail: BoardRequest
}
export type Stamped = Pick<Brief, 'stamp'> & Pick<JobPosting, 'external_id'>

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
      /** Postings that are not whole without a second call. */
      readonly briefs?: readonly Brief[]
      readonly rejects: readonly Reject[]
      readonly next: BoardRequest | null
      /** How many postings the source says it has in all. */
      readonly total: number | null
      /** Why the page may be something else than it looks, in words for people. */
      readonly doubt?: string | null
    }
  | { readonly kind: 'failure'; readonly outcome: BoardFailure; readonly message: string }

/** The key under which a board's requests are counted, whichever employer they are for. */
export function budgetKeyOf(board_id: string): string {
  return `board:${board_id}`
}

/** True for a row that is a posting all the same, of which we cannot make one; the others are none, or meant for nobody. */
export function isUnreadable({ reason }: Pick<Reject, 'reason'>): boolean {
  return reason === 'schema' || reason === 'no_title' || reason === 'no_company' || reason === 'no_url'
}

/** A board with its configuration bound. Pure: builds requests and reads answers. */
export interface OpenBoard {
  readonly facts: BoardFacts
  /** What it was opened with, to open it elsewhere. */
  readonly settings: unknown
  /** The key under which requests are counted: two employers of one system do not share a cursor, but they share a budget. */
  readonly budget_key: string
  first(): BoardRequest
  /** What to ask for one posting by its id; null: only the whole list tells. */
  one(external_id: string): BoardRequest | null
  read(request: BoardRequest, answer: BoardAnswer): PageRead
  /** Null: the key itself is what is shown, or there is none. */
  readonly token: BoardToken | null
  credentials(request: BoardRequest, token: string | null): BoardCredentials
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
      /** Ids that the source carries still, of which there is nothing new to keep. */
      readonly standing: readonly string[]
      /** Those of `items` that took a second call, with what the list said of them. */
      readonly stamped: readonly Stamped[]
      readonly rejects: readonly Reject[]
      /** Requests that were sent since the last page, whatever came of them. */
      readonly requests: number
      readonly total: number | null
      readonly doubt: string | null
      readonly cursor: BoardCursor
      /** True for the last page. */
      readonly last: boolean
      /** False when pages were left unread (`max_pages`): absence then says nothing. */
      readonly complete: boolean
    }
  | { readonly outcome: 'not_modified'; readonly requests: number; readonly cursor: BoardCursor }
  | {
      readonly outcome: BoardFailure
      readonly page: number
      readonly requests: number
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

/**
 * For each posting of which something is kept: whether all of it is, as the list tells it now. What is kept in full is
 * not asked for again, and what is kept at all is not replaced by the part that a list tells.
 */
export type Kept = (briefs: readonly Stamped[]) => Promise<ReadonlyMap<string, 'whole' | 'in_part'>>

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
    /** Asked between requests; true ends the fetch as `stopped`. */
    readonly stopped?: () => boolean
    /** What is kept of these postings already; absent: nothing of any. */
    readonly kept?: Kept
  }): AsyncIterable<PageOutcome>
  /** Fetches one page that a person named and reads the postings on it. */
  importUrl(url: string): Promise<ImportOutcome>
  /** Reads the postings of a page that a person pasted. */
  importPage(html: string, url: string | null): ImportOutcome
  /** Reads the postings of an alert that a board sent, a mail as it was saved (.eml). */
  importMail(source: string): Promise<ImportOutcome>
}
