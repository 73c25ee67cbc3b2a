import type { Generated } from 'kysely'
import type { MissingField, SourceFill, SourceHealth, SourceRun } from '#contract/sources.ts'
import type { BoardCursor } from '#domain/postings/job-board-port.ts'

export interface SourceRow {
  id: string
  board_id: string
  kind: 'feed' | 'employer' | 'import'
  name: string
  homepage: string
  config: Record<string, unknown>
  created_by: string | null
  created_at: string
  cursor: BoardCursor | null
  health: Exclude<SourceHealth, 'off'>
  health_reason: string | null
  health_since: string | null
  failures: number
  last_ok_at: string | null
  last_complete_at: string | null
  yields: number[]
  next_run_at: string | null
  /** Of its last readings in its usual shape, latest first. */
  fills: SourceFill[]
  missing_fields: MissingField[]
}

export interface RunRow extends SourceRun {
  requested_by: string | null
}

export interface KeyRow {
  source_id: string
  user_id: string
  sealed: string
  changed_at: string
}

type Defaulted =
  | 'cursor'
  | 'health'
  | 'health_reason'
  | 'health_since'
  | 'failures'
  | 'last_ok_at'
  | 'last_complete_at'
  | 'yields'
  | 'next_run_at'
  | 'fills'
  | 'missing_fields'

declare module '#platform/db/tables.ts' {
  interface Tables {
    sources: Omit<SourceRow, Defaulted> & { [Column in Defaulted]: Generated<SourceRow[Column]> }
    source_runs: RunRow
    source_keys: KeyRow
  }
}
