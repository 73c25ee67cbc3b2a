import { RefreshCw, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'

interface ErrorStateProps {
  /** What happened, for example "The postings did not load". */
  title: ReactNode
  /** Why, what is safe, what to do. */
  message: ReactNode
  requestId?: string | null | undefined
  onRetry?: (() => void) | undefined
  action?: ReactNode
  /** `h1` where it is the whole page. */
  heading?: 'h1' | 'h2'
}

export function ErrorState({ title, message, requestId, onRetry, action, heading: Heading = 'h2' }: ErrorStateProps) {
  return (
    <div className="empty" role="alert">
      <span className="ico">
        <TriangleAlert className="i-20" aria-hidden="true" />
      </span>
      <Heading className="h2">{title}</Heading>
      <p>{message}</p>
      {requestId !== null && requestId !== undefined && (
        <p className="t-12 c-3">
          Request <span className="mono">{requestId}</span>
        </p>
      )}
      <div className="row">
        {onRetry !== undefined && (
          <Button onClick={onRetry}>
            <RefreshCw aria-hidden="true" />
            Try again
          </Button>
        )}
        {action}
      </div>
    </div>
  )
}
