import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { AnswerOf } from '#contract/endpoint.ts'
import { hideCompany, putJobState, showCompany } from '#contract/postings.ts'
import type { listJobs } from '#contract/postings.ts'
import { deleteFeedback, getFeedback, putFeedback } from '#contract/feedback.ts'
import { listRecommendations } from '#contract/recommendations.ts'
import type { FeedbackReason, FeedbackVerdict } from '#contract/feedback.ts'
import { call } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { wordFor } from '#lib/posting-words.ts'
import { toast } from '#ui/toast.tsx'

export const recommendationsQuery = queryOptions({
  queryKey: ['jobs', 'recommended', 20],
  queryFn: ({ signal }) => call(listRecommendations, { query: { limit: 20 }, signal }),
})

export const feedbackQuery = (id: string) =>
  queryOptions({
    queryKey: ['jobs', 'feedback', id],
    queryFn: ({ signal }) => call(getFeedback, { params: { id }, signal }),
  })

type Said = { verdict: FeedbackVerdict | null; reasons: readonly FeedbackReason[] }

/** Says what one thinks of a posting, or takes it back; says what the weights made of it. */
export function useFeedback(id: string) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { queryKey } = feedbackQuery(id)
  const change = useMutation({
    mutationFn: ({ verdict, reasons }: Said) =>
      verdict === null
        ? call(deleteFeedback, { params: { id } })
        : call(putFeedback, { params: { id }, body: { verdict, reasons: [...reasons] } }),
    onMutate: async ({ verdict, reasons }) => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData(queryKey)
      client.setQueryData(queryKey, { verdict, reasons: [...reasons], answered_at: before?.answered_at ?? null })
      return before
    },
    onError: (error, _said, before) => {
      client.setQueryData(queryKey, before)
      toast(messageOf(error), { tone: 'bad' })
    },
    onSuccess: ({ moved, ...said }) => {
      client.setQueryData(queryKey, said)
      if (said.verdict === 'not_for_me') markHidden(client, id, said.answered_at)
      // Whether it is shown again is the server's to say: it may have been hidden before.
      else void client.invalidateQueries({ queryKey: ['jobs', 'list'] })
      for (const name of ['one', 'recommended']) void client.invalidateQueries({ queryKey: ['jobs', name] })
      void client.invalidateQueries({ queryKey: ['match-weights'] })
      if (moved.length === 0) return
      void client.invalidateQueries({ queryKey: ['jobs', 'match-renewal'] })
      const moves = moved.map(({ part, from, to }) => `${wordFor(part)} ${from} → ${to}`)
      toast(`Your answers moved the weights: ${moves.join(', ')}`, {
        action: { label: 'See why', run: () => void navigate({ to: '/settings/match' }) },
      })
    },
  })
  return { say: (said: Said) => change.mutate(said), answer: change.mutateAsync }
}

// The row stays where it is until the list is asked again: the reasons are still to be given.
function markHidden(client: QueryClient, id: string, hidden_at: string | null): void {
  client.setQueriesData<InfiniteData<AnswerOf<typeof listJobs>>>({ queryKey: ['jobs', 'list'] }, (data) =>
    data === undefined
      ? data
      : {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.map((job) => {
              const isKept = job.state.saved_at !== null || job.state.applied_at !== null
              return job.id === id && !isKept ? { ...job, state: { ...job.state, hidden_at } } : job
            }),
          })),
        },
  )
}

/** What one does with a recommendation; each leaves the list or changes in it, and can be taken back. */
export function useRecommended() {
  const client = useQueryClient()
  const asked = () => client.invalidateQueries({ queryKey: ['jobs'] })
  const onError = (error: unknown) => toast(messageOf(error), { tone: 'bad' })
  const save = useMutation({
    mutationFn: ({ id, saved }: { id: string; saved: boolean }) =>
      call(putJobState, { params: { id }, body: { saved } }),
    onSuccess: asked,
    onError,
  })
  const back = useMutation({
    mutationFn: (id: string) => call(deleteFeedback, { params: { id } }),
    // It was not seen before it was turned down.
    onSuccess: async (_answer, id) => {
      await call(putJobState, { params: { id }, body: { seen: false } })
      await asked()
    },
    onError,
  })
  const dismiss = useMutation({
    mutationFn: (id: string) => call(putFeedback, { params: { id }, body: { verdict: 'not_for_me' } }),
    onSuccess: async (_answer, id) => {
      toast('Not for you: it is hidden', { undo: () => back.mutate(id) })
      await asked()
    },
    onError,
  })
  return { save: save.mutate, dismiss: dismiss.mutate, dismissing: dismiss.isPending ? dismiss.variables : null }
}

/** Hides a company, with the way back. */
export function useHideCompany() {
  const client = useQueryClient()
  const asked = () => client.invalidateQueries({ queryKey: ['jobs'] })
  const show = useMutation({ mutationFn: (id: string) => call(showCompany, { params: { id } }), onSuccess: asked })
  return useMutation({
    mutationFn: (company: string) => call(hideCompany, { body: { company } }),
    onSuccess: async ({ id, company }) => {
      toast(`${company} hidden`, { undo: () => show.mutate(id) })
      await asked()
    },
  })
}
