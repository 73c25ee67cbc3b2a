import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { readSummary } from '#contract/application-board.ts'
import { updateApplication } from '#contract/applications.ts'
import { listJobs, putJobState } from '#contract/postings.ts'
import { call } from '#lib/client.ts'
import { useWrite } from '#lib/undo.ts'

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

/** Moves the next action of an application to tomorrow. */
export const useSnooze = () =>
  useWrite(updateApplication, ({ next_action }) => `“${next_action ?? 'Next action'}” comes back tomorrow`)

/** Keeps a posting for later, or lets it go again. */
export function useSaveJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, saved }: { id: string; saved: boolean }) =>
      call(putJobState, { params: { id }, body: { saved } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  })
}
