import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { getProfile, type Profile } from '#contract/profile.ts'
import { call } from './client.ts'
import { sessionQuery } from './session.ts'

export const profileQuery = queryOptions({
  queryKey: ['profile'],
  queryFn: ({ signal }) => call(getProfile, { signal }),
})

/** Puts a saved profile in place, and asks again what is counted from it (matches) or carries its name. */
export function useProfileSaved(): (saved: Profile) => Promise<void> {
  const client = useQueryClient()
  return async (saved) => {
    client.setQueryData(profileQuery.queryKey, saved)
    await Promise.all([
      client.invalidateQueries({ queryKey: ['jobs'] }),
      client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    ])
  }
}
