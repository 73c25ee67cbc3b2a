import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { ApiError } from '#lib/client.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Load } from '#ui/load.tsx'

interface LookProps<Data> {
  query: { data: Data | undefined; error: Error | null; refetch: () => unknown }
  failure: string
  /** What is said above it, as long as it is open. */
  note?: string
  children: (data: Data) => ReactNode
}

/** What a seeker opened; nothing of it stays on the screen once the server says that it is closed. */
export function Look<Data>({ query, failure, note, children }: LookProps<Data>) {
  const { error } = query
  if (error instanceof ApiError && error.status === 404) return <Closed />
  return (
    <>
      {note !== undefined && <p className="t-13 c-2 mb-4">{note}</p>}
      <Load query={query} failure={failure} rows={6}>
        {children}
      </Load>
    </>
  )
}

function Closed() {
  return (
    <EmptyState icon={Lock} title="This is not open to you">
      The day until which it was open is over, or the seeker closed it or left the practice. They can open it again
      under Settings, Workspace.
    </EmptyState>
  )
}
