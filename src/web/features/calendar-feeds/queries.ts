import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { createFeed, deleteFeed, listFeeds } from '#contract/calendar-feeds.ts'
import { call } from '#lib/client.ts'

export const feedsQuery = queryOptions({
  queryKey: ['calendar-feeds'],
  queryFn: async ({ signal }) => (await call(listFeeds, { signal })).items,
})

/** Makes an address; what came of it goes to the field of its name. */
export function useCreateFeed() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => call(createFeed, { body: { name } }),
    onSuccess: () => client.invalidateQueries({ queryKey: feedsQuery.queryKey }),
    onError: () => {},
  })
}

export function useDeleteFeed() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(deleteFeed, { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: feedsQuery.queryKey }),
  })
}
