import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { readSummary } from '#contract/application-board.ts'
import { updateApplication } from '#contract/applications.ts'
import { listStoppedMailFolders } from '#contract/mail-notice.ts'
import { putJobState } from '#contract/postings.ts'
import { listRecommendations } from '#contract/recommendations.ts'
import { call } from '#lib/client.ts'
import { say } from '#lib/say.ts'
import { useWrite } from '#lib/undo.ts'

export const SILENT_DAYS = 14
export const AHEAD_DAYS = 7

export const summaryQuery = queryOptions({
  queryKey: ['applications', 'summary'],
  queryFn: ({ signal }) => call(readSummary, { query: { days: AHEAD_DAYS, silent_days: SILENT_DAYS }, signal }),
})

export const recommendedQuery = queryOptions({
  queryKey: ['jobs', 'recommended'],
  queryFn: ({ signal }) => call(listRecommendations, { query: { limit: 3 }, signal }),
})

/** Mail folders that wait for their owner. */
export const stoppedMailQuery = queryOptions({
  queryKey: ['mail-folders', 'stopped'],
  queryFn: ({ signal }) => call(listStoppedMailFolders, { signal }),
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

/** Turns a recommendation down: it is hidden, learned from, and another takes its place. */
export function useTurnDown() {
  const client = useQueryClient()
  const asked = () => client.invalidateQueries({ queryKey: ['jobs'] })
  const back = useMutation({
    mutationFn: async (id: string) => {
      const { deleteFeedback } = await import('#contract/feedback.ts')
      await call(deleteFeedback, { params: { id } })
      await call(putJobState, { params: { id }, body: { seen: false } })
    },
    onSuccess: asked,
  })
  return useMutation({
    // Loaded when it is needed: the first page of a day should not wait for it.
    mutationFn: async (id: string) => {
      const { putFeedback } = await import('#contract/feedback.ts')
      return call(putFeedback, { params: { id }, body: { verdict: 'not_for_me' } })
    },
    onSuccess: (_answer, id) => {
      say('Not for you: it is hidden', { undo: () => back.mutate(id) })
      return asked()
    },
  })
}
