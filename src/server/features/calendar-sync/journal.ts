import { sql } from 'kysely'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import type { Verdict } from '#domain/calendar/sync/decide.ts'
import type { Tx } from '#platform/db/db.ts'
import type { SyncCtx } from './tables.ts'

/** One thing that sync changed here. */
export interface JournalEntry {
  readonly event_id: string
  readonly verdict: Verdict
  readonly title: string
  readonly before: CalendarEvent | null
  readonly after: CalendarEvent | null
}

export async function addToJournal(
  ctx: SyncCtx,
  tx: Tx,
  of: { readonly calendar: { readonly id: string; readonly user_id: string }; readonly attempt_id: string | null },
  entries: readonly JournalEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map((entry) => ({ id: ctx.id(), ...entry }))
  await sql`
    INSERT INTO calendar_journal (id, user_id, calendar_id, attempt_id, event_id, verdict, title, before, after, at)
    SELECT x.id, ${of.calendar.user_id}, ${of.calendar.id}, ${of.attempt_id}, x.event_id, x.verdict, x.title, x.before, x.after, ${ctx.clock.iso()}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS x (id uuid, event_id uuid, verdict text, title text, before jsonb, after jsonb)`.execute(tx)
}
