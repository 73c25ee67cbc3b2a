import { MapPin, Plus } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { AMOUNT_HINT, amountOf, formatAmount } from '#lib/format-money.ts'
import { useSettings } from '#lib/session.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Field } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { Popover } from '#ui/popover.tsx'
import { Select } from '#ui/select.tsx'

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

/** What the feed can be narrowed by that is typed rather than counted. */
export function FilterPopover() {
  const [open, setOpen] = useState(false)
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
      <FilterForm onDone={() => setOpen(false)} />
    </Popover>
  )
}

/** Begins with what the address says; what is typed goes there together, what is chosen at once. */
function FilterForm({ onDone }: { onDone: () => void }) {
  const [params, change] = useUrlParams()
  const settings = useSettings()
  const currency = params.get('salary_currency') ?? settings.currency
  const [place, setPlace] = useState(params.get('place') ?? '')
  const [radius, setRadius] = useState(params.get('radius_km') ?? '')
  const [company, setCompany] = useState(params.get('company') ?? '')
  const [pay, setPay] = useState(() => {
    const least = params.get('salary_min')
    return least === null ? '' : formatAmount(Number(least), currency)
  })
  const amount = amountOf(pay, currency)
  function apply(event: FormEvent) {
    event.preventDefault()
    if (amount === undefined) return
    change({
      place: place.trim(),
      radius_km: place.trim() === '' ? null : radius,
      company: company.trim(),
      ...(amount === null
        ? { salary_min: null, salary_currency: null, salary_unknown: null }
        : { salary_min: String(amount), salary_currency: currency }),
    })
    onDone()
  }
  return (
    <form className="col g-3" style={{ width: 260 }} onSubmit={apply}>
      <Field label="Place" help="City, region or country">
        <Input icon={MapPin} value={place} onChange={(event) => setPlace(event.target.value)} autoFocus />
      </Field>
      <Field label="Within" help={radius === '' ? undefined : 'As the crow flies, around a town'}>
        <Select options={RADII} value={radius} onChange={setRadius} disabled={place.trim() === ''} />
      </Field>
      <Field label="Company">
        <Input value={company} maxLength={200} onChange={(event) => setCompany(event.target.value)} />
      </Field>
      <Field label="Salary from, per year" error={amount === undefined ? AMOUNT_HINT : undefined}>
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
  )
}
