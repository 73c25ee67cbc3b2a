import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { MailWarning } from 'lucide-react'
import { hasStopped, mailFoldersQuery } from '#lib/mail-folders.ts'
import { buttonClass } from '#ui/button.tsx'
import { Note } from '#ui/note.tsx'

/** Stands on Today while a mail folder waits for its owner: no alert comes in meanwhile. */
export function MailNote() {
  const { data } = useQuery(mailFoldersQuery)
  const [stopped, ...others] = data?.items.filter(hasStopped) ?? []
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
