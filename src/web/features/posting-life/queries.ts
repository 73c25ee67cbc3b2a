import { queryOptions } from '@tanstack/react-query'
import { listJobEdits } from '#contract/posting-life.ts'
import { call } from '#lib/client.ts'

/** Everything that is kept of what the sources of a posting changed; `last` is asked again when there is a later one. */
export const editsQuery = (id: string, last: string | null) =>
  queryOptions({
    queryKey: ['jobs', 'edits', id, last],
    queryFn: ({ signal }) => call(listJobEdits, { params: { id }, query: { limit: 200 }, signal }),
  })
