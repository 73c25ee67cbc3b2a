import { sql } from 'kysely'
import type { ApplicationContact, Contact, ContactRole, Interaction } from '#contract/contacts.ts'
import { asName } from '#platform/db/collate.ts'
import type { Tx } from '#platform/db/db.ts'

/** A contact without what is read from other tables. */
export type ContactRow = Omit<Contact, 'applications' | 'last_interaction_at'>

declare module '#platform/db/tables.ts' {
  interface Tables {
    contacts: ContactRow & { user_id: string }
    application_contacts: {
      id: string
      user_id: string
      application_id: string
      contact_id: string
      role: ContactRole
      created_at: string
    }
    contact_interactions: Interaction & { user_id: string }
  }
}

export type Listed = Contact & { sort_key: string }
export type ContactSort = 'name' | '-last_interaction_at' | '-created_at'

const LAST = sql`(SELECT max(i.at) FROM contact_interactions i WHERE i.contact_id = c.id)`
const FIELDS = sql`c.id, c.name, c.email, c.phone, c.company, c.job_title, c.url, c.notes, c.is_sample, c.created_at,
  c.updated_at, c.version, ${LAST} AS last_interaction_at`
const APPLICATIONS = sql`coalesce((
  SELECT jsonb_agg(jsonb_build_object('id', a.id, 'company', a.company, 'title', a.title, 'role', l.role) ORDER BY a.updated_at DESC)
  FROM application_contacts l JOIN applications a ON a.id = l.application_id
  WHERE l.contact_id = c.id AND a.deleted_at IS NULL), '[]') AS applications`

const SORTS = {
  name: [asName(sql`c.name`), sql`text`, sql`ASC`, sql`>`],
  '-last_interaction_at': [sql`coalesce(${LAST}, '-infinity')`, sql`timestamptz`, sql`DESC`, sql`<`],
  '-created_at': [sql`c.created_at`, sql`timestamptz`, sql`DESC`, sql`<`],
} as const

/** A page of contacts; one more than `limit`. */
export async function listContacts(
  tx: Tx,
  user_id: string,
  page: {
    filter: { q?: string | undefined; role?: ContactRole | undefined; company?: string | undefined }
    sort: ContactSort
    after: readonly [string, string] | null
    limit: number
  },
): Promise<Listed[]> {
  const [key, type, direction, beyond] = SORTS[page.sort]
  const conditions = [sql`c.user_id = ${user_id}`]
  const { q, role, company } = page.filter
  for (const word of (q ?? '').trim().split(/\s+/).filter(Boolean).slice(0, 8)) {
    const pattern = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    conditions.push(sql`concat_ws(' ', c.name, c.email, c.company, c.job_title) ILIKE ${pattern}`)
  }
  if (role !== undefined) {
    conditions.push(sql`EXISTS (SELECT 1 FROM application_contacts l JOIN applications a ON a.id = l.application_id
      WHERE l.contact_id = c.id AND l.role = ${role} AND a.deleted_at IS NULL)`)
  }
  if (company !== undefined) conditions.push(sql`lower(c.company) = lower(${company})`)
  if (page.after !== null) {
    conditions.push(sql`(${key}, c.id) ${beyond} (${page.after[0]}::text::${type}, ${page.after[1]}::uuid)`)
  }
  const { rows } = await sql<Listed>`SELECT ${FIELDS}, ${APPLICATIONS}, (${key})::text AS sort_key FROM contacts c
    WHERE ${sql.join(conditions, sql` AND `)} ORDER BY ${key} ${direction}, c.id ${direction} LIMIT ${page.limit + 1}`.execute(
    tx,
  )
  return rows
}

export async function findContact(tx: Tx, user_id: string, id: string): Promise<Contact | null> {
  const { rows } = await sql<Contact>`SELECT ${FIELDS}, ${APPLICATIONS} FROM contacts c
    WHERE c.user_id = ${user_id} AND c.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

export async function lockContact(tx: Tx, user_id: string, id: string): Promise<ContactRow | null> {
  const row = await tx
    .selectFrom('contacts')
    .selectAll()
    .where('user_id', '=', user_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** Which of these are contacts of the person. */
export async function contactsAmong(tx: Tx, user_id: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .selectFrom('contacts')
    .select('id')
    .where('user_id', '=', user_id)
    .where('id', 'in', [...ids])
    .execute()
  return new Set(rows.map((row) => row.id))
}

export async function insertContact(tx: Tx, user_id: string, row: ContactRow): Promise<void> {
  await tx
    .insertInto('contacts')
    .values({ ...row, user_id })
    .execute()
}

export async function updateContact(tx: Tx, user_id: string, id: string, fields: Partial<ContactRow>): Promise<void> {
  await tx.updateTable('contacts').set(fields).where('user_id', '=', user_id).where('id', '=', id).execute()
}

export async function deleteContact(tx: Tx, user_id: string, id: string): Promise<void> {
  await tx.deleteFrom('contacts').where('user_id', '=', user_id).where('id', '=', id).execute()
}

/** The people of an application. */
export async function contactsOfApplication(
  tx: Tx,
  user_id: string,
  application_id: string,
): Promise<ApplicationContact[]> {
  const { rows } = await sql<ApplicationContact>`SELECT ${FIELDS}, l.role
    FROM application_contacts l JOIN contacts c ON c.id = l.contact_id
    WHERE l.user_id = ${user_id} AND l.application_id = ${application_id} ORDER BY l.created_at, l.id`.execute(tx)
  return rows
}

/** Links a contact to an application; false when it is linked already. */
export async function insertLink(
  tx: Tx,
  link: {
    id: string
    user_id: string
    application_id: string
    contact_id: string
    role: ContactRole
    created_at: string
  },
): Promise<boolean> {
  const done = await tx
    .insertInto('application_contacts')
    .values(link)
    .onConflict((conflict) => conflict.columns(['application_id', 'contact_id']).doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function updateLink(
  tx: Tx,
  link: { user_id: string; application_id: string; contact_id: string },
  role: ContactRole,
): Promise<boolean> {
  const done = await tx
    .updateTable('application_contacts')
    .set({ role })
    .where('user_id', '=', link.user_id)
    .where('application_id', '=', link.application_id)
    .where('contact_id', '=', link.contact_id)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function deleteLink(
  tx: Tx,
  link: { user_id: string; application_id: string; contact_id: string },
): Promise<boolean> {
  const done = await tx
    .deleteFrom('application_contacts')
    .where('user_id', '=', link.user_id)
    .where('application_id', '=', link.application_id)
    .where('contact_id', '=', link.contact_id)
    .executeTakeFirst()
  return done.numDeletedRows > 0n
}

const INTERACTION = [
  'id',
  'contact_id',
  'application_id',
  'kind',
  'direction',
  'at',
  'summary',
  'created_at',
  'version',
] as const

/** What passed between the person and a contact, newest first; one more than `limit`. */
export async function listInteractions(
  tx: Tx,
  user_id: string,
  page: { contact_id: string; after: readonly [string, string] | null; limit: number },
): Promise<(Interaction & { sort_key: string })[]> {
  const { after } = page
  return tx
    .selectFrom('contact_interactions')
    .select(INTERACTION)
    .select(sql<string>`at::text`.as('sort_key'))
    .where('user_id', '=', user_id)
    .where('contact_id', '=', page.contact_id)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(at, id) < (${after?.[0]}::text::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

export async function insertInteraction(tx: Tx, user_id: string, row: Interaction): Promise<void> {
  await tx
    .insertInto('contact_interactions')
    .values({ ...row, user_id })
    .execute()
}

/** The version of an interaction, locked until the transaction ends; null when there is none. */
export async function versionOfInteraction(
  tx: Tx,
  user_id: string,
  of: { contact_id: string; id: string },
): Promise<number | null> {
  const row = await tx
    .selectFrom('contact_interactions')
    .select('version')
    .where('user_id', '=', user_id)
    .where('contact_id', '=', of.contact_id)
    .where('id', '=', of.id)
    .forUpdate()
    .executeTakeFirst()
  return row?.version ?? null
}

export async function deleteInteraction(
  tx: Tx,
  user_id: string,
  of: { contact_id: string; id: string },
): Promise<void> {
  await tx
    .deleteFrom('contact_interactions')
    .where('user_id', '=', user_id)
    .where('contact_id', '=', of.contact_id)
    .where('id', '=', of.id)
    .execute()
}

/** Removes a person's sample contacts for good. */
export async function deleteSampleContacts(tx: Tx, user_id: string): Promise<void> {
  await tx.deleteFrom('contacts').where('user_id', '=', user_id).where('is_sample', '=', true).execute()
}
