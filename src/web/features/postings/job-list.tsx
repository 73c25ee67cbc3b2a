import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowDownWideNarrow, Bookmark, Briefcase, EyeOff, SearchX } from 'lucide-react'
import { useEffect, useRef, useState, type ComponentType } from 'react'
import type { JobItem } from '#contract/postings.ts'
import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { BulkBar } from '#ui/bulk-bar.tsx'
import { Button, buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { Menu } from '#ui/menu.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { useShortcuts } from '#ui/shortcuts.ts'
import { isNarrowed, NO_FILTERS, SORTS } from './filter.ts'
import { isPlaceError, UnclearPlace } from './unclear-place.tsx'
import { JobRow } from './job-row.tsx'
import { howMany } from './counted.ts'
import type { CountedFeed } from './counted.ts'
import { useJobActions } from './job-actions.ts'

interface JobListProps {
  feed: Pick<
    UseInfiniteQueryResult<{ pages: readonly { searched_for?: string | undefined }[] }>,
    'data' | 'error' | 'isPending' | 'isFetching' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage' | 'refetch'
  >
  counted: CountedFeed | undefined
  jobs: readonly JobItem[]
  current: string | null
  onOpen: (id: string) => void
  onImport: () => void
  MergeSelected: MergeOf
}

/** Draws the button that shows several postings as one. */
export type MergeOf = ComponentType<{ ids: readonly string[]; onDone: (stays: string) => void }>

export function JobList({ feed, counted, jobs, current, onOpen, onImport, MergeSelected }: JobListProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const actions = useJobActions()
  const first = feed.data?.pages[0]
  const at = useLastPlace(jobs.findIndex((job) => job.id === current))
  const step = (by: number) => {
    const next = jobs[Math.min(jobs.length - 1, Math.max(0, at(by) + by))]
    if (next !== undefined) onOpen(next.id)
  }
  const toggle = (id: string) => {
    const next = new Set(selected)
    if (!next.delete(id)) next.add(id)
    setSelected(next)
  }
  useShortcuts([
    { keys: 'j', also: ['arrowdown'], label: 'Next posting', group: 'Jobs', run: () => step(1) },
    { keys: 'k', also: ['arrowup'], label: 'Previous posting', group: 'Jobs', run: () => step(-1) },
    { keys: 'x', label: 'Select posting', group: 'Jobs', run: () => current !== null && toggle(current) },
  ])
  const chosen = jobs.filter((job) => selected.has(job.id))
  const clear = () => setSelected(new Set())

  return (
    <section className="jlist" aria-label="Postings" aria-busy={feed.isFetching}>
      <header className="jl-head">
        <b className="tn" role="status">
          {howMany(counted)}
        </b>
        <span className="push" />
        <SortMenu />
      </header>
      <SearchedFor meant={first?.searched_for} />
      {feed.isPending && <SkeletonRows rows={8} />}
      {feed.error !== null && isPlaceError(feed.error) && <UnclearPlace error={feed.error} />}
      {feed.error !== null && !isPlaceError(feed.error) && jobs.length === 0 && (
        <ErrorState
          title="The postings did not load"
          message={`${messageOf(feed.error)} Your filters are kept.`}
          requestId={feed.error instanceof ApiError ? feed.error.requestId : null}
          onRetry={() => void feed.refetch()}
        />
      )}
      {feed.data !== undefined && jobs.length === 0 && <NoPostings onImport={onImport} />}
      <ul>
        {jobs.map((job) => (
          <JobRow
            key={job.id}
            job={job}
            current={job.id === current}
            selected={selected.has(job.id)}
            selecting={selected.size > 0}
            onToggle={() => toggle(job.id)}
          />
        ))}
      </ul>
      {feed.hasNextPage && <More loading={feed.isFetchingNextPage} onMore={() => void feed.fetchNextPage()} />}
      <BulkBar count={chosen.length} onClear={clear}>
        <Button
          variant="ghost"
          size="sm"
          onClick={() => {
            actions.saveAll(chosen)
            clear()
          }}
        >
          <Bookmark aria-hidden="true" />
          Save
        </Button>
        <Button
          variant="ghost"
          size="sm"
          onClick={() => {
            actions.hide(chosen)
            clear()
          }}
        >
          <EyeOff aria-hidden="true" />
          Hide
        </Button>
        {chosen.length > 1 && (
          <MergeSelected
            ids={chosen.map((job) => job.id)}
            onDone={(stays) => {
              clear()
              onOpen(stays)
            }}
          />
        )}
      </BulkBar>
    </section>
  )
}

/** Where one stands in the list. After what was hidden comes what took its place, not the first of all. */
function useLastPlace(at: number): (by: number) => number {
  const [params] = useUrlParams()
  const last = useRef({ at, params })
  useEffect(() => {
    if (at !== -1) last.current = { at, params }
  }, [at, params])
  return (by) => {
    if (at !== -1) return at
    return last.current.params === params ? last.current.at - Math.max(0, by) : -1
  }
}

/** That a misspelt word was read as another, and the way to insist on it. */
function SearchedFor({ meant }: { meant: string | undefined }) {
  const [params, change] = useUrlParams()
  if (meant === undefined) return null
  return (
    <p className="jl-meant t-13" role="status">
      Showing results for <b className="m">{meant}</b>.{' '}
      <button type="button" className="link" onClick={() => change({ verbatim: 'true' })}>
        Search for {params.get('q')} instead
      </button>
    </p>
  )
}

function SortMenu() {
  const [params, change] = useUrlParams()
  const now = params.get('sort') ?? (params.get('q') === null ? '-match' : 'relevance')
  return (
    <Menu
      trigger={
        <Button variant="ghost" size="sm" aria-label="Order of the list">
          <ArrowDownWideNarrow aria-hidden="true" />
          {SORTS.find((sort) => sort.value === now)?.label}
        </Button>
      }
      groups={[
        {
          items: SORTS.map((sort) => ({
            key: sort.value,
            label: sort.label,
            checked: sort.value === now,
            run: () => change({ sort: sort.value }),
          })),
        },
      ]}
    />
  )
}

/** Loads the next page shortly before the end comes into sight; the button serves the keyboard. */
function More({ loading, onMore }: { loading: boolean; onMore: () => void }) {
  const mark = useRef<HTMLDivElement>(null)
  const latest = useRef(onMore)
  useEffect(() => {
    latest.current = onMore
  })
  useEffect(() => {
    if (mark.current === null || loading) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && latest.current(), {
      rootMargin: '600px',
    })
    observer.observe(mark.current)
    return () => observer.disconnect()
  }, [loading])
  return (
    <div ref={mark} className="row" style={{ justifyContent: 'center', padding: '12px 0 64px' }}>
      <Button variant="ghost" size="sm" loading={loading} onClick={onMore}>
        More postings
      </Button>
    </div>
  )
}

function NoPostings({ onImport }: { onImport: () => void }) {
  const [params, change] = useUrlParams()
  if (isNarrowed(params)) {
    return (
      <EmptyState
        icon={SearchX}
        title="Nothing fits all of this"
        action={
          <Button variant="primary" onClick={() => change({ ...NO_FILTERS, state: null })}>
            Clear the filters
          </Button>
        }
      >
        Take a filter away, or search for fewer words.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={Briefcase}
      title="Your feed is empty"
      action={
        <>
          <Link to="/settings/sources" className={buttonClass({ variant: 'primary' })}>
            Switch on sources
          </Link>
          <Button onClick={onImport}>Import one</Button>
        </>
      }
    >
      Job boards that you switch on are read in the background; every posting lands here once.
    </EmptyState>
  )
}
