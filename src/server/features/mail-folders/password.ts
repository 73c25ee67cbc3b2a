import type { MailAccount } from '#domain/mail-folders/port.ts'
import type { SealedColumn } from '#platform/rotate-secrets.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { FolderRow } from './tables.ts'

/** What `career-copilot rotate-secrets` seals anew. */
export const sealedColumns: readonly SealedColumn[] = [{ table: 'mail_folders', column: 'password_sealed', row: 'id' }]

/** The password as it is stored: sealed, and of no use in another row. */
export function sealPassword(secrets: Secrets, id: string, password: string): string {
  return secrets.seal(password, placeOf(id))
}

/** What opens the mailbox of a folder; it lives no longer than the connection. */
export function accountOf(secrets: Secrets, row: FolderRow): MailAccount {
  const { host, port, security, username } = row
  return { host, port, security, username, password: secrets.open(row.password_sealed, placeOf(row.id)) }
}

function placeOf(row: string) {
  return { table: 'mail_folders', row, column: 'password_sealed' }
}
