import { useQuery } from '@tanstack/react-query'
import { Building2, Plus } from 'lucide-react'
import { Fragment, useState, type ComponentType } from 'react'
import type { Source } from '#contract/sources.ts'
import { formatCount } from '#lib/format-money.ts'
import { sourcesQuery } from '#lib/sources.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { LoadError } from '#ui/load.tsx'
import { Page } from '#ui/page.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { AddBoardDialog } from './add-board-dialog.tsx'
import { useRunProgress } from './queries.ts'
import { SourceCard } from './source-card.tsx'

const EMPLOYERS = 'Employers you follow'
const BY_HAND = 'By hand'
const isFeed = (tier: Source['tier']) => (source: Source) => source.kind === 'feed' && source.tier === tier
const SECTIONS: readonly { title: string; about: string; holds: (source: Source) => boolean }[] = [
  {
    title: 'Job boards',
    about: 'Read whole in the background; you search what was read.',
    holds: isFeed('open_api'),
  },
  {
    title: 'With a key of yours',
    about: 'Public, and free for who registers there.',
    holds: isFeed('keyed_api'),
  },
  {
    title: 'At your own responsibility',
    about: 'Not made for programs: asked seldom, and only after you accepted its notice.',
    holds: isFeed('grey'),
  },
  {
    title: EMPLOYERS,
    about: 'Straight from the board of a company, first hand.',
    // A kind of board without an employer is no source yet; the dialog names those that can be followed.
    holds: (source) => source.kind === 'employer' && source.runnable,
  },
  {
    title: BY_HAND,
    about: 'No program may search these: open a page in your own browser, and import it.',
    holds: (source) => source.kind === 'import' && source.tier !== 'dead',
  },
  {
    title: 'Closed',
    about: 'What others still list, and what to use instead.',
    holds: (source) => source.tier === 'dead',
  },
]

/** What each source is, its terms, whether it is on, how it does, and a button to read it now. */
export function SourcesPage({ ByHand, MailFolders }: Record<'ByHand' | 'MailFolders', ComponentType>) {
  const { data, error, refetch } = useQuery(sourcesQuery)
  const [adding, setAdding] = useState(false)
  useRunProgress()
  const sources = data?.items ?? []
  return (
    <Page
      title="Job sources"
      lead={data === undefined ? 'Where your postings come from.' : leadOf(sources)}
      actions={
        <Button variant="primary" onClick={() => setAdding(true)}>
          <Plus aria-hidden="true" />
          Follow an employer
        </Button>
      }
    >
      {error !== null && data === undefined && (
        <LoadError error={error} failure="The sources did not load" onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <SkeletonRows rows={6} />}
      {data !== undefined &&
        SECTIONS.map(({ title, about, holds }) => {
          const own = sources.filter(holds)
          if (own.length === 0 && title !== EMPLOYERS) return null
          return (
            <Fragment key={title}>
              <section style={{ marginBottom: 28 }}>
                <header className="sec">
                  <h2 className="h2">{title}</h2>
                  <span className="n">{about}</span>
                </header>
                {title === BY_HAND && <ByHand />}
                {own.length === 0 ? (
                  <div className="card">
                    <EmptyState
                      icon={Building2}
                      title="No employer yet"
                      action={<Button onClick={() => setAdding(true)}>Follow an employer</Button>}
                    >
                      Paste the address of a careers page: Greenhouse, Lever, Personio, SmartRecruiters and six more
                      systems are read.
                    </EmptyState>
                  </div>
                ) : (
                  <div className="source-grid">
                    {own.map((source) => (
                      <SourceCard key={source.id} source={source} />
                    ))}
                  </div>
                )}
              </section>
              {title === EMPLOYERS && <MailFolders />}
            </Fragment>
          )
        })}
      {adding && <AddBoardDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}

function leadOf(sources: readonly Source[]): string {
  const runnable = sources.filter((source) => source.runnable)
  const on = runnable.filter((source) => source.enabled)
  if (on.length === 0) return 'No source is on. Switch one on, and its postings arrive within a minute.'
  const postings = on.reduce((sum, source) => sum + source.postings, 0)
  return `${on.length} of ${runnable.length} on, ${formatCount(postings)} open postings.`
}
