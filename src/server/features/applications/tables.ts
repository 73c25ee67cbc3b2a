import type { ColumnType } from 'kysely'
import type { Status } from '#contract/stages.ts'
import type { PayPeriod } from '#contract/posting-fields.ts'

export interface ApplicationRow {
  id: string
  user_id: string
  posting_id: string | null
  title: string
  company: string
  company_key: string
  location: string | null
  url: string | null
  source: string | null
  salary_min: number | null
  salary_max: number | null
  salary_currency: string | null
  salary_period: PayPeriod | null
  status: Status
  stage_id: string | null
  status_at: string
  applied_at: string | null
  applied_on: string | null
  first_reply_at: string | null
  closed_at: string | null
  next_action: string | null
  next_action_at: string | null
  archived_at: string | null
  deleted_at: string | null
  is_sample: boolean
  created_at: string
  updated_at: string
  version: number
}

export interface HistoryRow {
  id: string
  user_id: string
  application_id: string
  status: Status
  stage_id: string | null
  at: string
  recorded_at: string
  corrected_at: string | null
  by_user_id: string | null
  note: string | null
}

export interface NoteRow {
  id: string
  user_id: string
  application_id: string
  text: string
  created_at: string
  updated_at: string
  version: number
}

declare module '#platform/db/tables.ts' {
  interface Tables {
    applications: ApplicationRow
    application_history: HistoryRow
    application_notes: NoteRow
    /** A view: each history row with what it came from. */
    application_moves: {
      [Column in keyof HistoryRow]: ColumnType<HistoryRow[Column], never, never>
    } & {
      from_status: ColumnType<Status | null, never, never>
      from_stage_id: ColumnType<string | null, never, never>
      until: ColumnType<string | null, never, never>
    }
  }
}
