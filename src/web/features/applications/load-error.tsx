import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { ErrorState } from '#ui/error-state.tsx'

/** What happened, that nothing is lost, and what to do. */
export function LoadError({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const gone = error instanceof ApiError && error.status === 404
  return (
    <ErrorState
      title={gone ? 'This application is not here' : 'The applications could not be loaded'}
      message={
        gone
          ? 'It was deleted, or the address is wrong. A deleted one can be brought back for 30 days, under Recent changes.'
          : messageOf(error)
      }
      requestId={error instanceof ApiError ? error.requestId : null}
      {...(gone ? {} : { onRetry })}
    />
  )
}
