import { Link } from '@tanstack/react-router'
import { Download, MapPin, Plus, SlidersHorizontal } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import type { JobFacets } from '#contract/postings.ts'
import { languageName } from '#domain/postings/language-name.ts'
import { formatCount, parseMoney } from '#lib/format-money.ts'
import { useSettings } from '#lib/session.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Chip } from '#ui/chip.tsx'
import { Field } from '#ui/field.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Input } from '#ui/input.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { Popover } from '#ui/popover.tsx'
import { SearchInput } from '#ui/search-input.tsx'
import { Select } from '#ui/select.tsx'
import { Sheet } from '#ui/sheet.tsx'
import type { CountedFeed } from './counted.ts'
import { Facets } from './facets.tsx'
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

const AGES = [
  { value: '', label: 'Any time' },
  { value: '1', label: 'Today' },
  { value: '3', label: '3 days' },
  { value: '7', label: '7 days' },
  { value: '14', label: '14 days' },
  { value: '30', label: '30 days' },
  { value: '60', label: '60 days' },
]

const RADII = [
  { value: '', label: 'The place by its name' },
  ...['5', '10', '25', '50', '100', '200'].map((value) => ({ value, label: `${value} km` })),
]

const SCORES = [
  { value: '', label: 'Any match' },
  ...['40', '50', '60', '70', '80', '90'].map((value) => ({ value, label: `From ${value}` })),
]

function FilterPopover() {
  const [params, change] = useUrlParams()
  const settings = useSettings()
  const [open, setOpen] = useState(false)
  const [place, setPlace] = useState('')
  const [radius, setRadius] = useState('')
  const [pay, setPay] = useState('')
  const currency = params.get('salary_currency') ?? settings.currency
  useEffect(() => {
    if (!open) return
    setPlace(params.get('place') ?? '')
    setRadius(params.get('radius_km') ?? '')
  }, [open, params])
  const amount = pay.trim() === '' ? null : parseMoney(pay, currency)
  const payError = pay.trim() !== '' && amount === null ? 'Write an amount such as 60 000 or 60k.' : undefined
  function apply() {
    if (payError !== undefined) return
    change({
      place: place.trim() === '' ? null : place.trim(),
      radius_km: place.trim() === '' ? null : radius,
      ...(amount === null ? {} : { salary_min: String(amount), salary_currency: currency }),
    })
    setOpen(false)
  }
  return (
    <Popover
      label="Filter"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className="chip dashed">
          <Plus className="i-14" aria-hidden="true" />
          Filter
        </button>
      }
    >
      <form
        className="col g-3"
        style={{ width: 260 }}
        onSubmit={(event) => {
          event.preventDefault()
          apply()
        }}
      >
        <Field label="Place" help="City, region or country">
          <Input icon={MapPin} value={place} onChange={(event) => setPlace(event.target.value)} autoFocus />
        </Field>
        <Field label="Within" help={radius === '' ? undefined : 'As the crow flies, around a town'}>
          <Select options={RADII} value={radius} onChange={setRadius} disabled={place.trim() === ''} />
        </Field>
        <Field label="Salary from, per year" error={payError}>
          <Input prefix={currency} value={pay} inputMode="decimal" onChange={(event) => setPay(event.target.value)} />
        </Field>
        <Checkbox
          label="Also where no pay is stated"
          checked={params.get('salary_unknown') === 'true'}
          onChange={(on) => change({ salary_unknown: on ? 'true' : null })}
        />
        <Field label="Posted">
          <Select
            options={AGES}
            value={params.get('posted_within_days') ?? ''}
            onChange={(value) => change({ posted_within_days: value })}
          />
        </Field>
        <Field label="Match">
          <Select
            options={SCORES}
            value={params.get('match_min') ?? ''}
            onChange={(value) => change({ match_min: value })}
          />
        </Field>
        <Button variant="primary" type="submit">
          Show postings
        </Button>
      </form>
    </Popover>
  )
}
