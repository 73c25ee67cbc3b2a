import { FlaskConical } from 'lucide-react'
import { useSession } from '#lib/session.ts'
import { Link } from '@tanstack/react-router'

/** A workspace of sample data says so on every page, with the way to end it. */
export function SampleNote() {
  const { user } = useSession()
  if (!user.is_sample) return null
  return (
    <div className="sample-note" role="note">
      <FlaskConical className="i-14" aria-hidden="true" />
      <span className="grow">You are looking around in sample data. None of it is real.</span>
      <Link to="/settings/data" className="link">
        Remove it
      </Link>
    </div>
  )
}
