import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useMemo, useState, type ComponentType, type ReactNode } from 'react'
import { useOfflineSince } from '#lib/offline.ts'
import { itemsOf } from '#lib/paged.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { OfflineNote } from '#ui/offline-note.tsx'
import { usePaletteActions } from '#ui/palette-actions.ts'
import { useTitle } from '#ui/page.tsx'
import { useIsPhone } from '#ui/use-media.ts'
import { Download } from 'lucide-react'
import { Facets } from './facets.tsx'
import { isNarrowed, queryOf } from './filter.ts'
import { JobDetail } from './job-detail.tsx'
import type { FeedbackOf, LifeOf, SightingsOf } from './job-detail.tsx'
import { JobList } from './job-list.tsx'
import type { MergeOf } from './job-list.tsx'
import type { JobQuery } from './filter.ts'
import { JobsBar } from './jobs-bar.tsx'
import { countsQuery, feedQuery } from './queries.ts'

/** What draws saved searches, of what the feed shows. */
type SearchesOf = ComponentType<{ query: JobQuery }>

interface JobsPageProps {
  Sightings: SightingsOf
  SavedSearches: SearchesOf
  SaveSearch: SearchesOf
  Life: LifeOf
  Feedback: FeedbackOf
  MergeSelected: MergeOf
  /** What holds for the whole list, above it. */
  head: ReactNode
  ImportDialog: ComponentType<{ onClose: () => void; onOpen: (id: string) => void }>
}

/** The feed: facets, list and detail side by side; on a phone the detail is a page with a way back. */
export function JobsPage(props: JobsPageProps) {
  const { Sightings, Life, ImportDialog, SavedSearches, SaveSearch, Feedback, MergeSelected, head } = props
  useTitle('Jobs')
  const [params] = useUrlParams()
  const { id } = useParams({ strict: false })
  const navigate = useNavigate()
  const phone = useIsPhone()
  const [importing, setImporting] = useState(false)
  const filter = useMemo(() => queryOf(params), [params])
  const feed = useInfiniteQuery(feedQuery(filter))
  const counts = useQuery(countsQuery(filter))
  const jobs = useMemo(() => itemsOf(feed.data), [feed.data])
  const offline = useOfflineSince(feed.dataUpdatedAt)
  const open = (job: string | null) =>
    void navigate({ href: `${job === null ? '/jobs' : `/jobs/${job}`}${location.search}`, resetScroll: false })
  // On a wide screen the first posting stands open, so that the right side is never an empty wall.
  const shown = id ?? (phone ? null : (jobs[0]?.id ?? null))
  const empty = shown === null && !feed.isPending && jobs.length === 0
  const bare = empty && !isNarrowed(params)
  usePaletteActions([
    { id: 'import-posting', label: 'Import a posting', group: 'Do', icon: Download, run: () => setImporting(true) },
  ])

  return (
    <div className="jobs" data-view={id === undefined ? 'list' : 'detail'}>
      <h1 className="sr">Jobs</h1>
      <OfflineNote since={offline} />
      {head}
      <JobsBar
        counted={counts.data}
        onImport={() => setImporting(true)}
        searches={<SavedSearches query={filter} />}
        saveSearch={<SaveSearch query={filter} />}
      />
      <div className="jobs-grid" data-empty={bare ? 'feed' : empty ? 'filter' : undefined}>
        <Facets counted={counts.data} failed={counts.error !== null} />
        <JobList
          key={String(bare)}
          feed={feed}
          counted={counts.data}
          jobs={jobs}
          current={shown}
          onOpen={open}
          onImport={() => setImporting(true)}
          MergeSelected={MergeSelected}
        />
        <article className="jdetail" aria-label="Posting">
          {shown !== null && (
            <JobDetail
              key={shown}
              id={shown}
              counted={counts.data}
              onClose={() => open(null)}
              onOpen={open}
              Sightings={Sightings}
              Life={Life}
              Feedback={Feedback}
            />
          )}
        </article>
      </div>
      {importing && (
        <ImportDialog
          onClose={() => setImporting(false)}
          onOpen={(job) => {
            setImporting(false)
            open(job)
          }}
        />
      )}
    </div>
  )
}
