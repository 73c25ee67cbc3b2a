import { sql } from 'kysely'
import type { Tx } from '#platform/db/db.ts'
import type { AppointmentRow } from './store.ts'

/** What is known of a person whom an appointment concerns. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly email_verified: boolean
  /** Wants mails that nobody asked for just now: reminders, and what others did. */
  readonly wants_mail: boolean
}

/** The people and the firm of an appointment. Needs a system transaction: each of them sees not all others. */
export interface Parties {
  readonly host: Person
  /** Null: a guest without an account. */
  readonly guest: Person | null
  readonly firm_name: string
  readonly is_practice: boolean
  /** The owners and admins of the firm. */
  readonly overseers: readonly string[]
}

export async function partiesOf(
  tx: Tx,
  row: Pick<AppointmentRow, 'user_id' | 'guest_user_id' | 'firm_id'>,
): Promise<Parties> {
  const people = await peopleById(tx, [row.user_id, ...(row.guest_user_id === null ? [] : [row.guest_user_id])])
  const firms = await firmsById(tx, [row.firm_id])
  const { rows } = await sql<{ user_id: string }>`
    SELECT user_id FROM firm_members WHERE firm_id = ${row.firm_id} AND role IN ('owner', 'admin') LIMIT 100`.execute(
    tx,
  )
  const [host, firm] = [people.get(row.user_id), firms.get(row.firm_id)]
  if (host === undefined || firm === undefined) throw new Error('An appointment has a host and a firm.')
  const guest = people.get(row.guest_user_id ?? '') ?? null
  const overseers = rows.map(({ user_id }) => user_id)
  return { host, guest, firm_name: firm.name, is_practice: firm.kind === 'practice', overseers }
}

export async function peopleById(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const { rows } = await sql<Person>`
    SELECT u.id, coalesce(u.full_name, u.username) AS name, u.email, u.email_verified_at IS NOT NULL AS email_verified,
      coalesce((s.notifications ->> 'email')::boolean, true) AS wants_mail
    FROM users u LEFT JOIN user_settings s ON s.user_id = u.id WHERE u.id = ANY(${[...new Set(ids)]}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

interface FirmName {
  readonly id: string
  readonly name: string
  readonly kind: 'personal' | 'practice'
}

export async function firmsById(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, FirmName>> {
  const { rows } = await sql<FirmName>`
    SELECT id, name, kind FROM firms WHERE id = ANY(${[...new Set(ids)]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Whether they see anybody's appointments there, their own among them. */
export async function isStaff(tx: Tx, firm_id: string, user_id: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM firm_members
    WHERE firm_id = ${firm_id} AND user_id = ${user_id} AND role <> 'member'`.execute(tx)
  return rows.length > 0
}

/** Somebody of a firm, for whom the host makes an appointment. */
export async function memberOf(tx: Tx, firm_id: string, user_id: string): Promise<Person | null> {
  const { rows } = await sql`SELECT FROM firm_members WHERE firm_id = ${firm_id} AND user_id = ${user_id}`.execute(tx)
  return rows.length === 0 ? null : ((await peopleById(tx, [user_id])).get(user_id) ?? null)
}
