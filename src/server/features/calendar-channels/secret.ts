import { timingSafeEqual } from 'node:crypto'
import type { SealedColumn } from '#platform/rotate-secrets.ts'
import type { Secrets } from '#platform/secrets.ts'

/** What `career-copilot rotate-secrets` seals anew. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'calendar_channels', column: 'secret_sealed', row: 'id' },
]

const placeOf = (row: string) => ({ table: 'calendar_channels', row, column: 'secret_sealed' })

export const sealSecret = (secrets: Secrets, id: string, secret: string): string => secrets.seal(secret, placeOf(id))

/** Whether a message carries what only we and the provider know. */
export function isGenuine(secrets: Secrets, row: { id: string; secret_sealed: string }, given: string): boolean {
  const [kept, told] = [Buffer.from(secrets.open(row.secret_sealed, placeOf(row.id))), Buffer.from(given)]
  return kept.length === told.length && timingSafeEqual(kept, told)
}
