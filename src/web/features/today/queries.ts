import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { readSummary } from '#contract/application-board.ts'
import { updateApplication, type Application } from '#contract/applications.ts'
import { listJobs, putJobState } from '#contract/postings.ts'
import { getProfile } from '#contract/profile.ts'
import { undoChange } from '#contract/undo.ts'
import { call } from '#lib/client.ts'
import { toast } from '#ui/toast.tsx'

export const SILENT_DAYS = 14
export const AHEAD_DAYS = 7

export const summaryQuery = queryOptions({
  queryKey: ['applications', 'summary'],
  queryFn: ({ signal }) => call(readSummary, { query: { days: AHEAD_DAYS, silent_days: SILENT_DAYS }, signal }),
})

export const recommendedQuery = queryOptions({
  queryKey: ['jobs', 'recommended'],
  queryFn: ({ signal }) =>
    call(listJobs, { query: { sort: '-match', state: 'open,unseen,not_applied', limit: 3, facets: 'false' }, signal }),
})

export const profileQuery = queryOptions({
  queryKey: ['profile'],
  queryFn: ({ signal }) => call(getProfile, { signal }),
})

/** Moves the next action of an application to a later time, with the way back in the toast. */
export function useSnooze() {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['applications'] })
  return useMutation({
    mutationFn: ({ application, until }: { application: Application; until: string }) =>
      call(updateApplication, { params: { id: application.id }, body: { next_action_at: until } }),
    onSuccess: async ({ undo_id, next_action }) => {
      await refresh()
      const message = `“${next_action ?? 'Next action'}” comes back tomorrow`
      if (undo_id === null) toast(message)
      else toast(message, { undo: () => void call(undoChange, { params: { id: undo_id } }).then(refresh) })
    },
  })
}

/** Keeps a posting for later, or lets it go again. */
export function useSaveJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, saved }: { id: string; saved: boolean }) =>
      call(putJobState, { params: { id }, body: { saved } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  })
}
