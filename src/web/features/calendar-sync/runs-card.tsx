import type { CalendarConnection } from '#contract/calendar-connections.ts'
import { formatCount } from '#lib/format-money.ts'
import { Progress } from '#ui/progress.tsx'
import { useRuns } from './use-runs.ts'

/** The syncs that are under way, with how far they are. */
export function RunsCard({ accounts }: { accounts: readonly CalendarConnection[] }) {
  const runs = useRuns()
  const running = accounts
    .flatMap(({ calendars }) => calendars)
    .flatMap(({ id, name }) => {
      const run = runs.get(id)
      return run === undefined ? [] : [{ name, run }]
    })
  if (running.length === 0) return null
  return (
    <section className="card cal-runs" aria-label="Syncs under way">
      {running.map(({ name, run: { attempt_id, phase, done, total } }) => (
        <Progress
          key={attempt_id}
          label={phase === 'reading' ? `Reading “${name}”` : `Sending to “${name}”`}
          value={total === null ? null : done}
          max={total ?? 0}
          text={
            total === null
              ? `${formatCount(done)} events so far`
              : `${formatCount(done)} of ${formatCount(total)} events`
          }
        />
      ))}
      <p className="t-13 c-2">You can leave; it goes on without you.</p>
    </section>
  )
}
