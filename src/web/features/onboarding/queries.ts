import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { listJobs } from '#contract/postings.ts'
import { putProfile, putSettings, type ProfileChange, type SettingsChange } from '#contract/profile.ts'
import { createSample } from '#contract/sample.ts'
import { updateSource } from '#contract/sources.ts'
import { call } from '#lib/client.ts'
import { useLive } from '#lib/live.ts'
import { useProfileSaved } from '#lib/profile.ts'
import { settingsQuery } from '#lib/session.ts'
import { sourcesQuery } from '#lib/sources.ts'

export const GOOD_MATCH = 60

export const matchesQuery = queryOptions({
  queryKey: ['jobs', 'first-matches'],
  queryFn: ({ signal }) =>
    call(listJobs, {
      query: { sort: '-match', state: 'open', match_min: GOOD_MATCH, limit: 5 },
      signal,
    }),
})

/** What a source brings while one answers shows at once; the shell that does this elsewhere is not here yet. */
export function useArrivals(): void {
  const client = useQueryClient()
  useLive(['sources_run', 'job_match'], () => {
    void client.invalidateQueries({ queryKey: sourcesQuery.queryKey })
    void client.invalidateQueries({ queryKey: matchesQuery.queryKey })
  })
}

/** Saves a step: parts of the profile, and sometimes of the settings. */
export function useSaveStep() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ profile, settings }: { profile: ProfileChange; settings?: SettingsChange | undefined }) => {
      if (settings !== undefined)
        client.setQueryData(settingsQuery.queryKey, await call(putSettings, { body: settings }))
      return call(putProfile, { body: profile })
    },
    onSuccess: useProfileSaved(),
    // The step draws what went wrong at its fields.
    onError: () => {},
  })
}

export function useSwitchSource() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, enabled }: { id: string; enabled: boolean }) =>
      call(updateSource, { params: { id }, body: { enabled } }),
    onSuccess: (changed) => {
      client.setQueryData(sourcesQuery.queryKey, (known) =>
        known === undefined
          ? known
          : { ...known, items: known.items.map((one) => (one.id === changed.id ? changed : one)) },
      )
      return client.invalidateQueries({ queryKey: ['jobs'] })
    },
  })
}

export function useExplore() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(createSample, {}),
    onSuccess: () => client.invalidateQueries(),
  })
}
