import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'

interface LoadProps<Data> {
  query: UseQueryResult<Data>
  /** What did not load, for example "Your sessions did not load". */
  failure: string
  rows?: number
  children: (data: Data) => ReactNode
}

/** What stands inside a card while its query loads or after it failed. */
export function Load<Data>({ query, failure, rows = 2, children }: LoadProps<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error === null) return <SkeletonRows rows={rows} />
  return (
    <ErrorState
      title={failure}
      message={messageOf(query.error)}
      requestId={query.error instanceof ApiError ? query.error.requestId : null}
      onRetry={() => void query.refetch()}
    />
  )
}
