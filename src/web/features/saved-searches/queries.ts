import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { RequestOf } from '#contract/endpoint.ts'
import {
  createSavedSearch,
  deleteSavedSearch,
  listSavedSearches,
  unsubscribeSearch,
  updateSavedSearch,
} from '#contract/saved-searches.ts'
import type { SavedSearch } from '#contract/saved-searches.ts'
import { undoChange } from '#contract/undo.ts'
import { call } from '#lib/client.ts'
import { say } from '#lib/say.ts'

export type NewSearch = RequestOf<typeof createSavedSearch>['body']
export type SearchChange = NonNullable<RequestOf<typeof updateSavedSearch>['body']>

export const savedSearchesQuery = queryOptions({
  queryKey: ['saved-searches'],
  queryFn: ({ signal }) => call(listSavedSearches, { signal }),
})

export const unsubscribeQuery = (token: string) =>
  queryOptions({
    queryKey: ['unsubscribe', token],
    queryFn: () => call(unsubscribeSearch, { query: { token } }),
    staleTime: Infinity,
    retry: false,
  })

/** Saves a search; a refusal is drawn by the dialog. */
export function useCreateSearch() {
  const refresh = useRefreshSearches()
  return useMutation({
    mutationFn: (body: NewSearch) => call(createSavedSearch, { body }),
    onError: () => {},
    onSuccess: async ({ name }) => {
      await refresh()
      say(`Saved as “${name}”`)
    },
  })
}

export function useUpdateSearch(said: string) {
  const refresh = useRefreshSearches()
  const undo = useUndoSearch()
  return useMutation({
    mutationFn: ({ search, change }: { search: SavedSearch; change: SearchChange }) =>
      call(updateSavedSearch, { params: { id: search.id }, body: change, version: search.version }),
    onError: () => {},
    onSuccess: async ({ undo_id }) => {
      await refresh()
      say(said, undo_id === null ? {} : { undo: () => undo.mutate(undo_id) })
    },
  })
}

export function useDeleteSearch() {
  const refresh = useRefreshSearches()
  const undo = useUndoSearch()
  return useMutation({
    mutationFn: ({ id, version }: SavedSearch) => call(deleteSavedSearch, { params: { id }, version }),
    onSuccess: async ({ undo_id }, { name }) => {
      await refresh()
      say(`“${name}” deleted`, undo_id === null ? {} : { undo: () => undo.mutate(undo_id) })
    },
  })
}

/** That one looked at a search: its count begins again, on the screen at once. */
export function useLookedAt() {
  const client = useQueryClient()
  const refresh = useRefreshSearches()
  return useMutation({
    mutationFn: (id: string) => call(updateSavedSearch, { params: { id }, body: { looked: true } }),
    onMutate: (id) =>
      client.setQueryData(savedSearchesQuery.queryKey, (list) =>
        list === undefined
          ? list
          : { ...list, items: list.items.map((each) => (each.id === id ? { ...each, new_count: 0 } : each)) },
      ),
    // Counting is no reason to disturb who looks.
    onError: () => {},
    onSettled: refresh,
  })
}

function useUndoSearch() {
  const refresh = useRefreshSearches()
  return useMutation({
    mutationFn: (id: string) => call(undoChange, { params: { id } }),
    onSuccess: async () => {
      await refresh()
      say('Taken back')
    },
  })
}

function useRefreshSearches(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: savedSearchesQuery.queryKey })
}
