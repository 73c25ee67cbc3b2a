import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { BoardColumn, readBoard } from '#contract/application-board.ts'
import { updateApplication } from '#contract/applications.ts'
import type { Application, listApplications } from '#contract/applications.ts'
import type { AnswerOf } from '#contract/endpoint.ts'
import type { Stage } from '#contract/stages.ts'
import { ApiError, call } from './client.ts'
import { messageOf } from './form.ts'
import { say } from './say.ts'
import { useDone, useRefresh } from './undo.ts'

type Board = AnswerOf<typeof readBoard>
type List = AnswerOf<typeof listApplications>

/** Where an application can be moved to: a column of the board. */
export type Target = Pick<Stage, 'key' | 'id' | 'name' | 'status'>

interface Move {
  application: Application
  to: Target
  /** When it happened; now when absent. */
  at?: string
  note?: string
}

const KEY = ['move']

/**
 * Moves an application: on the screen at once, put back when the server refuses, undone from the toast. One move goes
 * after the other, each on the version that is known by then: what another tab did since is not moved over unseen.
 */
export function useMove() {
  const client = useQueryClient()
  const refresh = useRefresh()
  const done = useDone()
  return useMutation({
    mutationKey: KEY,
    scope: { id: 'move' },
    mutationFn: ({ application, to, at, note }: Move) =>
      call(updateApplication, {
        params: { id: application.id },
        version: versionOf(client, application),
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
    onError: (error, { application }, before) => {
      for (const [key, data] of before ?? []) client.setQueryData(key, data)
      const changed = error instanceof ApiError && error.status === 412
      say(changed ? changedElsewhere(application) : messageOf(error), { tone: 'bad' })
    },
    onSuccess: (answer, { to }) => {
      client.setQueryData(keyOf(answer), answer)
      const unchanged = answer.consequences.find((one) => one.code === 'status_unchanged')
      const said = unchanged?.message ?? `${answer.company} moved to ${to.name}`
      const [warning] = answer.warnings
      done(warning === undefined ? said : `${said.replace(/\.$/, '')}. ${warning.message}`, answer.undo_id)
    },
    // While more moves wait, what the server has is older than what the screen shows.
    onSettled: () => (client.isMutating({ mutationKey: KEY }) > 1 ? undefined : refresh()),
  })
}

const keyOf = ({ id }: Pick<Application, 'id'>) => ['applications', 'one', id]

function versionOf(client: QueryClient, application: Application): number {
  return Math.max(application.version, client.getQueryData<Application>(keyOf(application))?.version ?? 0)
}

const changedElsewhere = ({ company }: Application) =>
  `${company} was changed somewhere else in the meantime. Look where it stands now, then move it again.`

/** Puts a card into its new column on every board that is cached, before the server has answered. */
function moveCard(client: QueryClient, application: Application, to: Target): void {
  client.setQueriesData<Board>({ queryKey: ['applications', 'board'] }, (board) =>
    board === undefined
      ? board
      : { ...board, columns: board.columns.map((column) => columnAfter(column, application, to)) },
  )
  // The card in hand may be older than what the move before it was answered.
  const version = versionOf(client, application)
  const moved = { ...application, version, status: to.status, stage_id: to.id }
  client.setQueryData(keyOf(application), moved)
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
