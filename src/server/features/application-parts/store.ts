import type { Note, Reminder } from '#contract/applications.ts'
import type { Tx } from '#platform/db/db.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    application_reminders: Reminder & { user_id: string; updated_at: string }
  }
}

const NOTE = ['id', 'application_id', 'text', 'created_at', 'updated_at', 'version'] as const
const REMINDER = ['id', 'application_id', 'text', 'remind_at', 'done_at', 'created_at', 'version'] as const

/** Whose row, and under which application. */
export interface Owned {
  readonly user_id: string
  readonly application_id: string
}

export async function notesOf(tx: Tx, of: Owned): Promise<Note[]> {
  return tx
    .selectFrom('application_notes')
    .select(NOTE)
    .where('user_id', '=', of.user_id)
    .where('application_id', '=', of.application_id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function findNote(tx: Tx, of: Owned, id: string): Promise<Note | null> {
  const row = await tx
    .selectFrom('application_notes')
    .select(NOTE)
    .where('user_id', '=', of.user_id)
    .where('application_id', '=', of.application_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function insertNote(tx: Tx, user_id: string, note: Note): Promise<void> {
  await tx
    .insertInto('application_notes')
    .values({ ...note, user_id })
    .execute()
}

export async function updateNote(tx: Tx, user_id: string, note: Note): Promise<void> {
  const { text, updated_at, version } = note
  await tx
    .updateTable('application_notes')
    .set({ text, updated_at, version })
    .where('user_id', '=', user_id)
    .where('id', '=', note.id)
    .execute()
}

export async function deleteNote(tx: Tx, user_id: string, id: string): Promise<void> {
  await tx.deleteFrom('application_notes').where('user_id', '=', user_id).where('id', '=', id).execute()
}

export async function remindersOf(tx: Tx, of: Owned): Promise<Reminder[]> {
  return tx
    .selectFrom('application_reminders')
    .select(REMINDER)
    .where('user_id', '=', of.user_id)
    .where('application_id', '=', of.application_id)
    .orderBy('remind_at')
    .orderBy('id')
    .execute()
}

export async function findReminder(tx: Tx, of: Owned, id: string): Promise<Reminder | null> {
  const row = await tx
    .selectFrom('application_reminders')
    .select(REMINDER)
    .where('user_id', '=', of.user_id)
    .where('application_id', '=', of.application_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function insertReminder(tx: Tx, user_id: string, reminder: Reminder): Promise<void> {
  await tx
    .insertInto('application_reminders')
    .values({ ...reminder, user_id, updated_at: reminder.created_at })
    .execute()
}

export async function updateReminder(tx: Tx, user_id: string, reminder: Reminder, now: string): Promise<void> {
  const { text, remind_at, done_at, version } = reminder
  await tx
    .updateTable('application_reminders')
    .set({ text, remind_at, done_at, version, updated_at: now })
    .where('user_id', '=', user_id)
    .where('id', '=', reminder.id)
    .execute()
}

export async function deleteReminder(tx: Tx, user_id: string, id: string): Promise<void> {
  await tx.deleteFrom('application_reminders').where('user_id', '=', user_id).where('id', '=', id).execute()
}
