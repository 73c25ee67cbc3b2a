import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { getProfile, putProfile, type ProfileChange } from '#contract/profile.ts'
import { call } from '#lib/client.ts'
import { sessionQuery } from '#lib/session.ts'

export const profileQuery = queryOptions({
  queryKey: ['profile'],
  queryFn: ({ signal }) => call(getProfile, { signal }),
})

/** Saves the profile as it was read; refused when it was changed elsewhere in the meantime. */
export function useSaveProfile() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ change, version }: { change: ProfileChange; version: number }) =>
      call(putProfile, { body: change, version }),
    onSuccess: async (saved) => {
      client.setQueryData(profileQuery.queryKey, saved)
      // Matches are counted from the profile.
      await Promise.all([
        client.invalidateQueries({ queryKey: ['jobs'] }),
        client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
      ])
    },
    onError: () => {},
  })
}
