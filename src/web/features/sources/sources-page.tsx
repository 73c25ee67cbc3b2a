import { useQuery } from '@tanstack/react-query'
import { Building2, Plus } from 'lucide-react'
import { useState } from 'react'
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

const SECTIONS = [
  { kind: 'feed', title: 'Job boards', about: 'Read whole in the background; you search what was read.' },
  { kind: 'employer', title: 'Employers you follow', about: 'Straight from the board of a company, first hand.' },
  { kind: 'import', title: 'By hand', about: 'For sites that no program may search: one posting at a time.' },
] as const

/** What each source is, its terms, whether it is on, how it does, and a button to read it now. */
export function SourcesPage() {
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
        SECTIONS.map(({ kind, title, about }) => {
          // A kind of board without an employer is no source yet; the dialog names those that can be followed.
          const own = sources.filter((source) => source.kind === kind && (kind !== 'employer' || source.runnable))
          if (own.length === 0 && kind !== 'employer') return null
          return (
            <section key={kind} style={{ marginBottom: 28 }}>
              <header className="sec">
                <h2 className="h2">{title}</h2>
                <span className="n">{about}</span>
              </header>
              {own.length === 0 ? (
                <div className="card">
                  <EmptyState
                    icon={Building2}
                    title="No employer yet"
                    action={<Button onClick={() => setAdding(true)}>Follow an employer</Button>}
                  >
                    Paste the address of a careers page at Greenhouse, Lever, Ashby or Personio.
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
