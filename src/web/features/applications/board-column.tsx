import { useDndContext, useDroppable } from '@dnd-kit/core'
import { Archive, ChevronDown, ChevronRight, Plus } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { BoardColumn } from '#contract/application-board.ts'
import type { Application } from '#contract/applications.ts'
import type { Target } from '#lib/move.ts'
import { cx } from '#ui/class-names.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { StatusRing } from '#ui/status-ring.tsx'
import { STATUS_WORDS } from '#ui/status.ts'
import { BoardCard } from './board-card.tsx'
import { consequencesOf } from './columns.ts'

export interface ColumnActions {
  targets: readonly Target[]
  openId: string | null
  onOpen: (id: string) => void
  onMove: (application: Application, to: Target) => void
  onAdd: (to: Target) => void
  onMore: (column: BoardColumn) => void
  loadingKey: string | null
}

/** A column: its count, its cards, and where a dragged card would land with what that causes. */
export function Column({ column, actions }: { column: BoardColumn; actions: ColumnActions }) {
  const drop = useDroppable({ id: column.key, data: { target: column } })
  return (
    <section
      className={cx('bcol', drop.isOver && 'is-over')}
      aria-label={`${column.name}, ${column.count}`}
      ref={drop.setNodeRef}
      id={`column-${column.key}`}
    >
      <header className="bcol-h" data-st={column.status}>
        <StatusRing status={column.status} />
        <b>{column.name}</b>
        <span className="c-3 tn">{column.count}</span>
        <span className="push" />
        <IconButton icon={Plus} size="sm" label={`Add to ${column.name}`} onClick={() => actions.onAdd(column)} />
      </header>
      <div className="bcol-body">
        <Cards column={column} actions={actions}>
          <DropHint column={column} over={drop.isOver} />
        </Cards>
      </div>
    </section>
  )
}

/** The five closings in one column; each opens on its own, and takes what is dropped on it. */
export function ClosedColumn({ columns, actions }: { columns: readonly BoardColumn[]; actions: ColumnActions }) {
  const count = columns.reduce((sum, column) => sum + column.count, 0)
  const [opened, setOpened] = useState<string | null>(null)
  return (
    <section className="bcol" aria-label={`Closed, ${count}`} id="column-closed">
      <header className="bcol-h">
        <Archive className="i-14" aria-hidden="true" />
        <b>Closed</b>
        <span className="c-3 tn">{count}</span>
      </header>
      <div className="bcol-body">
        <ul className="blist">
          {columns.map((column) => (
            <Closing
              key={column.key}
              column={column}
              actions={actions}
              open={opened === column.key}
              onToggle={() => setOpened(opened === column.key ? null : column.key)}
            />
          ))}
        </ul>
      </div>
    </section>
  )
}

interface ClosingProps {
  column: BoardColumn
  actions: ColumnActions
  open: boolean
  onToggle: () => void
}

function Closing({ column, actions, open, onToggle }: ClosingProps) {
  const drop = useDroppable({ id: column.key, data: { target: column } })
  const Chevron = open ? ChevronDown : ChevronRight
  return (
    <li ref={drop.setNodeRef}>
      <button
        type="button"
        className={cx('card bclosed', drop.isOver && 'is-target')}
        data-st={column.status}
        aria-expanded={open}
        onClick={onToggle}
      >
        <StatusRing status={column.status} />
        <b className="m grow">{column.name}</b>
        <span className="tn c-2">{column.count}</span>
        <Chevron className="i-14" aria-hidden="true" />
      </button>
      <DropHint column={column} over={drop.isOver} as="div" />
      {open && <Cards column={column} actions={actions} />}
    </li>
  )
}

function Cards({ column, actions, children }: { column: BoardColumn; actions: ColumnActions; children?: ReactNode }) {
  const left = column.count - column.items.length
  return (
    <>
      <ul className="blist">
        {column.items.map((application) => (
          <BoardCard
            key={application.id}
            application={application}
            open={application.id === actions.openId}
            targets={actions.targets}
            onOpen={() => actions.onOpen(application.id)}
            onMove={(to) => actions.onMove(application, to)}
          />
        ))}
        {children}
      </ul>
      {column.next_cursor !== null && left > 0 && (
        <Button
          variant="ghost"
          size="sm"
          className="b-more"
          loading={actions.loadingKey === column.key}
          onClick={() => actions.onMore(column)}
        >
          {left} more
        </Button>
      )}
      {column.count === 0 && <p className="b-none">None</p>}
    </>
  )
}

/** "Drop: Applied to Interview", and what that causes. */
function DropHint({ column, over, as: As = 'li' }: { column: BoardColumn; over: boolean; as?: 'li' | 'div' }) {
  const { active } = useDndContext()
  const application: Application | undefined = active?.data.current?.['application']
  if (!over || application === undefined) return null
  const here = (application.stage_id ?? application.status) === column.key
  const causes = here ? [] : consequencesOf(application, column)
  return (
    <As className="btarget">
      <span>
        {here ? 'Put back' : `Drop: ${application.stage_name ?? STATUS_WORDS[application.status]} to ${column.name}`}
      </span>
      {causes.map((cause) => (
        <span key={cause} className="t-12">
          {cause}
        </span>
      ))}
    </As>
  )
}
