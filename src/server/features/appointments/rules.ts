import type { Rules } from '#domain/appointments/slots.ts'
import type { Tx } from '#platform/db/db.ts'
import { findType } from '#features/appointment-types/index.ts'
import { minutesOf } from './present.ts'
import type { AppointmentRow } from './store.ts'

/** What holds where the type was deleted since. */
const USUAL = { notice_min: 240, horizon_days: 60, step_min: 30, daily_limit: null }

/** By which rules an appointment is moved: its own length and buffers, the rest as its type has it now. */
export async function rulesOf(tx: Tx, row: AppointmentRow): Promise<Rules> {
  const type = row.type_id === null ? null : await findType(tx, row, row.type_id)
  const { notice_min, horizon_days, step_min, daily_limit } = type ?? USUAL
  const { buffer_before_min, buffer_after_min } = row
  return {
    ...{ notice_min, horizon_days, step_min, daily_limit, buffer_before_min, buffer_after_min },
    duration_min: minutesOf(row),
  }
}
