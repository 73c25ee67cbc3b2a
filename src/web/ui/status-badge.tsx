import { STATUS_WORDS, type StatusName } from './status.ts'
import { StatusRing } from './status-ring.tsx'

/** Ring and word on a tinted ground. `label` names a person's own stage in the colour of its status. */
export function StatusBadge({ status, label }: { status: StatusName; label?: string | undefined }) {
  return (
    <span className="status" data-st={status}>
      <StatusRing status={status} />
      {label ?? STATUS_WORDS[status]}
    </span>
  )
}

/** Ring and word without a ground, for lists and menus. */
export function StatusWord({ status, label }: { status: StatusName; label?: string | undefined }) {
  return (
    <span className="status-word" data-st={status}>
      <StatusRing status={status} />
      {label ?? STATUS_WORDS[status]}
    </span>
  )
}
