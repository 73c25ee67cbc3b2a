import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { AnswerOf } from '#contract/endpoint.ts'
import {
  createSource,
  deleteSource,
  listSourceRuns,
  runSource,
  SourcesRunEvent,
  updateSource,
} from '#contract/sources.ts'
import type { listSources, Source, SourceRun } from '#contract/sources.ts'
import { call } from '#lib/client.ts'
import { useLive } from '#lib/live.ts'
import { paged } from '#lib/paged.ts'

type List = AnswerOf<typeof listSources>

export const runsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['sources', id, 'runs'],
    queryFn: ({ pageParam, signal }) =>
      call(listSourceRuns, { params: { id }, query: { limit: 20, cursor: pageParam ?? undefined }, signal }),
    ...paged,
  })

/** All runs of a source that are kept, latest first. */
export function useAllRuns() {
  return useMutation({
    mutationFn: async (id: string) => {
      const runs: SourceRun[] = []
      let cursor: string | null = null
      do {
        const page: AnswerOf<typeof listSourceRuns> = await call(listSourceRuns, {
          params: { id },
          query: { limit: 200, cursor: cursor ?? undefined },
        })
        runs.push(...page.items)
        cursor = page.next_cursor
      } while (cursor !== null)
      return runs
    },
    onError: () => {},
  })
}

/** Puts the progress of runs on the screen as it comes in; the end of a run refreshes what it changed. */
export function useRunProgress(): void {
  const client = useQueryClient()
  useLive(['sources_run'], (event) => {
    const parsed = SourcesRunEvent.safeParse(event.data)
    if (!parsed.success) return
    const { run } = parsed.data
    patchSource(client, run.source_id, (source) => ({ ...source, last_run: run }))
    if (run.status === 'done' || run.status === 'failed') {
      void client.invalidateQueries({ queryKey: ['sources'] })
      void client.invalidateQueries({ queryKey: ['jobs'] })
    }
  })
}

export function useSwitchSource() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string; enabled: boolean; accept_notice?: boolean }) =>
      call(updateSource, { params: { id }, body }),
    onMutate: ({ id, enabled }) => patchSource(client, id, (source) => ({ ...source, enabled })),
    onError: () => {},
    onSettled: () => client.invalidateQueries({ queryKey: ['sources'] }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  })
}

export function useConfigureSource() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string; config: Record<string, unknown>; enabled?: boolean }) =>
      call(updateSource, { params: { id }, body }),
    // The dialog says it.
    onError: () => {},
    onSuccess: () => client.invalidateQueries({ queryKey: ['sources'] }),
  })
}

export function useRunSource() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(runSource, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sources'] }),
  })
}

export function useAddSource() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { url: string; accept_notice?: boolean }) => call(createSource, { body }),
    onError: () => {},
    onSuccess: () => client.invalidateQueries({ queryKey: ['sources'] }),
  })
}

export function useRemoveSource() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(deleteSource, { params: { id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['sources'] })
      await client.invalidateQueries({ queryKey: ['jobs'] })
    },
  })
}

/** The share of a run that is done, 0 to 100, or null while the source does not say how much there is. */
export function progressOf(run: SourceRun): number | null {
  return run.total === null || run.total === 0 ? null : Math.min(100, (run.seen / run.total) * 100)
}

function patchSource(client: QueryClient, id: string, patch: (source: Source) => Source): void {
  client.setQueryData<List>(['sources'], (list) =>
    list === undefined
      ? list
      : { ...list, items: list.items.map((source) => (source.id === id ? patch(source) : source)) },
  )
}
