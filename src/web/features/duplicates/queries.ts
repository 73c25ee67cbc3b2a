import { queryOptions, useMutation } from '@tanstack/react-query'
import { getDuplicates, mergeJobs, tellApart, unmergeJobs } from '#contract/duplicates.ts'
import type { AnswerOf } from '#contract/endpoint.ts'
import { call } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { say } from '#lib/say.ts'
import { useRefresh } from '#lib/undo.ts'

export const duplicatesQuery = (id: string) =>
  queryOptions({
    queryKey: ['jobs', 'duplicates', id],
    queryFn: ({ signal }) => call(getDuplicates, { params: { id }, signal }),
  })

/**
 * Of two that were merged, the posting that stands behind the other now, to be taken out again; null where the two had
 * been taken apart before, and their sources are one posting again.
 */
function hiddenBy(merged: AnswerOf<typeof mergeJobs>, pair: readonly string[]): string | null {
  return pair.find((id) => id !== merged.job_id && merged.members.some((member) => member.id === id)) ?? null
}

/** What one does with postings that are one, or are not; each says what happened, with the way back. */
export function useSameness(id: string, onOpen: (job_id: string) => void) {
  const refresh = useRefresh()
  const onError = (error: unknown) => say(messageOf(error), { tone: 'bad' })
  const merging = useMutation({
    mutationFn: (pair: { id: string; job_id: string }) =>
      call(mergeJobs, { params: { id: pair.id }, body: { job_id: pair.job_id } }),
    onSuccess: refresh,
    onError,
  })
  const taking = useMutation({
    mutationFn: (pair: { id: string; member_id: string }) =>
      call(unmergeJobs, { params: { id: pair.id }, body: { member_id: pair.member_id } }),
    onSuccess: refresh,
    onError,
  })
  const telling = useMutation({
    mutationFn: (body: { job_id: string; distinct: boolean }) => call(tellApart, { params: { id }, body }),
    onSuccess: refresh,
    onError,
  })
  return {
    busy: merging.isPending || taking.isPending || telling.isPending,
    merge: (job_id: string) =>
      merging.mutate(
        { id, job_id },
        {
          onSuccess: (merged) => {
            const { job_id: stays } = merged
            const member_id = hiddenBy(merged, [id, job_id])
            if (stays !== id) onOpen(stays)
            say(
              'Shown as one posting',
              member_id === null ? {} : { undo: () => taking.mutate({ id: stays, member_id }) },
            )
          },
        },
      ),
    takeOut: (member_id: string) =>
      taking.mutate(
        { id, member_id },
        {
          onSuccess: ({ job_id }) => say('A posting of its own again', { undo: () => merging.mutate({ id, job_id }) }),
        },
      ),
    tellApart: (job_id: string) =>
      telling.mutate(
        { job_id, distinct: true },
        { onSuccess: () => say('Remembered', { undo: () => telling.mutate({ job_id, distinct: false }) }) },
      ),
  }
}

/**
 * Shows several postings as one, and gives the way back. `onDone` is told which stays; it is told also when the button
 * is gone by then, with the rows that were selected.
 */
export function useMergeAll(onDone: (stays: string) => void) {
  const refresh = useRefresh()
  const onError = (error: unknown) => say(messageOf(error), { tone: 'bad' })
  const taking = useMutation({
    mutationFn: async ({ stays, gone }: { stays: string; gone: readonly string[] }) => {
      for (const member_id of gone) await call(unmergeJobs, { params: { id: stays }, body: { member_id } })
    },
    onSettled: refresh,
    onError,
  })
  const merging = useMutation({
    mutationFn: async ([first, ...others]: readonly string[]) => {
      let stays = first ?? ''
      const gone: string[] = []
      for (const job_id of others) {
        const merged = await call(mergeJobs, { params: { id: stays }, body: { job_id } })
        const hidden = hiddenBy(merged, [stays, job_id])
        if (hidden !== null) gone.push(hidden)
        stays = merged.job_id
      }
      return { stays, gone }
    },
    onSuccess: (merged, ids) => {
      say(`${ids.length} shown as one posting`, merged.gone.length === 0 ? {} : { undo: () => taking.mutate(merged) })
      onDone(merged.stays)
    },
    onSettled: refresh,
    onError,
  })
  return { busy: merging.isPending, mergeAll: merging.mutate }
}
