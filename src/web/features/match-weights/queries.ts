import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { MatchWeights } from '#contract/match.ts'
import { getMatchWeights, putMatchWeights, resetMatchWeights } from '#contract/match-weights.ts'
import type { MatchWeighting } from '#contract/match-weights.ts'
import { getMatchRenewal, listMatchShares } from '#contract/match-weights.ts'
import { call } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { toast } from '#ui/toast.tsx'

export const weightsQuery = queryOptions({
  queryKey: ['match-weights'],
  queryFn: ({ signal }) => call(getMatchWeights, { signal }),
})

/** How well each part of the best matches fits: what other weights can be tried on. */
export const sharesQuery = queryOptions({
  queryKey: ['jobs', 'match-shares'],
  queryFn: ({ signal }) => call(listMatchShares, { query: { limit: 100 }, signal }),
})

const ASK_EVERY_MS = 700

/** How far scores are worked out again; asked until they are. */
export const renewalQuery = queryOptions({
  queryKey: ['jobs', 'match-renewal'],
  queryFn: ({ signal }) => call(getMatchRenewal, { signal }),
  refetchInterval: ({ state: { data } }) => (data !== undefined && data.done < data.total ? ASK_EVERY_MS : false),
})

/** Sets weights, goes back to the defaults, or lets answers move them; what was set can be taken back. */
export function useWeights() {
  const client = useQueryClient()
  const saved = async (now: MatchWeighting) => {
    client.setQueryData(weightsQuery.queryKey, now)
    await client.invalidateQueries({ queryKey: ['jobs'] })
  }
  const failed = (error: unknown) => toast(messageOf(error), { tone: 'bad' })
  const back = useMutation({
    // With `since`, so that the answers that counted count again.
    mutationFn: ({ is_own, base, since }: MatchWeighting) =>
      call(putMatchWeights, { body: { weights: is_own ? base : null, since } }),
    onSuccess: saved,
    onError: failed,
  })
  // Said here: the form begins anew with what was saved, and the one that asked is gone by then.
  const done = (message: string, now: MatchWeighting, before: MatchWeighting) => {
    toast(message, { undo: () => back.mutate(before) })
    return saved(now)
  }
  const set = useMutation({
    mutationFn: ({ weights, before }: { weights: MatchWeights; before: MatchWeighting }) =>
      call(putMatchWeights, { body: { weights }, version: before.version }),
    // The form says it.
    onError: () => {},
    onSuccess: (now, { before }) => done('Weights saved', now, before),
  })
  const reset = useMutation({
    mutationFn: (_before: MatchWeighting) => call(resetMatchWeights, {}),
    onSuccess: (now, before) => done('Back to the default weights', now, before),
    onError: failed,
  })
  const learn = useMutation({
    mutationFn: (learning: boolean) => call(putMatchWeights, { body: { learning } }),
    onSuccess: saved,
    onError: failed,
  })
  return { set, reset, learn }
}
