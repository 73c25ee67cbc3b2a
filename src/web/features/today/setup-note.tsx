import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { profileQuery } from '#lib/profile.ts'
import { buttonClass } from '#ui/button.tsx'
import { Note } from '#ui/note.tsx'

/** Stands on Today until the five steps are done or skipped. */
export function SetupNote() {
  const { data } = useQuery(profileQuery)
  if (data === undefined || data.onboarding.finished_at !== null) return null
  return (
    <div className="mb-4">
      <Note
        tone="info"
        title="Five short steps set up your feed."
        actions={
          <Link to="/onboarding" className={buttonClass({ size: 'sm' })}>
            Set up
          </Link>
        }
      >
        What you look for sorts the postings. Every step can be skipped.
      </Note>
    </div>
  )
}
