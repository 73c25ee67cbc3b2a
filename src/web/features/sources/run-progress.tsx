import type { Source } from '#contract/sources.ts'
import { formatCount } from '#lib/format-money.ts'
import { isRunning } from '#lib/sources.ts'
import { Progress } from '#ui/progress.tsx'
import { progressOf } from './queries.ts'

/** How far a run is that waits or goes on. */
export function RunProgress({ source }: { source: Source }) {
  const { last_run: run } = source
  if (run === null || !isRunning(source)) return null
  const waits = run.status === 'queued'
  const read = formatCount(run.seen)
  const text = waits ? '' : run.total === null ? `${read} read` : `${read} of ${formatCount(run.total)}`
  return <Progress label={waits ? 'Waiting its turn' : 'Reading'} value={progressOf(run)} text={text} />
}
