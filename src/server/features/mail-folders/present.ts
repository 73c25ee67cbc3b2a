import type { MailFolder, MailFolderRun } from '#contract/mail-folders.ts'
import type { StoppedMailFolder } from '#contract/mail-notice.ts'
import { wordsOf } from '#domain/mail-folders/words.ts'
import type { LatestRun } from './store.ts'
import type { FolderRow, RunRow } from './tables.ts'

/** A folder as its owner sees it; the password stays out. */
export function presentFolder(row: FolderRow, latest: LatestRun | null): MailFolder {
  const { id, host, port, security, username, folder, status, problem, last_ok_at, next_run_at, created_at } = row
  return {
    ...{ id, host, port, security, username, folder, status, problem },
    message: problem === null ? null : wordsOf(problem, row),
    last_run: latest === null ? null : presentRun(latest.run),
    brought: latest?.brought ?? 0,
    passed_over: latest?.passed_over ?? 0,
    ...{ last_ok_at, next_run_at, created_at },
  }
}

export function presentRun({ user_id: _, ...run }: RunRow): MailFolderRun {
  return run
}

/** A folder that waits for its owner, and for what. */
export function presentStopped(
  row: Pick<FolderRow, 'id' | 'host' | 'port' | 'username' | 'folder' | 'problem'>,
): StoppedMailFolder {
  const { id, folder, username, problem } = row
  return { id, folder, username, message: problem === null ? '' : wordsOf(problem, row) }
}
