import type { Application } from '#contract/applications.ts'
import type { Stage, Status } from '#contract/stages.ts'
import { consequence } from '#domain/applications/consequence.ts'
import { inOrder } from '#domain/applications/history.ts'
import type { Entry } from '#domain/applications/history.ts'
import { planMove } from '#domain/applications/move.ts'
import { now } from '#lib/clock.ts'
import type { Target } from '#lib/move.ts'

export const CLOSED: readonly Status[] = ['rejected', 'ghosted', 'withdrawn', 'declined', 'accepted']

export function isOpenColumn(column: Pick<Stage, 'status'>): boolean {
  return !CLOSED.includes(column.status)
}

/** What a move now would cause, decided by the same rule as on the server. The last words are those of the future. */
export function consequencesOf(application: Application, to: Target): string[] {
  const at = now().toISOString()
  const place = { status: to.status, stage_id: to.id }
  const moved = {
    has_posting: application.job_id !== null,
    has_next_action: application.next_action !== null || application.next_action_at !== null,
  }
  const plan = planMove(inOrder(knownHistory(application)), place, { at: null, now: at }, moved)
  return plan.kind === 'change' ? plan.consequences.map((code) => consequence(code).message) : []
}

// A card knows the turning points of its history, and these are all that a move now depends on.
function knownHistory(application: Application): Entry[] {
  const { status, stage_id, status_at, applied_at, first_reply_at } = application
  const entries: Entry[] = []
  if (applied_at !== null && applied_at !== status_at)
    entries.push({ id: '1', status: 'applied', stage_id: null, at: applied_at })
  if (first_reply_at !== null && first_reply_at !== status_at) {
    entries.push({ id: '2', status: 'interview', stage_id: null, at: first_reply_at })
  }
  return [...entries, { id: '3', status, stage_id, at: status_at }]
}
