import { useMutation } from '@tanstack/react-query'
import { putProfile, type ProfileChange } from '#contract/profile.ts'
import { call } from '#lib/client.ts'
import { useProfileSaved } from '#lib/profile.ts'
import { toast } from '#ui/toast.tsx'

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
