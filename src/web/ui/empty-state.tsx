import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon: LucideIcon
  title: ReactNode
  /** What this place is for. */
  children?: ReactNode
  /** The one button that fills it. */
  action?: ReactNode
  /** `h1` where it is the whole page. */
  heading?: 'h1' | 'h2'
}

export function EmptyState({ icon: Icon, title, children, action, heading: Heading = 'h2' }: EmptyStateProps) {
  return (
    <div className="empty">
      <span className="ico">
        <Icon className="i-20" aria-hidden="true" />
      </span>
      <Heading className="h2">{title}</Heading>
      {children !== undefined && <p>{children}</p>}
      {action !== undefined && <div className="row">{action}</div>}
    </div>
  )
}
