import { Link } from '@tanstack/react-router'
import { CalendarX2, LockKeyhole } from 'lucide-react'
import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'

interface LinkProblemProps {
  error: Error
  /** Where a log-in leads back to. */
  next: string
  onRetry: () => void
}

/** Why a booking link leads nowhere, and what to do about it. */
export function LinkProblem({ error, next, onRetry }: LinkProblemProps) {
  const status = error instanceof ApiError ? error.status : null
  if (status === 410 || status === 422)
    return (
      <EmptyState icon={CalendarX2} heading="h1" title="This link does not work">
        It was withdrawn, used up or is too old, or a part of it is missing. Ask whoever gave it to you for another one.
      </EmptyState>
    )
  if (status === 401)
    return (
      <EmptyState
        icon={LockKeyhole}
        heading="h1"
        title="Log in to book"
        action={
          <>
            <Link to="/login" search={{ next }} className={buttonClass({ variant: 'primary' })}>
              Log in
            </Link>
            <Link to="/register" search={{ next }} className={buttonClass({})}>
              Create an account
            </Link>
          </>
        }
      >
        This link is for people who have an account here.
      </EmptyState>
    )
  if (status === 403)
    return (
      <EmptyState
        icon={LockKeyhole}
        heading="h1"
        title="This link is not for you"
        action={
          <Link to="/" className={buttonClass({})}>
            To Career Copilot
          </Link>
        }
      >
        It is for the people of one practice. If you belong to it, switch to it, or log in with the account that does.
      </EmptyState>
    )
  return (
    <ErrorState
      heading="h1"
      title="This page did not load"
      message={messageOf(error)}
      requestId={error instanceof ApiError ? error.requestId : null}
      onRetry={onRetry}
    />
  )
}
