import { CalendarOff, Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Hours, OtherDay } from '#contract/appointment-types.ts'
import { formatDay, today } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import { Field } from '#ui/field.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Segments } from '#ui/segments.tsx'
import { rangesOf, withDays, withoutDays, wrongWith, type DayRange } from './hours.ts'
import { Stretches } from './stretches.tsx'

interface OtherDaysProps {
  days: readonly OtherDay[]
  onChange: (days: readonly OtherDay[]) => void
}

/** Days off, and days with other hours than every week. */
export function OtherDays({ days, onChange }: OtherDaysProps) {
  const style = useSettings()
  const [adding, setAdding] = useState(false)
  const ranges = rangesOf(days)
  const nameOf = ({ first, last }: DayRange) =>
    first === last ? formatDay(first, style) : `${formatDay(first, style)} to ${formatDay(last, style)}`
  return (
    <section aria-label="Days off and other hours">
      <header className="sec">
        <h3 className="b">Days off and other hours</h3>
        <span className="push" />
        {!adding && (
          <Button variant="ghost" size="sm" onClick={() => setAdding(true)}>
            <Plus aria-hidden="true" />
            Add days
          </Button>
        )}
      </header>
      {ranges.length === 0 && !adding && (
        <p className="t-13 c-2">None. Holidays and days on which other hours hold than every week go here.</p>
      )}
      <ul className="week">
        {ranges.map((range) => (
          <li key={range.first} className="row week-day">
            <CalendarOff className="c-3" aria-hidden="true" />
            <span className="grow">
              <b className="m">{nameOf(range)}</b>
              <span className="c-2 block t-13 tn">
                {range.hours.length === 0
                  ? 'Off'
                  : range.hours.map(({ start, end }) => `${start} to ${end}`).join(', ')}
              </span>
            </span>
            <IconButton
              icon={X}
              size="sm"
              label={`Take ${nameOf(range)} out`}
              onClick={() => onChange(withoutDays(days, range))}
            />
          </li>
        ))}
      </ul>
      {adding && (
        <AddDays
          onAdd={(range) => {
            onChange(withDays(days, range))
            setAdding(false)
          }}
          onCancel={() => setAdding(false)}
        />
      )}
    </section>
  )
}

const KINDS = [
  { value: 'off', label: 'Off' },
  { value: 'hours', label: 'Other hours' },
] as const
const LONGEST_DAYS = 366

function AddDays({ onAdd, onCancel }: { onAdd: (range: DayRange) => void; onCancel: () => void }) {
  const settings = useSettings()
  const [first, setFirst] = useState(() => today(settings))
  const [last, setLast] = useState('')
  const [kind, setKind] = useState<'off' | 'hours'>('off')
  const [hours, setHours] = useState<readonly Hours[]>([{ start: '09:00', end: '12:00' }])
  const until = last === '' ? first : last
  const isBackward = until < first
  const days = (Date.parse(until) - Date.parse(first)) / 86_400_000 + 1
  const wrong = isBackward
    ? 'The last day is before the first.'
    : days > LONGEST_DAYS
      ? 'A year is the most at once.'
      : undefined
  const sound =
    first !== '' &&
    wrong === undefined &&
    (kind === 'off' || (hours.length > 0 && hours.every((one) => wrongWith(one) === null)))
  const add = () => onAdd({ first, last: until, hours: kind === 'off' ? [] : hours })
  return (
    <div className="well col g-3 p-3 mt-2">
      <div className="form-row is-two">
        <Field label="From">
          <DateTimeInput value={first} min={today(settings)} autoFocus onChange={setFirst} />
        </Field>
        <Field label="To the end of" optional error={wrong}>
          <DateTimeInput value={last} min={first} onChange={setLast} />
        </Field>
      </div>
      <div>
        <Segments label="What holds" options={KINDS} value={kind} onChange={setKind} />
      </div>
      {kind === 'hours' && <Stretches day="these days" stretches={hours} onChange={setHours} />}
      <div className="row">
        <Button size="sm" disabled={!sound} onClick={add}>
          Add
        </Button>
        <Button size="sm" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
