import type { z } from 'zod'
import type { SourceOutcome, SourceTier } from '#contract/posting-fields.ts'
import type { SourcePosting } from './posting.ts'

/** A request that a connector wants made. It never makes one itself: the engine does. */
export interface BoardRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** What kind of page it asks for, when a connector has several ("list", "thread", "comments"). */
  readonly label: string
}

/** An answer as the engine received it; header names in lower case. */
export interface BoardAnswer {
  readonly request: BoardRequest
  readonly status: number
  /** After redirects. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** RFC 3339, UTC: when it arrived; what "3 days ago" counts from. */
  readonly received_at: string
}

/** What to look for, for boards that search themselves. Feeds are read whole and filtered at home. */
export interface BoardQuery {
  readonly keywords: string | null
  readonly location: string | null
  /** RFC 3339: only what is newer. */
  readonly since: string | null
}

/** Where the next run goes on. Stored after a page's rows are stored, never before. */
export interface BoardCursor {
  /** URL -> validators for conditional requests. */
  readonly validators: Readonly<Record<string, { etag: string | null; last_modified: string | null }>>
  /** The newest `updated_at` or `posted_at` seen. */
  readonly high_water: string | null
  readonly page_token: string | null
}

/** Why one raw item became no posting. */
export interface Reject {
  readonly external_id: string | null
  readonly reason: 'missing-field' | 'not-a-posting' | 'closed' | 'unparsable'
  readonly field: string | null
  readonly message: string
}

export type Normalized =
  | { readonly ok: true; readonly posting: SourcePosting }
  | { readonly ok: false; readonly reject: Reject }

/** A page read by a connector: its raw items and what to ask for next; or why it cannot be read. */
export type PageReading<Raw> =
  | {
      readonly ok: true
      readonly items: readonly Raw[]
      readonly next: readonly BoardRequest[]
      /** What the source says there is in all, when it does. */
      readonly total: number | null
    }
  | { readonly ok: false; readonly outcome: Exclude<SourceOutcome, 'ok'>; readonly message: string }

export interface Politeness {
  readonly min_interval_ms: number
  readonly concurrency: number
  /** Requests a day; null: no limit but the interval. */
  readonly per_day: number | null
  readonly respect_robots: boolean
  readonly max_bytes: number
  readonly max_pages: number
}

/** One setting of a board, as a form can draw it. Secrets are write-only. */
export interface ConfigField {
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'url' | 'number' | 'flag' | 'list' | 'secret'
  readonly required: boolean
  readonly help: string | null
}

/** What people are told of a board, and how it behaves. */
export interface BoardInfo {
  /** Stable, kebab-case: `arbeitnow`, `greenhouse`. */
  readonly id: string
  readonly version: number
  readonly name: string
  /** What it is, in a sentence. */
  readonly about: string
  readonly tier: SourceTier
  readonly homepage: string
  readonly terms_url: string
  readonly terms_note: string
  /** What the source asks to be shown beside its postings. */
  readonly attribution: { readonly text: string; readonly url: string; readonly nofollow: boolean }
  /** `feed`: one source for everybody. `employer`: one source per employer's board, made from a careers URL. */
  readonly kind: 'feed' | 'employer' | 'import'
  /** On for a new person without being asked. Only keyless public feeds. */
  readonly default_enabled: boolean
  readonly capabilities: {
    readonly search: 'server' | 'local'
    readonly incremental: 'since' | 'cursor' | 'snapshot'
    readonly detail: 'inline' | 'second-call'
    readonly closes: 'expires' | 'absence' | 'probe'
  }
  readonly politeness: Politeness
  /** Minutes between two scheduled runs. */
  readonly interval_min: number
  readonly config_fields: readonly ConfigField[]
}

/** A board: pure functions that build requests and read answers. The engine fetches, so live and replayed differ in transport only. */
export interface Connector<Config, Raw> {
  readonly info: BoardInfo
  /** Its settings, secrets included, parsed before anything else sees them. */
  readonly config: z.ZodType<Config>
  /** The first requests of a run. */
  plan(query: BoardQuery, config: Config, cursor: BoardCursor | null): readonly BoardRequest[]
  /** Reads an answer that `classify` called ok. */
  parsePage(answer: BoardAnswer, config: Config): PageReading<Raw>
  /** The second call for a raw item, for boards whose list lacks the text. */
  detail?(raw: Raw, config: Config): BoardRequest | null
  /** The raw item completed by the answer of its second call. */
  withDetail?(raw: Raw, answer: BoardAnswer): Raw
  normalize(raw: Raw, context: { readonly received_at: string; readonly config: Config }): Normalized
  /** One cheap request that shows whether the settings work. */
  probe(config: Config): BoardRequest
  /** What an answer means, before anything is parsed. Never throws. */
  classify(answer: BoardAnswer): { readonly outcome: SourceOutcome; readonly message: string | null }
}

/** What a run of a board gives: pages while it goes, and one `end` as the last item, always. */
export type BoardEvent =
  | {
      readonly kind: 'page'
      /** From 1. */
      readonly number: number
      readonly postings: readonly SourcePosting[]
      readonly rejects: readonly Reject[]
      /** What the source says there is in all. */
      readonly total: number | null
      /** To be stored with the page's rows. */
      readonly cursor: BoardCursor
    }
  | {
      readonly kind: 'end'
      readonly outcome: SourceOutcome
      /** What went wrong in a sentence for the person; null when nothing did. No secret, no body. */
      readonly message: string | null
      /** True only if every page was read: then what is absent from a snapshot is absent at the source. */
      readonly complete: boolean
      readonly requests: number
      readonly retry_after_s: number | null
      readonly cursor: BoardCursor | null
    }

export interface FetchInput {
  readonly board_id: string
  readonly config: unknown
  readonly query: BoardQuery
  readonly cursor: BoardCursor | null
  /** Looked at between requests (an AbortSignal fits): once it is aborted the run ends as `truncated`. */
  readonly signal: { readonly aborted: boolean } | null
}

/** One posting out of a page that a person pasted or whose address they gave. */
export type ImportReading =
  | { readonly kind: 'postings'; readonly board_id: string; readonly postings: readonly SourcePosting[] }
  | {
      readonly kind: 'nothing'
      readonly reason:
        | 'no-posting'
        | 'closed'
        | 'missing-field'
        | 'blocked'
        | 'robots'
        | 'not-found'
        | 'private-address'
        | 'not-html'
        | 'unreachable'
        | 'too-large'
        /** The site forbids automated reading, even of one page: paste the page instead. */
        | 'forbidden-site'
      readonly message: string
    }

/** The one that fetches. Nothing it does throws for what a source does wrong. */
export interface BoardEngine {
  /** Reads a board page by page; ends with one `end`. */
  fetch(input: FetchInput): AsyncIterable<BoardEvent>
  /** Whether settings work: one cheap request. */
  probe(board_id: string, config: unknown): Promise<{ outcome: SourceOutcome; message: string | null }>
  /** Reads one posting's page at an address that a person gave. */
  importUrl(url: string): Promise<ImportReading>
  /** Reads a page that a person pasted or their browser sent. `url`: where it was open, when known. */
  importPage(page: { html: string; url: string | null; received_at: string }): ImportReading
}

/** An employer's board found from the address of a careers page. */
export interface CareersBoard {
  readonly board_id: string
  /** The employer's key at the board ("acme"): one source per board and tenant. */
  readonly tenant: string
  /** The settings that `Connector.config` accepts. */
  readonly config: Readonly<Record<string, unknown>>
  /** A name to show until the feed tells a better one. */
  readonly name: string
  readonly homepage: string
}

/** Every board that this system knows. */
export interface BoardRegistry {
  readonly boards: readonly BoardInfo[]
  find(board_id: string): BoardInfo | null
  /** Whether settings are acceptable to a board; field errors otherwise. */
  checkConfig(
    board_id: string,
    config: unknown,
  ):
    | { readonly ok: true; readonly config: Readonly<Record<string, unknown>> }
    | { readonly ok: false; readonly errors: readonly { field: string; message: string }[] }
  /** The host of a careers URL tells the board; null when it is none that we know. Pure: asks nobody. */
  boardForCareersUrl(url: string): CareersBoard | null
}
