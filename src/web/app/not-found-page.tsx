import { Link } from '@tanstack/react-router'
import { MapPinOff } from 'lucide-react'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { useTitle } from '#ui/page.tsx'

export function NotFoundPage() {
  useTitle('Not found')
  return (
    <main className="page">
      <EmptyState
        heading="h1"
        icon={MapPinOff}
        title="There is no page at this address"
        action={
          <Link to="/" className={buttonClass({ variant: 'primary' })}>
            To Today
          </Link>
        }
      >
        The link may be old, or a letter may be missing.
      </EmptyState>
    </main>
  )
}
