import {
  DndContext,
  DragOverlay,
  KeyboardCode,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  pointerWithin,
  rectIntersection,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import type { Announcements, CollisionDetection, DragEndEvent, KeyboardCoordinateGetter } from '@dnd-kit/core'
import { useState } from 'react'
import type { BoardColumn } from '#contract/application-board.ts'
import type { Application } from '#contract/applications.ts'
import type { Target } from '#lib/move.ts'
import { cx } from '#ui/class-names.ts'
import { Kbd } from '#ui/kbd.tsx'
import { DraggedCard } from './application-card.tsx'
import { ClosedColumn, Column } from './board-column.tsx'
import type { ColumnActions } from './board-column.tsx'
import { CLOSED, isOpenColumn } from './columns.ts'

/** The board: columns side by side; cards are dragged with mouse, finger or keyboard. */
export function Board({ columns, actions }: { columns: readonly BoardColumn[]; actions: ColumnActions }) {
  const [dragged, setDragged] = useState<Application | null>(null)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, { keyboardCodes: KEYS, coordinateGetter: nextColumn }),
  )
  const open = columns.filter(isOpenColumn)
  const closed = CLOSED.flatMap((status) => columns.filter((column) => column.status === status))
  function end({ active, over }: DragEndEvent) {
    setDragged(null)
    const application: Application | undefined = active.data.current?.['application']
    const target: Target | undefined = over?.data.current?.['target']
    if (application === undefined || target === undefined) return
    if ((application.stage_id ?? application.status) !== target.key) actions.onMove(application, target)
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={underPointer}
      autoScroll={AUTO_SCROLL}
      accessibility={{ announcements: announcementsFor(columns), screenReaderInstructions: INSTRUCTIONS }}
      onDragStart={({ active }) => setDragged(active.data.current?.['application'] ?? null)}
      onDragEnd={end}
      onDragCancel={() => setDragged(null)}
    >
      <div className={cx('board', dragged !== null && 'is-dragging')} role="region" aria-label="Board" tabIndex={0}>
        {open.map((column) => (
          <Column key={column.key} column={column} actions={actions} />
        ))}
        <ClosedColumn columns={closed} actions={actions} />
      </div>
      <DragOverlay dropAnimation={null}>
        {dragged !== null && (
          <>
            <DraggedCard application={dragged} />
            <div className="drag-hint float">
              <Kbd keys="escape" /> put back
            </div>
          </>
        )}
      </DragOverlay>
    </DndContext>
  )
}

// Near an edge the board scrolls on, at a pace at which one can still let go.
const AUTO_SCROLL = { acceleration: 6, threshold: { x: 0.14, y: 0.18 } }

const KEYS = { start: [KeyboardCode.Space], cancel: [KeyboardCode.Esc], end: [KeyboardCode.Space, KeyboardCode.Enter] }

const INSTRUCTIONS = {
  draggable:
    'Enter opens the application. Space lifts it; then the arrow keys choose a column, Enter drops it there, Escape puts it back.',
}

// With a pointer, the column under it; on the keyboard, the column that the card lies on.
const underPointer: CollisionDetection = (given) =>
  given.pointerCoordinates === null ? rectIntersection(given) : pointerWithin(given)

/** Left and right go from column to column; up and down through the closings. */
const nextColumn: KeyboardCoordinateGetter = (event, { context }) => {
  const step = ['ArrowRight', 'ArrowDown'].includes(event.code)
    ? 1
    : ['ArrowLeft', 'ArrowUp'].includes(event.code)
      ? -1
      : 0
  if (step === 0) return undefined
  event.preventDefault()
  const places = context.droppableContainers
    .getEnabled()
    .map((container) => ({ id: container.id, rect: context.droppableRects.get(container.id) }))
    .flatMap(({ id, rect }) => (rect === undefined ? [] : [{ id, rect }]))
    .toSorted((a, b) => a.rect.left - b.rect.left || a.rect.top - b.rect.top)
  const application: Application | undefined = context.active?.data.current?.['application']
  const here = context.over?.id ?? application?.stage_id ?? application?.status
  const at = places.findIndex((place) => place.id === here)
  const to = places[Math.min(places.length - 1, Math.max(0, at + step))]
  return to === undefined ? undefined : { x: to.rect.left + 12, y: to.rect.top + 4 }
}

function announcementsFor(columns: readonly BoardColumn[]): Announcements {
  const nameOf = (id: unknown) => columns.find((column) => column.key === id)?.name ?? 'no column'
  const who = (data: Record<string, unknown> | undefined) => {
    const company = companyOf(data?.['application'])
    return company ?? 'The application'
  }
  return {
    onDragStart: ({ active }) => `${who(active.data.current)} is lifted.`,
    onDragOver: ({ active, over }) => `${who(active.data.current)} is over ${nameOf(over?.id)}.`,
    onDragEnd: ({ active, over }) =>
      over === null
        ? `${who(active.data.current)} was put back.`
        : `${who(active.data.current)} was dropped on ${nameOf(over.id)}.`,
    onDragCancel: ({ active }) => `${who(active.data.current)} was put back.`,
  }
}

function companyOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('company' in value)) return null
  return typeof value.company === 'string' ? value.company : null
}
