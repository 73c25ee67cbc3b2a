import { queryOptions } from '@tanstack/react-query'
import { listSources, type Source } from '#contract/sources.ts'
import { call } from './client.ts'

export const sourcesQuery = queryOptions({
  queryKey: ['sources'],
  queryFn: ({ signal }) => call(listSources, { signal }),
  // The socket says how runs go; this is for when there is no socket.
  refetchInterval: (query) => (query.state.data?.items.some(isRunning) === true ? 5000 : false),
})

/** True while a source is being read or waits for it. */
export function isRunning(source: Source): boolean {
  return source.last_run?.status === 'queued' || source.last_run?.status === 'running'
}
