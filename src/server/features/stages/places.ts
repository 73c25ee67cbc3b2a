import { STATUSES, stageOfOtherStatus, unknownStage } from '#contract/stages.ts'
import type { Status } from '#contract/stages.ts'
import type { Place } from '#domain/applications/history.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuseField } from '#platform/errors.ts'
import type { StageRow } from './store.ts'
import { stageForMove } from './store.ts'

/** The English names of the nine statuses, as their built-in columns have them. */
const NAMES: Readonly<Record<Status, string>> = {
  interested: 'Interested',
  applied: 'Applied',
  interview: 'Interview',
  offer: 'Offer',
  accepted: 'Accepted',
  rejected: 'Rejected',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
  ghosted: 'Ghosted',
}

/** A column: a built-in one (`id` null) or a stage of one's own. */
export interface Column {
  readonly key: string
  readonly id: string | null
  readonly name: string
  readonly status: Status
  readonly position: number
  readonly version: number | null
}

/** All columns in the order of the board: each status, then the own stages that count as it. */
export function columnsOf(own: readonly StageRow[]): Column[] {
  return STATUSES.flatMap((status) => [
    { key: status, id: null, name: NAMES[status], status, position: 0, version: null },
    ...own.filter((row) => row.status === status).map((row) => ({ ...row, key: row.id })),
  ])
}

/** Where a move goes, from what a request says: a status, an own stage, or both where they agree. Null: nowhere. */
export async function placeOf(
  tx: Tx,
  user_id: string,
  given: { status?: Status | undefined; stage_id?: string | null | undefined },
): Promise<Place | null> {
  const { status, stage_id } = given
  if (stage_id === undefined || stage_id === null) return status === undefined ? null : { status, stage_id: null }
  const stage = (await stageForMove(tx, user_id, stage_id)) ?? refuseField(unknownStage, 'stage_id')
  if (status !== undefined && status !== stage.status) return refuseField(stageOfOtherStatus, 'stage_id')
  return { status: stage.status, stage_id }
}

/** The words for a place, as labels name it. */
export function nameOf(place: Place, own: readonly StageRow[]): string {
  return own.find((row) => row.id === place.stage_id)?.name ?? NAMES[place.status]
}
