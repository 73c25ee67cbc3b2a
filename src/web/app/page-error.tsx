import type { ErrorComponentProps } from '@tanstack/react-router'
import { useRouter } from '@tanstack/react-router'
import { ApiError } from '#lib/client.ts'
import { ErrorState } from '#ui/error-state.tsx'

/** What stands in for a page that failed. The rest of the app goes on. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  if (error instanceof ApiError) {
    return (
      <div className="page">
        <ErrorState
          heading="h1"
          title={error.status === 0 ? 'The server cannot be reached' : 'This page did not load'}
          message={error.message}
          requestId={error.requestId}
          onRetry={retry}
        />
      </div>
    )
  }
  const message = error instanceof Error ? error.message : String(error)
  const outdated = /import|module/i.test(message)
  return (
    <div className="page">
      <ErrorState
        heading="h1"
        title={outdated ? 'There is a newer version' : 'This page broke'}
        message={
          outdated
            ? 'The app was updated while it was open here. Load it again to go on.'
            : `Your data is safe: nothing was changed. If it happens again, tell the operator: ${message}`
        }
        onRetry={outdated ? () => location.reload() : retry}
      />
    </div>
  )
}
