import type { UseQueryResult } from '@tanstack/react-query'
import type { readBoard } from '#contract/application-board.ts'
import type { AnswerOf } from '#contract/endpoint.ts'
import type { Target } from '#lib/move.ts'
import { useMove } from '#lib/move.ts'
import { Bone, Skeleton } from '#ui/skeleton.tsx'
import { Board } from './board.tsx'
import type { ApplicationFilters } from './filter.ts'
import { isFiltered } from './filter.ts'
import { Failed, Nothing, Offline } from './list-states.tsx'
import { useMoreCards } from './queries.ts'

interface BoardViewProps {
  board: UseQueryResult<AnswerOf<typeof readBoard>>
  filters: ApplicationFilters
  openId: string | null
  onOpen: (id: string) => void
  onAdd: (to: Target) => void
}

/** The board in its five states. */
export function BoardView({ board, filters, openId, onOpen, onAdd }: BoardViewProps) {
  const move = useMove()
  const more = useMoreCards(filters)
  if (board.data === undefined) {
    return board.error === null ? (
      <BoardSkeleton />
    ) : (
      <Failed error={board.error} onRetry={() => void board.refetch()} />
    )
  }
  const { columns, total } = board.data
  if (total === 0) return <Nothing filtered={isFiltered(filters)} onAdd={() => onAdd(FIRST)} />
  return (
    <>
      <Offline since={board.dataUpdatedAt} />
      <Board
        columns={columns}
        actions={{
          targets: columns,
          openId,
          onOpen,
          onAdd,
          onMove: (application, to) => move.mutate({ application, to }),
          onMore: (column) => more.mutate(column),
          loadingKey: more.isPending ? more.variables.key : null,
        }}
      />
    </>
  )
}

const FIRST: Target = { key: 'interested', id: null, name: 'Interested', status: 'interested' }

function BoardSkeleton() {
  return (
    <Skeleton label="Loading the board">
      <div className="board">
        {[4, 3, 2, 1, 0].map((cards) => (
          <div className="bcol" key={cards}>
            <div className="bcol-h">
              <Bone width={110} />
            </div>
            <div className="blist">
              {Array.from({ length: cards }, (_, card) => (
                <div className="card bcard" key={card}>
                  <Bone width="85%" />
                  <Bone width="60%" height={10} />
                  <Bone width="70%" height={10} />
                </div>
              ))}
            </div>
          </div>
        ))}
      </div>
    </Skeleton>
  )
}
