import { Bookmark, Check } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { ImportBody } from '#contract/posting-import.ts'
import { ApiError } from '#lib/client.ts'
import { Brand } from '#ui/brand.tsx'
import { Button, buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { useTitle } from '#ui/page.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { ImportList } from './import-list.tsx'
import { ImportReview } from './import-review.tsx'
import { PastePage, PasteText } from './paste-page.tsx'
import { usePreviewImport } from './queries.ts'
import type { Received } from './received-page.ts'
import { useRead, whyNotRead } from './use-read.ts'
import { useReceived } from './use-received.ts'

const SETUP = '/settings/sources#bookmarklet'
const close = () => window.close()
const openJob = (id: string) => window.open(`/jobs/${id}`, '_blank', 'noopener')

/** The window that the bookmarklet opens: takes the page, shows what was read of it, keeps what the person chooses. */
export function ReceivePage({ hasToken }: { hasToken: boolean }) {
  useTitle('Import')
  return (
    <div className="auth">
      <header className="auth-top">
        <span className="row b">
          <Brand />
        </span>
      </header>
      <main className="auth-box receive">{hasToken ? <Receiving /> : <NoToken />}</main>
    </div>
  )
}

function Receiving() {
  const [from, setFrom] = useState<{ url: string | undefined; site: string | null }>({ url: undefined, site: null })
  const [wrong, setWrong] = useState<Exclude<Received['kind'], 'page'> | null>(null)
  const [kept, setKept] = useState<readonly string[] | null>(null)
  const preview = usePreviewImport()
  const { read, take, pending } = useRead()
  const look = (page: ImportBody) => {
    const body = from.url === undefined ? page : { url: from.url, ...page }
    preview.mutate(body, { onSuccess: (found) => take(body, found) })
  }
  const receive = (received: Received) => {
    if (received.kind !== 'page') return setWrong(received.kind)
    const { html, url, site } = received
    setFrom({ url, site })
    look({ html, ...(url === undefined ? {} : { url }) })
  }
  const isCut = useReceived(receive)

  if (kept !== null) return <Kept ids={kept} />
  if (wrong !== null) return <NotTaken why={wrong} />
  if (preview.error !== null && !isUnread(preview.error))
    return <NotRead error={preview.error} onRetry={() => look(preview.variables)} />
  if (read !== null)
    return (
      <>
        <h1 className="h1">{read.kind === 'list' ? 'Choose what to keep' : 'Import a posting'}</h1>
        <p className="c-2 receive-lead">
          {from.site === null ? '' : `From ${from.site}. `}Nothing is kept until you say so.
        </p>
        {read.kind === 'one' ? (
          <ImportReview {...read} back="Cancel" onBack={close} onDone={(id) => setKept([id])} onOpen={openJob} />
        ) : (
          <ImportList {...read} back="Cancel" onBack={close} onDone={setKept} onOpen={openJob} />
        )}
      </>
    )
  if (isCut && preview.isIdle) return <PastePage onPaste={look} />
  if (preview.error !== null) return <PasteText why={whyNotRead(preview.error)} onPaste={look} />
  return (
    <div aria-busy="true">
      <h1 className="h1">Import a posting</h1>
      <p className="c-2 receive-lead" role="status">
        {preview.isIdle ? 'Waiting for the page…' : pending ? 'Reading the list…' : 'Reading the page…'}
      </p>
      <SkeletonRows rows={3} />
    </div>
  )
}

function Kept({ ids }: { ids: readonly string[] }) {
  const [only] = ids
  const one = ids.length === 1 && only !== undefined
  return (
    <EmptyState
      heading="h1"
      icon={Check}
      title={one ? 'Posting kept' : `${ids.length} postings kept`}
      action={
        <>
          <Button onClick={close}>Close this window</Button>
          <NewTab href={one ? `/jobs/${only}` : '/jobs'}>{one ? 'Open it' : 'Open the feed'}</NewTab>
        </>
      }
    >
      <span role="status">{one ? 'It is in your feed, with all that the page told.' : 'They are in your feed.'}</span>
    </EmptyState>
  )
}

// The server understood, and there is nothing that it can read.
const isUnread = (error: unknown) => error instanceof ApiError && error.status === 422

const WRONG = {
  empty: { title: 'The page is empty', message: 'Wait until it has loaded, then choose the bookmark again.' },
  too_large: {
    title: 'The page is too large',
    message:
      'It has more than 5 million characters. Copy the text of the posting, and paste it into the import dialog.',
  },
  foreign: {
    title: 'This page was not taken',
    message: 'It says that it is a page of another site than the one that sent it. Open the posting itself.',
  },
} as const

function NotTaken({ why }: { why: keyof typeof WRONG }) {
  return <ErrorState heading="h1" {...WRONG[why]} action={<Button onClick={close}>Close this window</Button>} />
}

function NotRead({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const status = error instanceof ApiError ? error.status : null
  if (status === 401 || status === 403)
    return (
      <ErrorState
        heading="h1"
        title="This bookmark no longer works"
        message="It was revoked, or its year is over. Make a new one, and delete this one from your bookmarks."
        action={<NewTab href={SETUP}>Make a new one</NewTab>}
      />
    )
  return (
    <ErrorState
      heading="h1"
      title="The page was not read"
      message={whyNotRead(error)}
      requestId={error instanceof ApiError ? error.requestId : null}
      onRetry={onRetry}
      action={<Button onClick={close}>Close this window</Button>}
    />
  )
}

function NoToken() {
  return (
    <EmptyState
      heading="h1"
      icon={Bookmark}
      title="Nothing was sent"
      action={<NewTab href={SETUP}>Set the bookmark up</NewTab>}
    >
      This window belongs to the bookmark “Save to Career Copilot”. Open a posting, then choose the bookmark there.
    </EmptyState>
  )
}

/** To the app, in a window that no other site holds on to. */
function NewTab({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className={buttonClass({ variant: 'primary' })} href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}
