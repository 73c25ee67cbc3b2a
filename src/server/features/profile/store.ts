import { sql } from 'kysely'
import type { Generated } from 'kysely'
import type { z } from 'zod'
import type { Profile, ProfileChange, Settings, SettingsChange } from '#contract/profile.ts'
import { Profile as ProfileSchema, Settings as SettingsSchema } from '#contract/profile.ts'
import type { Tx } from '#platform/db/db.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    profiles: { user_id: string; version: Generated<number>; updated_at: string }
    user_settings: { user_id: string; version: Generated<number>; updated_at: string }
  }
}

/** Makes the row of a person who has none yet; a profile exists for everybody, if only as its defaults. */
async function ensure(tx: Tx, table: 'profiles' | 'user_settings', user_id: string, now: string): Promise<void> {
  await sql`INSERT INTO ${sql.table(table)} (user_id, updated_at) VALUES (${user_id}, ${now}) ON CONFLICT DO NOTHING`.execute(
    tx,
  )
}

export async function profileOf(tx: Tx, user_id: string, now: string): Promise<Profile> {
  await ensure(tx, 'profiles', user_id, now)
  return ProfileSchema.parse(await findProfile(tx, user_id))
}

/** The profile as it stands, null before there was one. */
export async function findProfile(tx: Tx, user_id: string): Promise<Profile | null> {
  const found = await sql<z.input<typeof ProfileSchema>>`
    SELECT p.*, u.username, u.email, u.full_name FROM profiles p JOIN users u ON u.id = p.user_id
    WHERE p.user_id = ${user_id}`.execute(tx)
  return ProfileSchema.nullable().parse(found.rows[0] ?? null)
}

/** How a person wants the product to be; made with its defaults when there is nothing yet. */
export async function settingsOf(tx: Tx, user_id: string, now: string): Promise<Settings> {
  await ensure(tx, 'user_settings', user_id, now)
  const found = await sql<
    z.input<typeof SettingsSchema>
  >`SELECT * FROM user_settings WHERE user_id = ${user_id}`.execute(tx)
  return SettingsSchema.parse(found.rows[0])
}

const JSON_FIELDS: ReadonlySet<string> = new Set(['links', 'skills', 'salary_floor', 'languages'])

// Objects of which, too, what is not given stays.
const MERGED_FIELDS: ReadonlySet<string> = new Set(['onboarding', 'notifications'])

/** Changes what is given; false when the row is not of the version that was asked for. */
export async function changeProfile(
  tx: Tx,
  user_id: string,
  { full_name, ...change }: ProfileChange,
  at: { now: string; if_match: number | null },
): Promise<boolean> {
  await ensure(tx, 'profiles', user_id, at.now)
  if (!(await update(tx, 'profiles', user_id, change, at))) return false
  if (full_name !== undefined) {
    await sql`UPDATE users SET full_name = ${full_name}, updated_at = ${at.now} WHERE id = ${user_id}`.execute(tx)
  }
  return true
}

export async function changeSettings(
  tx: Tx,
  user_id: string,
  change: SettingsChange,
  at: { now: string; if_match: number | null },
): Promise<boolean> {
  await ensure(tx, 'user_settings', user_id, at.now)
  return update(tx, 'user_settings', user_id, change, at)
}

async function update(
  tx: Tx,
  table: 'profiles' | 'user_settings',
  user_id: string,
  change: Readonly<Record<string, unknown>>,
  at: { now: string; if_match: number | null },
): Promise<boolean> {
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  const sets = given.map(([column, value]) => sql`${sql.ref(column)} = ${valueOf(column, value)}`)
  const match = at.if_match === null ? sql`` : sql` AND version = ${at.if_match}`
  const result = await sql`
    UPDATE ${sql.table(table)} SET ${sql.join([...sets, sql`version = version + 1`, sql`updated_at = ${at.now}`])}
    WHERE user_id = ${user_id}${match} RETURNING user_id`.execute(tx)
  return result.rows.length > 0
}

function valueOf(column: string, value: unknown): unknown {
  if (MERGED_FIELDS.has(column)) return sql`${sql.ref(column)} || ${JSON.stringify(value)}::jsonb`
  return JSON_FIELDS.has(column) && value !== null ? JSON.stringify(value) : value
}
