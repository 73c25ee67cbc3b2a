import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { createApplication } from '#contract/applications.ts'
import type { AnswerOf } from '#contract/endpoint.ts'
import {
  bulkJobState,
  createJob,
  deleteJob,
  getJob,
  hideCompany,
  listHiddenCompanies,
  listJobs,
  putJobState,
  showCompany,
  updateJob,
} from '#contract/postings.ts'
import type { Job, JobChange, JobItem, NewJob } from '#contract/postings.ts'
import { undoChange } from '#contract/undo.ts'
import { call } from '#lib/client.ts'
import { paged } from '#lib/paged.ts'
import { useRefresh } from '#lib/undo.ts'
import type { CountedFeed } from './counted.ts'
import type { JobQuery } from './filter.ts'

type Page = AnswerOf<typeof listJobs>
export type StateChange = { saved?: boolean; hidden?: boolean; seen?: boolean; not_ghost?: boolean; notes?: string }

/** The feed, page by page. What there is in all is asked for apart: it takes longer, and nobody waits for it to read on. */
export const feedQuery = (filter: JobQuery) =>
  infiniteQueryOptions({
    queryKey: ['jobs', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      call(listJobs, { query: { ...filter, facets: 'false', cursor: pageParam ?? undefined }, signal }),
    placeholderData: keepPreviousData,
    ...paged,
  })

/** How many there are, in all and by each choice. */
export const countsQuery = (filter: JobQuery) =>
  queryOptions({
    queryKey: ['jobs', 'counts', filter],
    queryFn: async ({ signal }): Promise<CountedFeed> => call(listJobs, { query: { ...filter, limit: 1 }, signal }),
    placeholderData: keepPreviousData,
  })

export const jobQuery = (id: string) =>
  queryOptions({ queryKey: ['jobs', 'one', id], queryFn: ({ signal }) => call(getJob, { params: { id }, signal }) })

export const hiddenCompaniesQuery = queryOptions({
  queryKey: ['jobs', 'hidden-companies'],
  queryFn: ({ signal }) => call(listHiddenCompanies, { signal }),
})

/** Saves, hides, marks as seen or writes a note: on the screen at once, put back when the server refuses. */
export function useJobState() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ ids, change }: { ids: readonly string[]; change: StateChange }): Promise<void> => {
      const [only] = ids
      if (ids.length === 1 && only !== undefined) await call(putJobState, { params: { id: only }, body: change })
      else
        await call(bulkJobState, {
          body: { ids: [...ids], saved: change.saved, hidden: change.hidden, seen: change.seen },
        })
    },
    onMutate: async ({ ids, change }) => {
      // What is cancelled is asked again once this is settled; being seen asks for nothing again.
      if (change.seen === undefined) await client.cancelQueries({ queryKey: ['jobs'] })
      const before = client.getQueriesData<InfiniteData<Page> | Job>({ queryKey: ['jobs'] })
      patchJobs(client, ids, (job) => ({
        ...job,
        is_new: false,
        life: lifeAfter(job, change),
        state: stateAfter(job.state, change),
      }))
      return before
    },
    onError: (_error, _change, before) => before?.forEach(([key, data]) => client.setQueryData(key, data)),
    onSettled: (_answer, error, { ids, change }) => {
      // A list that was asked for before this was kept may have come in between.
      if (change.seen === true && error === null)
        patchJobs(client, ids, (job) => ({ ...job, is_new: false, life: lifeAfter(job, change) }))
      // Being seen changes no list but the unseen one; a refetch would move rows under the reader.
      if (change.seen === undefined) void client.invalidateQueries({ queryKey: ['jobs'] })
    },
  })
}

/** Tracks an application for a posting: saved as interested, or sent. */
export function useTrackJob() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, status }: { id: string; status: 'interested' | 'applied' }) =>
      call(createApplication, { body: { job_id: id, status } }),
    onSuccess: refresh,
    // Who asked for it goes to the application that is there already, or says why not.
    onError: () => {},
  })
}

/** Saves many, one after the other, so that each is a change of its own that can be undone. */
export function useTrackJobs() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (ids: readonly string[]) => {
      const undo_ids: string[] = []
      for (const id of ids) {
        const { undo_id } = await call(createApplication, { body: { job_id: id, status: 'interested' } })
        if (undo_id !== null) undo_ids.push(undo_id)
      }
      return undo_ids
    },
    onSettled: refresh,
  })
}

export function useUndoAll() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (ids: readonly string[]) => {
      for (const id of ids) await call(undoChange, { params: { id } })
    },
    onSettled: refresh,
  })
}

export function useHideCompany() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (company: string) => call(hideCompany, { body: { company } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  })
}

export function useShowCompany() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(showCompany, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  })
}

/** Writes a posting of one's own down, or changes of one that is there what was changed in the form. */
export function useWriteJob(before: Pick<Job, 'id' | 'version'> | undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ all, changed }: { all: NewJob; changed: Omit<JobChange, 'version'> }) =>
      before === undefined
        ? call(createJob, { body: all })
        : call(updateJob, { params: { id: before.id }, body: { ...changed, version: before.version } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  })
}

/** Deletes; `onDeleted` comes before what showed the posting finds it gone. */
export function useDeleteJob(onDeleted: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (job: Pick<Job, 'id' | 'version'>) => call(deleteJob, { params: { id: job.id }, version: job.version }),
    onSuccess: () => {
      onDeleted()
      return client.invalidateQueries({ queryKey: ['jobs'] })
    },
  })
}

function patchJobs(
  client: QueryClient,
  ids: readonly string[],
  patch: <Row extends JobItem | Job>(job: Row) => Row,
): void {
  client.setQueriesData<InfiniteData<Page>>({ queryKey: ['jobs', 'list'] }, (data) =>
    data === undefined
      ? data
      : {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.map((job) => (ids.includes(job.id) ? patch(job) : job)),
          })),
        },
  )
  for (const id of ids) {
    client.setQueryData<Job>(['jobs', 'one', id], (job) => (job === undefined ? job : patch(job)))
  }
}

// Until the server has said when, any instant will do: the screen shows whether, not when.
const JUST_NOW = '1970-01-01T00:00:00Z'

function stateAfter(state: JobItem['state'], change: StateChange): JobItem['state'] {
  const at = (wanted: boolean | undefined, current: string | null) =>
    wanted === undefined ? current : wanted ? (current ?? JUST_NOW) : null
  return {
    ...state,
    saved_at: at(change.saved, state.saved_at),
    hidden_at: at(change.hidden, state.hidden_at),
    seen_at: at(change.seen, state.seen_at),
    not_ghost_at: at(change.not_ghost, state.not_ghost_at),
    notes: change.notes === undefined ? state.notes : change.notes,
  }
}

// Whether it is a ghost again, the server says.
function lifeAfter<Row extends JobItem | Job>({ life }: Row, { seen, not_ghost }: StateChange): Row['life'] {
  return {
    ...life,
    edited_at: seen === true ? null : life.edited_at,
    is_likely_ghost: life.is_likely_ghost && not_ghost !== true,
  }
}
