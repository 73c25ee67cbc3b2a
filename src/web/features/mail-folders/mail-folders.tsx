import { useQuery } from '@tanstack/react-query'
import { Mail, Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Load } from '#ui/load.tsx'
import { FolderCard } from './folder-card.tsx'
import { FolderDialog } from './folder-dialog.tsx'
import { mailFoldersQuery, useLookProgress } from './queries.ts'

const showIfAsked = (place: HTMLElement | null) => {
  if (location.hash === '#alert-mails') place?.scrollIntoView({ block: 'start' })
}

/** The folders of one's mailboxes that are looked through for job alerts. */
export function MailFolders() {
  const query = useQuery(mailFoldersQuery)
  const [adding, setAdding] = useState(false)
  useLookProgress()
  const some = (query.data?.items.length ?? 0) > 0
  return (
    <section
      id="alert-mails"
      className="jump-here"
      ref={showIfAsked}
      style={{ marginBottom: 28 }}
      aria-label="Alert e-mails"
    >
      <header className="sec">
        <h2 className="h2">Alert e-mails</h2>
        <span className="n">What boards send you, read from a folder of your mailbox.</span>
        {some && (
          <Button size="sm" className="push" onClick={() => setAdding(true)}>
            <Plus aria-hidden="true" />
            Add a folder
          </Button>
        )}
      </header>
      <Load query={query} failure="Your mail folders did not load">
        {({ items }) =>
          items.length === 0 ? (
            <div className="card">
              <EmptyState
                icon={Mail}
                title="No mailbox yet"
                action={<Button onClick={() => setAdding(true)}>Add a mail folder</Button>}
              >
                LinkedIn, Indeed, StepStone and others send alerts of new postings. Name the folder that they arrive in,
                and their postings come into your feed by themselves.
              </EmptyState>
            </div>
          ) : (
            <div className="source-grid">
              {items.map((folder) => (
                <FolderCard key={folder.id} folder={folder} />
              ))}
            </div>
          )
        }
      </Load>
      {adding && <FolderDialog folder={null} onClose={() => setAdding(false)} />}
    </section>
  )
}
