import type { Generated } from 'kysely'
import type { MailFolderRun } from '#contract/mail-folders.ts'
import type { MailFolders, MailProblem, MailSecurity } from '#domain/mail-folders/port.ts'
import type { BoardCtx } from '#features/postings/index.ts'

/** What this slice needs beyond the platform. */
export interface MailCtx extends BoardCtx {
  readonly mailFolders: MailFolders
}

export interface FolderRow {
  id: string
  user_id: string
  host: string
  port: number
  security: MailSecurity
  username: string
  password_sealed: string
  folder: string
  status: 'active' | 'paused' | 'error'
  problem: MailProblem | null
  failures: number
  refused_logins: number
  /** Looks in a row that opened the folder and got no mail out of it, and the mail that was the first each time. */
  stalled: number
  stalled_validity: string | null
  stalled_uid: number | null
  /** The mail at which so many looks ended that it is tried once more, after all others. */
  late_validity: string | null
  late_uid: number | null
  uid_validity: string | null
  last_uid: number | null
  last_ok_at: string | null
  next_run_at: string | null
  created_at: string
}

export interface RunRow extends MailFolderRun {
  user_id: string
}

/** What a folder that was just added has by itself. */
export type Defaulted =
  | 'status'
  | 'failures'
  | 'refused_logins'
  | 'stalled'
  | 'stalled_validity'
  | 'stalled_uid'
  | 'late_validity'
  | 'late_uid'
type Counted = 'mails' | 'alerts' | 'too_large' | 'passed_over' | 'found' | 'added' | 'existing' | 'left_out'

declare module '#platform/db/tables.ts' {
  interface Tables {
    mail_folders: Omit<FolderRow, Defaulted> & { [Column in Defaulted]: Generated<FolderRow[Column]> }
    mail_logins: { id: string; user_id: string; account: string; at: string }
    mail_folder_runs: Omit<RunRow, Counted> & { [Column in Counted]: Generated<number> }
  }
}
