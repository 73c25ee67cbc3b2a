import type { EditedField } from '#contract/posting-life.ts'

export interface EditRow {
  id: string
  source_row_id: string
  owner_user_id: string | null
  at: string
  fields: readonly EditedField[]
  text_before: string | null
}

export interface AbsenceRow {
  source_row_id: string
  owner_user_id: string | null
  gone_at: string
  back_at: string
}

declare module '#platform/db/tables.ts' {
  interface Tables {
    posting_edits: EditRow
    posting_absences: AbsenceRow
  }
}
