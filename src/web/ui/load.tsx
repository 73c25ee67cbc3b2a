import type { ReactNode } from 'react'
import { ErrorState } from './error-state.tsx'
import { SkeletonRows } from './skeleton.tsx'

interface LoadProps<Data> {
  query: { data: Data | undefined; error: Error | null; refetch: () => unknown }
  /** What did not load, for example "Your sessions did not load". */
  failure: string
  rows?: number
  children: (data: Data) => ReactNode
}

/** What stands inside a card while its query loads, and after it failed. */
export function Load<Data>({ query, failure, rows = 2, children }: LoadProps<Data>) {
  const { data, error } = query
  if (data !== undefined) return children(data)
  if (error === null) return <SkeletonRows rows={rows} />
  return <LoadError error={error} failure={failure} onRetry={() => void query.refetch()} />
}

interface LoadErrorProps {
  error: Error
  failure: string
  onRetry?: () => void
}

/** What did not load, why, and the way to ask again. An error of the server carries the id of its request. */
export function LoadError({ error, failure, onRetry }: LoadErrorProps) {
  const requestId = 'requestId' in error && typeof error.requestId === 'string' ? error.requestId : null
  return (
    <ErrorState
      title={failure}
      message={'requestId' in error ? error.message : 'Something went wrong here. Load the page again.'}
      requestId={requestId}
      onRetry={onRetry}
    />
  )
}
