import { Link } from '@tanstack/react-router'
import { Download, MapPin, SlidersHorizontal } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { JobFacets } from '#contract/postings.ts'
import { languageName } from '#domain/postings/language-name.ts'
import { formatCount } from '#lib/format-money.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { SearchInput } from '#ui/search-input.tsx'
import { Sheet } from '#ui/sheet.tsx'
import type { CountedFeed } from './counted.ts'
import { Facets } from './facets.tsx'
import { FilterPopover } from './filter-popover.tsx'
import { activeFilters, NO_FILTERS, viewOf, VIEWS } from './filter.ts'
import { wordFor } from '#lib/posting-words.ts'

interface JobsBarProps {
  counted: CountedFeed | undefined
  onImport: () => void
  /** The list of saved searches, and the way to save this one. */
  searches: ReactNode
  saveSearch: ReactNode
}

/** Views, search, and every filter that is on as a chip. */
export function JobsBar({ counted, onImport, searches, saveSearch }: JobsBarProps) {
  const [narrowing, setNarrowing] = useState(false)
  const [params, change] = useUrlParams()
  const view = viewOf(params)
  const facets = counted?.facets
  const labelOf = (name: string, value: string) => {
    if (name === 'language') return languageName(value)
    const known = name === 'source' ? facets?.source : name === 'skills' ? facets?.skills : undefined
    return known?.find((facet) => facet.value === value)?.label ?? wordFor(value)
  }
  const active = activeFilters(params, labelOf)
  return (
    <div className="jobs-bar">
      <div className="row jobs-views">
        <nav className="tabs" aria-label="Views">
          <Link to="/jobs/for-you" className="tab">
            For you
          </Link>
          {VIEWS.map((option) => (
            <button
              key={option.value}
              type="button"
              className="tab"
              aria-current={option.value === view ? 'page' : undefined}
              aria-selected={undefined}
              onClick={() => change({ state: option.value === '' ? null : option.value })}
            >
              {option.label}
              <ViewCount facets={facets} view={option.value} />
            </button>
          ))}
        </nav>
        <span className="push" />
        {searches}
        <Button size="sm" className="hide-sm" onClick={onImport}>
          <Download aria-hidden="true" />
          Import posting
        </Button>
        <span className="only-sm">
          <IconButton icon={Download} size="sm" label="Import posting" onClick={onImport} />
        </span>
      </div>
      <div className="row wrap jobs-q">
        <SearchInput
          className="jobs-search"
          label="Search postings"
          group="Jobs"
          placeholder="Title, company, skill"
          maxLength={300}
          value={params.get('q') ?? ''}
          onSearch={(q) => change({ q, verbatim: null })}
          suffix={
            <span className="hide-sm">
              <Kbd keys="/" />
            </span>
          }
        />
        <div className="row chips" role="group" aria-label="Filters">
          {active.map((filter) => (
            <Chip
              key={filter.key}
              on
              {...(filter.key === 'place' ? { icon: MapPin } : {})}
              onRemove={() => change(filter.without)}
            >
              {filter.label}
            </Chip>
          ))}
          <FilterPopover />
          <button type="button" className="chip dashed facets-button" onClick={() => setNarrowing(true)}>
            <SlidersHorizontal className="i-14" aria-hidden="true" />
            More
          </button>
          {saveSearch}
          {active.length > 1 && (
            <Button variant="ghost" size="sm" onClick={() => change({ ...NO_FILTERS, state: view })}>
              Clear
            </Button>
          )}
        </div>
      </div>
      <Sheet open={narrowing} onOpenChange={setNarrowing} title="Narrow the list">
        <Facets counted={counted} inSheet />
      </Sheet>
    </div>
  )
}

function ViewCount({ facets, view }: { facets: JobFacets | undefined; view: string }) {
  const count = facets?.state.find((facet) => facet.value === view)?.count
  return view === '' || count === undefined || count === 0 ? null : <em>{formatCount(count)}</em>
}
