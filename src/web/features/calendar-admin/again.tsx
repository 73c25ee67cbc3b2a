import type { AdminAttempt } from '#contract/calendar-admin.ts'
import { Button } from '#ui/button.tsx'
import { useReplay } from './queries.ts'

/** Does a sync once more. */
export function Again({ attempt: { id, person } }: { attempt: AdminAttempt }) {
  const replay = useReplay()
  return (
    <Button
      size="sm"
      variant="ghost"
      loading={replay.isPending}
      aria-label={`Do this sync of ${person} again`}
      onClick={() => replay.mutate(id)}
    >
      Do it again
    </Button>
  )
}
