import { useDraggable } from '@dnd-kit/core'
import { useEffect, useRef } from 'react'
import type { Application } from '#contract/applications.ts'
import type { Target } from '#lib/move.ts'
import { cx } from '#ui/class-names.ts'
import { Lettermark } from '#ui/lettermark.tsx'
import { CardFace, CardNames, MoveMenu } from './application-card.tsx'

interface BoardCardProps {
  application: Application
  open: boolean
  targets: readonly Target[]
  onOpen: () => void
  onMove: (to: Target) => void
}

/** A card of the board: a click opens it, a drag moves it; on the keyboard Enter opens and Space lifts. */
export function BoardCard({ application, open, targets, onOpen, onMove }: BoardCardProps) {
  const drag = useDraggable({ id: application.id, data: { application } })
  const card = useRef<HTMLElement>(null)
  // The sheet takes the room on the right: what it is about comes into sight beside it.
  useEffect(() => {
    if (open) card.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [open])
  if (drag.isDragging) return <li className="bslot" ref={drag.setNodeRef} aria-hidden="true" />
  return (
    <li
      className={cx('card bcard', open && 'is-open')}
      ref={(node) => {
        card.current = node
        drag.setNodeRef(node)
      }}
      {...drag.listeners}
      data-id={application.id}
    >
      <div className="row top">
        <Lettermark name={application.company} size={24} />
        <button
          type="button"
          className="b-open grow"
          ref={drag.setActivatorNodeRef}
          aria-describedby={drag.attributes['aria-describedby']}
          aria-current={open || undefined}
          onClick={onOpen}
        >
          <CardNames application={application} />
        </button>
        <MoveMenu application={application} targets={targets} onMove={onMove} />
      </div>
      <CardFace application={application} />
    </li>
  )
}
