import { RefreshCw } from 'lucide-react'
import type { CalendarConnection } from '#contract/calendar-connections.ts'
import { Button } from '#ui/button.tsx'
import { useSyncNow } from './queries.ts'
import { useRuns } from './use-runs.ts'

/** Syncs the calendars of an account now; busy as long as one of them is being synced. */
export function SyncNow({ account: { id, calendars } }: { account: CalendarConnection }) {
  const sync = useSyncNow()
  const runs = useRuns()
  const running = sync.isPending || calendars.some((calendar) => runs.has(calendar.id))
  return (
    <Button size="sm" loading={running} onClick={() => sync.mutate({ params: { id } })}>
      <RefreshCw aria-hidden="true" />
      Sync now
    </Button>
  )
}
