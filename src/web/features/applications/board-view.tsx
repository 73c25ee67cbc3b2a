import type { UseQueryResult } from '@tanstack/react-query'
import { SquareKanban } from 'lucide-react'
import type { readBoard } from '#contract/application-board.ts'
import type { AnswerOf } from '#contract/endpoint.ts'
import { useNow } from '#lib/clock.ts'
import { formatAgo } from '#lib/format-time.ts'
import { useLiveState } from '#lib/live.ts'
import { useSettings } from '#lib/session.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { OfflineNote } from '#ui/offline-note.tsx'
import { Bone, Skeleton } from '#ui/skeleton.tsx'
import { Board } from './board.tsx'
import type { ApplicationFilters } from './filter.ts'
import { NO_FILTERS, isFiltered } from './filter.ts'
import { LoadError } from './load-error.tsx'
import type { Target } from './moving.ts'
import { useMoreCards, useMove } from './queries.ts'

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
      <LoadError error={board.error} onRetry={() => void board.refetch()} />
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

/** What is said when nothing is there: what this is for, and the button that fills it. */
export function Nothing({ filtered, onAdd }: { filtered: boolean; onAdd: () => void }) {
  const [, change] = useUrlParams()
  if (filtered) {
    return (
      <EmptyState
        icon={SquareKanban}
        title="No application fits these filters"
        action={<Button onClick={() => change(NO_FILTERS)}>Take all filters off</Button>}
      />
    )
  }
  return (
    <EmptyState
      icon={SquareKanban}
      title="Follow every application from here"
      action={
        <Button variant="primary" onClick={onAdd}>
          Add an application
        </Button>
      }
    >
      Save a posting under Jobs, or add a job that you found elsewhere. Each move is kept with its date, so that later
      you see what works.
    </EmptyState>
  )
}

/** Says from when the cards are while the connection is gone. */
export function Offline({ since }: { since: number }) {
  const live = useLiveState()
  const at = useNow()
  const style = useSettings()
  if (live !== 'waiting') return null
  return (
    <div className="px-6 pb-3">
      <OfflineNote since={since === 0 ? null : formatAgo(new Date(since).toISOString(), style, at)} />
    </div>
  )
}

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
