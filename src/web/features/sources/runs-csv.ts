import type { SourceRun } from '#contract/sources.ts'
import { csvOf } from '#lib/csv.ts'
import type { Cell } from '#lib/csv.ts'

const COLUMNS: readonly (readonly [string, (run: SourceRun) => Cell])[] = [
  ['queued_at', (run) => run.queued_at],
  ['started_at', (run) => run.started_at],
  ['finished_at', (run) => run.finished_at],
  ['by', (run) => run.by],
  ['status', (run) => run.status],
  ['outcome', (run) => run.outcome],
  ['complete', (run) => (run.complete ? 'yes' : 'no')],
  ['pages', (run) => run.pages],
  ['requests', (run) => run.requests],
  ['seen', (run) => run.seen],
  ['total', (run) => run.total],
  ['added', (run) => run.added],
  ['changed', (run) => run.changed],
  ['unchanged', (run) => run.unchanged],
  ['closed', (run) => run.closed],
  ['rejected', (run) => run.rejected],
  ['message', (run) => run.message],
  ['left_out_because', (run) => run.rejects.join('; ')],
]

/** Runs as a table for spreadsheets, with the names that the API has for what they tell. */
export function runsCsv(runs: readonly SourceRun[]): string {
  return csvOf(
    COLUMNS.map(([name]) => name),
    runs.map((run) => COLUMNS.map(([, of]) => of(run))),
  )
}
