import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { JobFacets } from '#contract/postings.ts'
import { formatCount } from '#lib/format-money.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { cx } from '#ui/class-names.ts'
import { Dialog } from '#ui/dialog.tsx'
import { Bone, Skeleton } from '#ui/skeleton.tsx'
import type { CountedFeed } from './counted.ts'
import { statesOf, toggled } from './filter.ts'
import { hiddenCompaniesQuery, useShowCompany } from './queries.ts'
import { wordFor } from '#lib/posting-words.ts'

const GROUPS = [
  { name: 'remote', title: 'Workplace' },
  { name: 'seniority', title: 'Seniority' },
  { name: 'source', title: 'Source' },
  { name: 'skills', title: 'Skills wanted' },
  { name: 'employment', title: 'Employment' },
  { name: 'state', title: 'State' },
] as const

const MOST = 8

// How many of the later ones there are is not counted: it would cost every search, for what few look at.
const STATES = ['open', 'closed', 'edited', 'stale', 'ghost']

interface FacetsProps {
  counted: CountedFeed | undefined
  /** They did not load, and will not come. */
  failed?: boolean
  /** In a sheet of its own, where there is no room beside the list. */
  inSheet?: boolean
}

/** What the feed can be narrowed by, with how many postings each choice would leave. */
export function Facets({ counted, failed = false, inSheet = false }: FacetsProps) {
  const [showing, setShowing] = useState(false)
  const { facets, hidden_companies: hiddenCompanies = 0, total = 0, total_is_least } = counted ?? {}
  return (
    <aside className={cx('facets', inSheet && 'facets-in-sheet')} aria-label="Narrow the list">
      {facets === undefined
        ? !failed && <FacetBones />
        : GROUPS.map((group) => <Facet key={group.name} {...group} facets={facets} />)}
      {total_is_least === true && <p className="t-12 c-3">Counted are the newest {formatCount(total)}.</p>}
      {hiddenCompanies > 0 && (
        <p className="t-12 c-3">
          {hiddenCompanies === 1 ? '1 company hidden. ' : `${hiddenCompanies} companies hidden. `}
          <button type="button" className="link" onClick={() => setShowing(true)}>
            Show
          </button>
        </p>
      )}
      {showing && <HiddenCompanies onClose={() => setShowing(false)} />}
    </aside>
  )
}

function Facet({ name, title, facets }: (typeof GROUPS)[number] & { facets: JobFacets }) {
  const [params, change] = useUrlParams()
  const [all, setAll] = useState(false)
  const chosen = name === 'state' ? statesOf(params) : params.getAll(name)
  const values =
    name === 'state'
      ? STATES.map(
          (value) => facets.state.find((facet) => facet.value === value) ?? { value, label: null, count: null },
        )
      : facets[name].filter(({ value, count }) => count > 0 || chosen.includes(value))
  if (values.length === 0) return null
  const shown = all ? values : values.slice(0, MOST)
  return (
    <fieldset className="facet">
      <legend>{title}</legend>
      {shown.map((facet) => {
        const label = facet.label ?? wordFor(facet.value)
        const on = chosen.includes(facet.value)
        return (
          <label key={facet.value} className={cx('f-item', on && 'on')}>
            <Checkbox checked={on} aria-label={label} onChange={() => change(toggled(params, name, facet.value))} />
            <span className="grow">{label}</span>
            {facet.count !== null && <span className="tn c-3">{formatCount(facet.count)}</span>}
          </label>
        )
      })}
      {values.length > MOST && (
        <button type="button" className="link t-12" onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `${values.length - MOST} more`}
        </button>
      )}
    </fieldset>
  )
}

function HiddenCompanies({ onClose }: { onClose: () => void }) {
  const { data } = useQuery(hiddenCompaniesQuery)
  const show = useShowCompany()
  return (
    <Dialog open onOpenChange={onClose} title="Hidden companies" description="Their postings stay out of your feed.">
      <ul className="lines">
        {data?.items.map((hidden) => (
          <li key={hidden.id} className="row py-2">
            <span className="grow">
              {hidden.company} <span className="c-3 t-12">{formatCount(hidden.postings)} postings</span>
            </span>
            <Button size="sm" onClick={() => show.mutate(hidden.id)}>
              Show again
            </Button>
          </li>
        ))}
        {data?.items.length === 0 && <li className="c-2 py-2">No company is hidden.</li>}
      </ul>
    </Dialog>
  )
}

function FacetBones() {
  return (
    <Skeleton label="Loading filters">
      {[5, 4, 6].map((rows) => (
        <div key={rows} className="col g-3" style={{ marginBottom: 24 }}>
          <Bone width={72} />
          {Array.from({ length: rows }, (_, row) => (
            <Bone key={row} width={110 + ((row * 23) % 40)} height={10} />
          ))}
        </div>
      ))}
    </Skeleton>
  )
}
