import { queryOptions } from '@tanstack/react-query'
import { listStages } from '#contract/stages.ts'
import { call } from './client.ts'

/** The nine statuses and the stages of one's own: the columns of the board, and where an application can be moved. */
export const stagesQuery = queryOptions({
  queryKey: ['applications', 'stages'],
  queryFn: ({ signal }) => call(listStages, { signal }),
})
