import { Link } from '@tanstack/react-router'
import { formatCount } from '#lib/format-money.ts'
import { Card } from '#ui/card.tsx'
import { STATUS_WORDS, type StatusName } from '#ui/status.ts'
import { StatusRing } from '#ui/status-ring.tsx'

/** Where all applications stand now. */
export function StatusCard({
  counts,
  total,
}: {
  counts: readonly { status: StatusName; count: number }[]
  total: number
}) {
  const most = Math.max(1, ...counts.map(({ count }) => count))
  return (
    <Card
      title="Status overview"
      note={`${formatCount(total)} ${total === 1 ? 'application' : 'applications'}`}
      className="w-status"
    >
      {counts.map(({ status, count }) => (
        <Link key={status} to="/applications" search={{ view: 'table', status }} className="st-item" data-st={status}>
          <StatusRing status={status} />
          <span className="st-w">{STATUS_WORDS[status]}</span>
          <span className="bar st grow" aria-hidden="true">
            <i style={{ width: `${(count / most) * 100}%` }} />
          </span>
          <b className="tn">{formatCount(count)}</b>
        </Link>
      ))}
    </Card>
  )
}
