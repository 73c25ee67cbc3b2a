import { infiniteQueryOptions } from '@tanstack/react-query'
import { listUndo } from '#contract/undo.ts'
import { call } from '#lib/client.ts'
import { paged } from '#lib/paged.ts'

export const changesQuery = infiniteQueryOptions({
  queryKey: ['applications', 'changes'],
  queryFn: ({ pageParam, signal }) => call(listUndo, { query: { limit: 30, cursor: pageParam ?? undefined }, signal }),
  ...paged,
})
