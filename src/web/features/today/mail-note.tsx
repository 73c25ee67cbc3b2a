import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { MailWarning } from 'lucide-react'
import { buttonClass } from '#ui/button.tsx'
import { Note } from '#ui/note.tsx'
import { stoppedMailQuery } from './queries.ts'

/** Stands on Today while a mail folder waits for its owner: no alert comes in meanwhile. */
export function MailNote() {
  const { data } = useQuery(stoppedMailQuery)
  const [stopped, ...others] = data?.items ?? []
  if (stopped === undefined) return null
  const more =
    others.length === 0 ? '' : ` ${others.length === 1 ? 'Another one waits' : `${others.length} others wait`}, too.`
  return (
    <div className="mb-4">
      <Note
        tone="warn"
        icon={MailWarning}
        title={`Job alerts no longer come in from ${stopped.folder} of ${stopped.username}`}
        actions={
          <Link to="/settings/sources" hash="alert-mails" className={buttonClass({ size: 'sm' })}>
            Mend it
          </Link>
        }
      >
        {stopped.message}
        {more}
      </Note>
    </div>
  )
}
