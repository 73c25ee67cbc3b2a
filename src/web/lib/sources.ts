import { queryOptions } from '@tanstack/react-query'
import { listSources, type Source } from '#contract/sources.ts'
import { call } from './client.ts'

export const sourcesQuery = queryOptions({
  queryKey: ['sources'],
  queryFn: ({ signal }) => call(listSources, { signal }),
  // The socket says how runs go; this is for when there is no socket.
  refetchInterval: (query) => (query.state.data?.items.some(isRunning) === true ? 5000 : false),
})

/** Where an application's posting comes from, in words; null where there is nothing to say. */
export function whereSeen(sources: readonly Pick<Source, 'id' | 'name'>[], source: string | null): string | null {
  if (source === null || source === 'own') return null
  if (source === 'import') return 'imported by you'
  if (source === 'sample') return 'from the sample'
  // An employer whom one follows no longer is known by the board.
  const [board = ''] = source.split('.')
  const named = sources.find(({ id }) => id === source) ?? sources.find(({ id }) => id === board)
  return `seen at ${named?.name ?? source}`
}

/** True while a source is being read or waits for it. */
export function isRunning(source: Source): boolean {
  return source.last_run?.status === 'queued' || source.last_run?.status === 'running'
}
