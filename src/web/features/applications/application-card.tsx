import { CalendarDays, CircleDashed, Hourglass, MoveRight, Timer, TriangleAlert } from 'lucide-react'
import type { Application } from '#contract/applications.ts'
import { useNow } from '#lib/clock.ts'
import { daysSince } from '#lib/format-time.ts'
import type { Target } from '#lib/move.ts'
import type { NextKind } from '#lib/next-action.ts'
import { nextOf } from '#lib/next-action.ts'
import { useSettings } from '#lib/session.ts'
import { cx } from '#ui/class-names.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { Lettermark } from '#ui/lettermark.tsx'
import { Menu } from '#ui/menu.tsx'
import { StatusWord } from '#ui/status-badge.tsx'
import { payOf, stayOf } from './words.ts'

const ICONS = { interview: CalendarDays, deadline: Hourglass, action: Timer, none: CircleDashed } satisfies Record<
  NextKind,
  unknown
>

/** After this many days without a reply an application usually has none to come. */
const GHOSTING_DAYS = 30

/** What a card says: company, title, what comes next, how long it stands here, what it pays. */
export function CardFace({ application }: { application: Application }) {
  const style = useSettings()
  const at = useNow()
  const next = nextOf(application, style, at)
  const Icon = next.late && next.kind === 'action' ? TriangleAlert : ICONS[next.kind]
  const waits = application.status === 'applied' && application.first_reply_at === null
  const days = daysSince(application.status_at, at)
  return (
    <>
      <span className={cx('b-next', next.late && 'c-warn')}>
        <Icon className="i-14" aria-hidden="true" />
        <span className="grow">{next.text}</span>
      </span>
      <span className="b-foot">
        <span className="b-stage">
          {waits ? (
            <>
              <span className={cx('bar bar-4', (next.late || days > GHOSTING_DAYS) && 'late')} aria-hidden="true">
                <i style={{ width: `${Math.min(100, (days / GHOSTING_DAYS) * 100)}%` }} />
              </span>
              <span className="tn">{days > GHOSTING_DAYS ? `${days} d silent` : `${days} of ${GHOSTING_DAYS} d`}</span>
            </>
          ) : (
            <span className="tn">{stayOf(application, at)}</span>
          )}
        </span>
        <span className="c-3 tn">{payOf(application) ?? ''}</span>
      </span>
    </>
  )
}

/** Company and title, which wrap and are never cut. */
export function CardNames({ application }: { application: Pick<Application, 'company' | 'title'> }) {
  return (
    <>
      <span className="b-co" lang="de">
        {application.company}
      </span>
      <span className="b-t" lang="de">
        {application.title}
      </span>
    </>
  )
}

/** The card under the pointer while it is dragged. */
export function DraggedCard({ application }: { application: Application }) {
  return (
    <div className="card bcard is-dragged">
      <div className="row top">
        <Lettermark name={application.company} size={24} />
        <div className="grow">
          <CardNames application={application} />
        </div>
      </div>
      <CardFace application={application} />
    </div>
  )
}

/** Moves without dragging. */
export function MoveMenu({
  application,
  targets,
  onMove,
}: {
  application: Application
  targets: readonly Target[]
  onMove: (to: Target) => void
}) {
  const here = application.stage_id ?? application.status
  return (
    <Menu
      trigger={<IconButton icon={MoveRight} size="sm" label={`Move ${application.company} to…`} className="b-move" />}
      groups={[
        {
          title: 'Move to',
          items: targets.map((target) => ({
            key: target.key,
            label: <StatusWord status={target.status} label={target.name} />,
            checked: target.key === here,
            disabled: target.key === here,
            run: () => onMove(target),
          })),
        },
      ]}
    />
  )
}
