import { SquareKanban } from 'lucide-react'
import { useOfflineSince } from '#lib/offline.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { LoadError } from '#ui/load.tsx'
import { OfflineNote } from '#ui/offline-note.tsx'
import { NO_FILTERS } from './filter.ts'

/** What is said when nothing is there: what this is for, and the button that fills it. */
export function Nothing({ filtered, onAdd }: { filtered: boolean; onAdd: () => void }) {
  const [, change] = useUrlParams()
  if (filtered) {
    return (
      <EmptyState
        icon={SquareKanban}
        title="No application fits these filters"
        action={<Button onClick={() => change(NO_FILTERS)}>Take all filters off</Button>}
      />
    )
  }
  return (
    <EmptyState
      icon={SquareKanban}
      title="Follow every application from here"
      action={
        <Button variant="primary" onClick={onAdd}>
          Add an application
        </Button>
      }
    >
      Save a posting under Jobs, or add a job that you found elsewhere. Each move is kept with its date, so that later
      you see what works.
    </EmptyState>
  )
}

/** What is said when the applications did not arrive. */
export function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return <LoadError error={error} failure="The applications could not be loaded" onRetry={onRetry} />
}

/** Says from when the cards are while the connection is gone. */
export function Offline({ since }: { since: number }) {
  return <OfflineNote since={useOfflineSince(since)} />
}
