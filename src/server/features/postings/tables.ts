import type { Ctx } from '#platform/ctx.ts'
import type { KeptPrint } from '#domain/duplicates/kept-print.ts'
import type { JobBoards } from '#domain/postings/job-board-port.ts'
import type { Reason } from '#domain/duplicates/verdict.ts'
import type { Places } from '#domain/places/gazetteer.ts'
import type { FeedLocation, FeedPosting, FeedSkill } from '#domain/postings/feed-posting.ts'
import type { SearchedBy } from '#domain/postings/searched-by.ts'
import type { JoinedHow } from '#contract/duplicates.ts'
import type { CloseReason } from '#contract/posting-fields.ts'

/** The platform with the job boards behind their port. */
export interface BoardCtx extends Ctx {
  readonly boards: JobBoards
  /** Where towns are. */
  readonly places: Places
}

/** The columns of `postings` that a posting's content fills. */
export type ContentColumns = FeedPosting & SearchedBy

export interface PostingRow extends ContentColumns {
  id: string
  owner_user_id: string | null
  is_sample: boolean
  locations: FeedLocation[]
  skills: FeedSkill[]
  source_ids: string[]
  provenance: Record<string, string>
  content_hash: string
  first_seen_at: string
  last_seen_at: string
  closed_at: string | null
  close_reason: CloseReason | null
  created_at: string
  updated_at: string
  version: number
  sort_at: string
}

export interface PostingSourceRow {
  id: string
  posting_id: string
  owner_user_id: string | null
  source_id: string
  external_id: string
  source_url: string
  apply_url: string | null
  ats_key: string | null
  url_keys: string[]
  rank: number
  posting: FeedPosting
  content_hash: string
  first_seen_at: string
  last_seen_at: string
  missed: number
  gone_at: string | null
  /** Null for what only one person has. */
  print: KeptPrint | null
  block_keys: number[]
  /** Why it is shown as one with the other sources of its posting; null where it was there first. */
  joined_how: JoinedHow | null
  joined_probability: number | null
  joined_reasons: Reason[] | null
  joined_at: string | null
  joined_from: string | null
}

export interface StateRow {
  user_id: string
  posting_id: string
  saved_at: string | null
  hidden_at: string | null
  seen_at: string | null
  applied_at: string | null
  notes: string | null
  /** The posting that this one doubles, as the person said. */
  duplicate_of: string | null
  /** When the person last looked at it, as far as what was edited goes. */
  looked_at: string | null
  not_ghost_at: string | null
  updated_at: string
}

declare module '#platform/db/tables.ts' {
  interface Tables {
    postings: PostingRow
    posting_sources: PostingSourceRow
    posting_states: StateRow
    source_subscriptions: { user_id: string; source_id: string; enabled: boolean; changed_at: string }
    hidden_companies: { id: string; user_id: string; company: string; company_norm: string; hidden_at: string }
    posting_matches: {
      user_id: string
      posting_id: string
      score: number
      formula: number
      basis: string
      computed_at: string
    }
  }
}
