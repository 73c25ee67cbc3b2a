import { keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
import { putProfile, suggestSkills, type ProfileChange } from '#contract/profile.ts'
import { call } from '#lib/client.ts'
import { useProfileSaved } from '#lib/profile.ts'
import { toast } from '#ui/toast.tsx'

/** Skills that begin as somebody writes; nothing is asked before they write. */
export const skillsQuery = (text: string) =>
  queryOptions({
    queryKey: ['skills', text],
    queryFn: ({ signal }) => call(suggestSkills, { query: { q: text }, signal }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  })

/** Saves the profile as it was read; refused when it was changed elsewhere in the meantime. */
export function useSaveProfile() {
  const saved = useProfileSaved()
  return useMutation({
    mutationFn: ({ change, version }: { change: ProfileChange; version: number }) =>
      call(putProfile, { body: change, version }),
    // Said here: the form begins anew with what was saved, and the one that asked is gone by then.
    onSuccess: (profile) => {
      toast('Profile saved')
      return saved(profile)
    },
    onError: () => {},
  })
}
