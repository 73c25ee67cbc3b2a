import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { bulkChange, readBoard } from '#contract/application-board.ts'
import type { BoardColumn } from '#contract/application-board.ts'
import { listStays } from '#contract/application-history.ts'
import { listApplications } from '#contract/applications.ts'
import type { AnswerOf } from '#contract/endpoint.ts'
import { call } from '#lib/client.ts'
import { paged } from '#lib/paged.ts'
import { useWrite } from '#lib/undo.ts'
import type { ApplicationFilters, Sort } from './filter.ts'

type Board = AnswerOf<typeof readBoard>

/** How many cards of a column come at once. */
const CARDS = 20

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
      call(listApplications, { query: { ...filter, sort, limit: 100, cursor: pageParam ?? undefined }, signal }),
    placeholderData: keepPreviousData,
    ...paged,
  })

export const staysQuery = (filter: ApplicationFilters) =>
  infiniteQueryOptions({
    queryKey: ['applications', 'stays', filter],
    queryFn: ({ pageParam, signal }) =>
      call(listStays, { query: { ...filter, limit: 100, cursor: pageParam ?? undefined }, signal }),
    placeholderData: keepPreviousData,
    ...paged,
  })

const BULK_WORDS = { move: 'moved', delete: 'deleted', archive: 'archived', unarchive: 'taken out of the archive' }

export const useBulk = () =>
  useWrite(bulkChange, ({ changed, failed }, { body: { action } }) => {
    const left = failed === 0 ? '' : `, ${failed} could not be`
    return `${changed} ${BULK_WORDS[action]}${left}`
  })

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
  })
}

/** A column with its next cards behind those that it has. */
function joined(column: BoardColumn, more: BoardColumn): BoardColumn {
  const known = new Set(column.items.map((item) => item.id))
  return {
    ...column,
    next_cursor: more.next_cursor,
    items: [...column.items, ...more.items.filter((item) => !known.has(item.id))],
  }
}
