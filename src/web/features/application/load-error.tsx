import { ApiError } from '#lib/client.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { LoadError as Failed } from '#ui/load.tsx'

/** What happened, that nothing is lost, and what to do. */
export function LoadError({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const gone = error instanceof ApiError && error.status === 404
  if (!gone) return <Failed error={error} failure="The application could not be loaded" onRetry={onRetry} />
  return (
    <ErrorState
      title="This application is not here"
      message="It was deleted, or the address is wrong. A deleted one can be brought back for 30 days, under Recent changes."
      requestId={error.requestId}
    />
  )
}
