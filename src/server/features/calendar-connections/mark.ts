import type { z } from 'zod'
import type { CalendarConnectionEvent } from '#contract/calendar-connections.ts'
import type { ErrorClass } from '#domain/calendar/sync/errors.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import type { ConnectionRow } from './tables.ts'

/** Says how an account stands, with the class of error that made it so. Its owner hears of it once, when it changes. */
export async function markConnection(
  ctx: Pick<Ctx, 'clock' | 'live'>,
  tx: Tx,
  { id, status, because }: Pick<ConnectionRow, 'id' | 'status'> & { readonly because: ErrorClass | null },
): Promise<void> {
  const changed = await tx
    .updateTable('calendar_connections')
    .set({ status, because, updated_at: ctx.clock.iso() })
    .where('id', '=', id)
    .where('disconnected_at', 'is', null)
    .where((is) => is.or([is('status', '<>', status), is('because', 'is distinct from', because)]))
    .returning('user_id')
    .executeTakeFirst()
  if (changed !== undefined) await tellOwner(ctx, tx, { id, user_id: changed.user_id, status })
}

/** Tells open screens that an account changed. Null: it is gone. */
export function tellOwner(
  ctx: Pick<Ctx, 'live'>,
  tx: Tx,
  { id, user_id, status }: Pick<ConnectionRow, 'id' | 'user_id'> & { readonly status: ConnectionRow['status'] | null },
): Promise<void> {
  const data: z.infer<typeof CalendarConnectionEvent> = { connection_id: id, status }
  return ctx.live.publish(tx, { user_id, type: 'calendar_connection', data })
}
