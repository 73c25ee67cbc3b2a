import { z } from 'zod'
import type { Access, Account } from '#domain/calendar/sync/port.ts'
import type { SealedColumn } from '#platform/rotate-secrets.ts'
import type { Secrets } from '#platform/secrets.ts'

/** What `career-copilot rotate-secrets` seals anew. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'calendar_credentials', column: 'credential_sealed', row: 'connection_id' },
  { table: 'calendar_oauth_flows', column: 'verifier_sealed', row: 'state_hash' },
]

const Credential = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('oauth'), access_token: z.string(), refresh_token: z.string() }),
  z.object({ kind: z.literal('basic'), url: z.string(), username: z.string(), password: z.string() }),
  z.object({ kind: z.literal('address'), url: z.string() }),
])
/** What opens an account, as it lies in its row. */
export type Credential = z.infer<typeof Credential>

/** The credential as it is stored: sealed, and of no use in another row. */
export function sealCredential(secrets: Secrets, connection_id: string, credential: Credential): string {
  return secrets.seal(JSON.stringify(credential), credentialPlace(connection_id))
}

/** Throws when the row holds what was sealed for another one. */
export function openCredential(
  secrets: Secrets,
  row: { readonly connection_id: string; readonly credential_sealed: string },
): Credential {
  return Credential.parse(JSON.parse(secrets.open(row.credential_sealed, credentialPlace(row.connection_id))))
}

/** The account that a credential opens. */
export function accountOf(connection_id: string, credential: Credential): Account {
  return { connection_id, access: accessOf(credential) }
}

function accessOf(credential: Credential): Access {
  return credential.kind === 'oauth' ? { kind: 'bearer', token: credential.access_token } : credential
}

/** Where the verifier of a consent lies that is under way. */
export function verifierPlace(state_hash: string) {
  return { table: 'calendar_oauth_flows', row: state_hash, column: 'verifier_sealed' }
}

function credentialPlace(row: string) {
  return { table: 'calendar_credentials', row, column: 'credential_sealed' }
}
