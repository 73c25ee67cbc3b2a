import { sql } from 'kysely'
import type { CalendarProvider } from '#contract/calendar-connections.ts'
import type { RemoteCalendar } from '#domain/calendar/sync/port.ts'
import type { Tx } from '#platform/db/db.ts'
import { waitTurn } from '#platform/db/turn.ts'
import type { CalendarRow, ConnectionRow, CredentialRow } from './tables.ts'

/** One change of a person's accounts at a time, so that what is checked first still holds at the end. */
export async function lockConnections(tx: Tx, user_id: string): Promise<void> {
  await waitTurn(tx, `calendar_connections ${user_id}`)
}

/** The accounts of a person that are connected. */
export function listConnections(tx: Tx, user_id: string): Promise<ConnectionRow[]> {
  return tx
    .selectFrom('calendar_connections')
    .selectAll()
    .where('user_id', '=', user_id)
    .where('disconnected_at', 'is', null)
    .orderBy('id')
    .execute()
}

/** A connected account of a person, locked until the transaction ends. */
export async function lockConnection(tx: Tx, user_id: string, id: string): Promise<ConnectionRow | null> {
  const row = await tx
    .selectFrom('calendar_connections')
    .selectAll()
    .where('id', '=', id)
    .where('user_id', '=', user_id)
    .where('disconnected_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** The account of this subject, also one that was disconnected. */
export async function findSubject(
  tx: Tx,
  of: Pick<ConnectionRow, 'user_id' | 'provider' | 'subject'>,
): Promise<ConnectionRow | null> {
  const row = await tx
    .selectFrom('calendar_connections')
    .selectAll()
    .where('user_id', '=', of.user_id)
    .where('provider', '=', of.provider)
    .where('subject', '=', of.subject)
    .executeTakeFirst()
  return row ?? null
}

/** Adds an account, or has the one of this subject begin anew with its settings. */
export async function saveConnection(
  tx: Tx,
  row: Pick<ConnectionRow, 'id' | 'user_id' | 'provider' | 'subject' | 'name' | 'server_url' | 'scopes'>,
  now: string,
): Promise<void> {
  const { name, server_url, scopes } = row
  await tx
    .insertInto('calendar_connections')
    .values({ ...row, because: null, disconnected_at: null, created_at: now, updated_at: now })
    .onConflict((same) =>
      same.columns(['user_id', 'provider', 'subject']).doUpdateSet({
        ...{ name, server_url, scopes, status: 'active', because: null, disconnected_at: null, updated_at: now },
        version: sql`calendar_connections.version + 1`,
      }),
    )
    .execute()
}

export async function updateConnection(tx: Tx, id: string, change: Partial<ConnectionRow>): Promise<void> {
  await tx
    .updateTable('calendar_connections')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export async function deleteConnection(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('calendar_connections').where('id', '=', id).execute()
}

/** Whether somebody here has this account; not counting `besides`. */
export async function isHeld(
  tx: Tx,
  of: Pick<ConnectionRow, 'provider' | 'subject'>,
  besides: string | null = null,
): Promise<boolean> {
  const other = await tx
    .selectFrom('calendar_connections')
    .select('id')
    .where('provider', '=', of.provider)
    .where('subject', '=', of.subject)
    .$if(besides !== null, (query) => query.where('user_id', '<>', besides))
    .where('disconnected_at', 'is', null)
    .executeTakeFirst()
  return other !== undefined
}

/** Keeps what opens an account, in the place of what opened it before. Whoever is refreshing that one stores nothing more. */
export async function saveCredential(
  tx: Tx,
  row: Omit<CredentialRow, 'generation' | 'refreshing_until'>,
): Promise<void> {
  const { credential_sealed, expires_at, updated_at } = row
  await tx
    .insertInto('calendar_credentials')
    .values({ ...row, generation: 1, refreshing_until: null })
    .onConflict((same) =>
      same.column('connection_id').doUpdateSet({
        ...{ credential_sealed, expires_at, updated_at, refreshing_until: null },
        generation: sql`calendar_credentials.generation + 1`,
      }),
    )
    .execute()
}

export async function findCredential(tx: Tx, connection_id: string): Promise<CredentialRow | null> {
  const row = await tx
    .selectFrom('calendar_credentials')
    .selectAll()
    .where('connection_id', '=', connection_id)
    .executeTakeFirst()
  return row ?? null
}

export async function deleteCredential(tx: Tx, connection_id: string): Promise<void> {
  await tx.deleteFrom('calendar_credentials').where('connection_id', '=', connection_id).execute()
}

/** What is kept to open the accounts of a person, without its contents. */
export function listCredentials(tx: Tx, user_id: string) {
  return tx
    .selectFrom('calendar_credentials as k')
    .innerJoin('calendar_connections as c', 'c.id', 'k.connection_id')
    .select(['k.connection_id', 'c.provider', 'c.name', 'c.status', 'c.scopes', 'k.expires_at', 'k.updated_at'])
    .where('c.user_id', '=', user_id)
    .where('c.disconnected_at', 'is', null)
    .orderBy('k.connection_id')
    .execute()
}

export type CalendarOf = CalendarRow & { provider: CalendarProvider }

/** The calendars of a person's connected accounts, or of one of them. */
export function listCalendars(
  tx: Tx,
  user_id: string,
  only: { connection_id?: string; id?: string } = {},
): Promise<CalendarOf[]> {
  const { connection_id, id } = only
  return tx
    .selectFrom('calendars as c')
    .innerJoin('calendar_connections as n', 'n.id', 'c.connection_id')
    .selectAll('c')
    .select('n.provider')
    .where('c.user_id', '=', user_id)
    .where('n.disconnected_at', 'is', null)
    .$if(connection_id !== undefined, (query) => query.where('c.connection_id', '=', connection_id ?? ''))
    .$if(id !== undefined, (query) => query.where('c.id', '=', id ?? '').forUpdate('c'))
    .orderBy('c.is_primary', 'desc')
    .orderBy('c.name')
    .orderBy('c.id')
    .execute()
}

/**
 * Takes over the calendars that the provider lists. What the person chose of one that is known stays, except for a direction
 * that is no longer allowed. Of a new account the main calendar is chosen. One that is gone and was never synced goes.
 */
export async function saveCalendars(
  tx: Tx,
  of: { connection_id: string; user_id: string; is_new: boolean; now: string; newId: () => string },
  remote: readonly RemoteCalendar[],
): Promise<void> {
  for (const one of remote) {
    const told = {
      ...{ name: one.name, time_zone: one.time_zone, remote_colour: one.colour, role: one.role },
      ...{ is_primary: one.is_primary, updated_at: of.now },
    }
    await tx
      .insertInto('calendars')
      .values({
        ...{ ...told, id: of.newId(), user_id: of.user_id, connection_id: of.connection_id, remote_id: one.remote_id },
        ...{
          selected: of.is_new && (one.is_primary || remote.length === 1),
          direction: one.role === 'reader' ? 'pull' : 'both',
        },
        ...{ colour: null, because: null, last_run_at: null, last_ok_at: null, next_run_at: null, created_at: of.now },
      })
      .onConflict((same) => same.columns(['connection_id', 'remote_id']).doUpdateSet({ ...told, direction: allowed }))
      .execute()
  }
  await sql`
    DELETE FROM calendars c WHERE c.connection_id = ${of.connection_id} AND NOT c.selected
      AND c.remote_id <> ALL (${remote.map(({ remote_id }) => remote_id)}::text[])
      AND NOT EXISTS (SELECT FROM calendar_links l WHERE l.calendar_id = c.id)`.execute(tx)
}

const allowed = sql<CalendarRow['direction']>`CASE
  WHEN excluded.role <> 'reader' THEN calendars.direction
  WHEN calendars.direction = 'both' THEN 'pull'
  WHEN calendars.direction = 'push' THEN 'none'
  ELSE calendars.direction END`

export async function updateCalendar(tx: Tx, id: string, change: Partial<CalendarRow>): Promise<void> {
  const { filters, ...columns } = change
  await tx
    .updateTable('calendars')
    .set({
      ...columns,
      ...(filters === undefined ? {} : { filters: sql`${JSON.stringify(filters)}::jsonb` }),
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .execute()
}
