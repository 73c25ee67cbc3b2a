import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { BoardColumn, readBoard } from '#contract/application-board.ts'
import type { Application, listApplications } from '#contract/applications.ts'
import type { AnswerOf } from '#contract/endpoint.ts'
import type { Target } from './moving.ts'

type Board = AnswerOf<typeof readBoard>
type List = AnswerOf<typeof listApplications>

/** A column with its next cards behind those that it has. */
export function joined(column: BoardColumn, more: BoardColumn): BoardColumn {
  const known = new Set(column.items.map((item) => item.id))
  return {
    ...column,
    next_cursor: more.next_cursor,
    items: [...column.items, ...more.items.filter((item) => !known.has(item.id))],
  }
}

/** Puts a card into its new column on every board that is cached, before the server has answered. */
export function moveCard(client: QueryClient, application: Application, to: Target): void {
  client.setQueriesData<Board>({ queryKey: ['applications', 'board'] }, (board) =>
    board === undefined
      ? board
      : { ...board, columns: board.columns.map((column) => columnAfter(column, application, to)) },
  )
  const moved = { ...application, status: to.status, stage_id: to.id }
  client.setQueryData(['applications', 'one', application.id], moved)
  client.setQueriesData<InfiniteData<List>>({ queryKey: ['applications', 'list'] }, (data) =>
    data === undefined
      ? data
      : {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.map((item) =>
              item.id === application.id ? { ...item, status: to.status, stage_id: to.id } : item,
            ),
          })),
        },
  )
}

function columnAfter(column: BoardColumn, application: Application, to: Target): BoardColumn {
  const was = application.stage_id ?? application.status
  if (column.key === was && column.key !== to.key) {
    const items = column.items.filter((item) => item.id !== application.id)
    return { ...column, count: column.count - 1, items }
  }
  if (column.key !== to.key || column.key === was) return column
  // Until the server has said when, it arrived the moment it was moved: at the top.
  const arrived = { ...application, status: to.status, stage_id: to.id }
  return { ...column, count: column.count + 1, items: [arrived, ...column.items] }
}
