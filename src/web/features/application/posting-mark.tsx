import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Pencil } from 'lucide-react'
import { useNow } from '#lib/clock.ts'
import { formatAgo, formatMoment } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { buttonClass } from '#ui/button.tsx'
import { Note } from '#ui/note.tsx'
import { postingQuery } from './queries.ts'

/** That the posting of an application was edited since one last looked at it, with the way to what changed. */
export function PostingMark({ job_id }: { job_id: string }) {
  const style = useSettings()
  const now = useNow()
  const { data: job } = useQuery(postingQuery(job_id))
  const at = job?.life.edited_at ?? null
  if (at === null) return null
  return (
    <Note
      icon={Pencil}
      title={
        <>
          The posting was edited <span title={formatMoment(at, style)}>{formatAgo(at, style, now)}</span>
        </>
      }
      actions={
        <Link to="/jobs/$id" params={{ id: job_id }} className={buttonClass({ size: 'sm' })}>
          What changed
        </Link>
      }
    >
      Since you last looked at it.
    </Note>
  )
}
