import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { bulkChange, findSimilar, readBoard } from '#contract/application-board.ts'
import type { BoardColumn } from '#contract/application-board.ts'
import { correctHistory, deleteHistory, listStays, readTimeline } from '#contract/application-history.ts'
import {
  createApplication,
  deleteApplication,
  listApplications,
  readApplication,
  updateApplication,
} from '#contract/applications.ts'
import type { Application } from '#contract/applications.ts'
import type { AnswerOf, RequestOf } from '#contract/endpoint.ts'
import { listStages } from '#contract/stages.ts'
import { listUndo, undoChange } from '#contract/undo.ts'
import { call } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { toast } from '#ui/toast.tsx'
import { joined, moveCard } from './board-cache.ts'
import type { ApplicationFilters, Sort } from './filter.ts'
import { rememberUndo } from './last-undo.ts'
import type { Target } from './moving.ts'

type Board = AnswerOf<typeof readBoard>

/** How many cards of a column come at once. */
export const CARDS = 20

export const boardQuery = (filter: ApplicationFilters) =>
  queryOptions({
    queryKey: ['applications', 'board', filter],
    queryFn: ({ signal }) => call(readBoard, { query: { ...filter, limit: CARDS }, signal }),
    placeholderData: keepPreviousData,
  })

export const listQuery = (filter: ApplicationFilters, sort: Sort) =>
  infiniteQueryOptions({
    queryKey: ['applications', 'list', filter, sort],
    queryFn: ({ pageParam, signal }) =>
      call(listApplications, {
        query: { ...filter, sort, limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: firstPage(),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })

export const staysQuery = (filter: ApplicationFilters) =>
  infiniteQueryOptions({
    queryKey: ['applications', 'stays', filter],
    queryFn: ({ pageParam, signal }) =>
      call(listStays, {
        query: { ...filter, limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: firstPage(),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })

export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: ['applications', 'one', id],
    queryFn: ({ signal }) => call(readApplication, { params: { id }, signal }),
  })

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: ['applications', 'timeline', id],
    queryFn: ({ signal }) => call(readTimeline, { params: { id }, signal }),
  })

export const stagesQuery = queryOptions({
  queryKey: ['applications', 'stages'],
  queryFn: ({ signal }) => call(listStages, { signal }),
})

export const similarQuery = (about: { company: string; title: string }) =>
  queryOptions({
    queryKey: ['applications', 'similar', about],
    queryFn: ({ signal }) => call(findSimilar, { query: about, signal }),
    enabled: about.company.length > 1,
  })

export const changesQuery = infiniteQueryOptions({
  queryKey: ['applications', 'changes'],
  queryFn: ({ pageParam, signal }) =>
    call(listUndo, { query: { limit: 30, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal }),
  initialPageParam: firstPage(),
  getNextPageParam: (page) => page.next_cursor,
})

/** Everything that shows applications is asked again. */
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['applications'] }),
      client.invalidateQueries({ queryKey: ['contacts'] }),
    ])
  }
}

/** Takes a change back, and says so. */
export function useUndo() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (id: string) => call(undoChange, { params: { id } }),
    onSuccess: async () => {
      await refresh()
      toast('Taken back')
    },
    onError: (error) => toast(messageOf(error), { tone: 'bad' }),
  })
}

/** Says what was done, with the way back. */
export function useDone(): (message: string, undo_id: string | null) => void {
  const undo = useUndo()
  return (message, undo_id) => {
    if (undo_id !== null) rememberUndo(undo_id)
    toast(message, undo_id === null ? {} : { undo: () => undo.mutate(undo_id) })
  }
}

/** Moves an application: on the screen at once, put back when the server refuses, undone from the toast. */
export function useMove() {
  const client = useQueryClient()
  const refresh = useRefresh()
  const done = useDone()
  return useMutation({
    mutationFn: ({ application, to, at, note }: Move) =>
      call(updateApplication, {
        params: { id: application.id },
        body: {
          ...(to.id === null ? { status: to.status } : { stage_id: to.id }),
          ...(at === undefined ? {} : { status_at: at }),
          ...(note === undefined || note === '' ? {} : { note }),
        },
      }),
    onMutate: async ({ application, to, at }) => {
      await client.cancelQueries({ queryKey: ['applications'] })
      const before = client.getQueriesData<Board>({ queryKey: ['applications', 'board'] })
      if (at === undefined) moveCard(client, application, to)

      return before
    },
    onError: (error, _move, before) => {
      for (const [key, data] of before ?? []) client.setQueryData(key, data)
      toast(messageOf(error), { tone: 'bad' })
    },
    onSuccess: (answer, { to }) => {
      const unchanged = answer.consequences.find((one) => one.code === 'status_unchanged')
      done(unchanged === undefined ? `${answer.company} moved to ${to.name}` : unchanged.message, answer.undo_id)
    },
    onSettled: () => refresh(),
  })
}

export interface Move {
  application: Application
  to: Target
  /** When it happened; now when absent. */
  at?: string
  note?: string
}

export function useCreate() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: NonNullable<RequestOf<typeof createApplication>['body']>) => call(createApplication, { body }),
    onSuccess: () => refresh(),
  })
}

export function useChange(id: string) {
  const client = useQueryClient()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: NonNullable<RequestOf<typeof updateApplication>['body']>) =>
      call(updateApplication, { params: { id }, body }),
    onSuccess: async (answer) => {
      client.setQueryData(applicationQuery(id).queryKey, answer)
      await refresh()
    },
  })
}

export function useDelete() {
  const refresh = useRefresh()
  const done = useDone()
  return useMutation({
    mutationFn: (application: Application) => call(deleteApplication, { params: { id: application.id } }),
    onSuccess: async (answer, application) => {
      await refresh()
      done(`${application.company} deleted`, answer.undo_id)
    },
    onError: (error) => toast(messageOf(error), { tone: 'bad' }),
  })
}

export function useBulk() {
  const refresh = useRefresh()
  const done = useDone()
  return useMutation({
    mutationFn: (body: NonNullable<RequestOf<typeof bulkChange>['body']>) => call(bulkChange, { body }),
    onSuccess: async (answer, { action }) => {
      await refresh()
      const words = { move: 'moved', delete: 'deleted', archive: 'archived', unarchive: 'taken out of the archive' }
      const left = answer.failed === 0 ? '' : `, ${answer.failed} could not be`
      done(`${answer.changed} ${words[action]}${left}`, answer.undo_id)
    },
    onError: (error) => toast(messageOf(error), { tone: 'bad' }),
  })
}

export function useCorrect(id: string) {
  const refresh = useRefresh()
  const done = useDone()
  return useMutation({
    mutationFn: ({ entry_id, ...body }: { entry_id: string; at?: string; note?: string | null }) =>
      call(correctHistory, { params: { id, entry_id }, body }),
    onSuccess: async (answer) => {
      await refresh()
      done('History corrected', answer.undo_id)
    },
  })
}

export function useRemoveEntry(id: string) {
  const refresh = useRefresh()
  const done = useDone()
  return useMutation({
    mutationFn: (entry_id: string) => call(deleteHistory, { params: { id, entry_id } }),
    onSuccess: async (answer) => {
      await refresh()
      done('History entry removed', answer.undo_id)
    },
    onError: (error) => toast(messageOf(error), { tone: 'bad' }),
  })
}

/** The next cards of one column, added to the board that is on the screen. */
export function useMoreCards(filter: ApplicationFilters) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (column: BoardColumn) =>
      call(readBoard, {
        query: { ...filter, limit: CARDS, column: column.key, cursor: column.next_cursor ?? undefined },
      }),
    onSuccess: ({ columns: [more] }) => {
      if (more === undefined) return
      client.setQueryData<Board>(boardQuery(filter).queryKey, (board) =>
        board === undefined
          ? board
          : { ...board, columns: board.columns.map((one) => (one.key === more.key ? joined(one, more) : one)) },
      )
    },
    onError: (error) => toast(messageOf(error), { tone: 'bad' }),
  })
}

function firstPage(): string | null {
  return null
}
