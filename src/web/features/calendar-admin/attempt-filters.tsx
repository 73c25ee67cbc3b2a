import { SyncAttempt } from '#contract/calendar-sync.ts'
import { ERROR_WORDS } from '#domain/calendar/sync/errors.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Chip } from '#ui/chip.tsx'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import { Select } from '#ui/select.tsx'
import type { AttemptFilter } from './queries.ts'

const ALL = 'all'

const RESULTS: Readonly<Record<SyncAttempt['status'], string>> = {
  running: 'Running',
  done: 'Went well',
  failed: 'Failed',
  waiting: 'Wait',
  lost: 'Begun again',
}

interface AttemptFiltersProps {
  filter: AttemptFilter
  from: string
  to: string
}

/** Which syncs are listed. It lies in the address. */
export function AttemptFilters({ filter, from, to }: AttemptFiltersProps) {
  const [, change] = useUrlParams()
  const choose = (name: string) => (value: string) => change({ [name]: value === ALL ? null : value })
  return (
    <div className="row wrap cal-filters" role="group" aria-label="Which syncs">
      <Select
        size="sm"
        aria-label="Result"
        value={filter.status ?? ALL}
        options={[
          { value: ALL, label: 'However they ended' },
          ...SyncAttempt.shape.status.options.map((value) => ({ value, label: RESULTS[value] })),
        ]}
        onChange={choose('result')}
      />
      <Select
        size="sm"
        className="cal-cause"
        aria-label="Cause"
        value={filter.because ?? ALL}
        options={[
          { value: ALL, label: 'Any cause' },
          ...Object.entries(ERROR_WORDS).map(([value, { reason }]) => ({ value, label: reason })),
        ]}
        onChange={choose('because')}
      />
      <span className="row t-13 c-2">
        From
        <DateTimeInput
          className="is-sm"
          aria-label="Begun from"
          value={from}
          max={to}
          onChange={(day) => change({ from: day })}
        />
      </span>
      <span className="row t-13 c-2">
        to
        <DateTimeInput
          className="is-sm"
          aria-label="Begun until"
          value={to}
          min={from}
          onChange={(day) => change({ to: day })}
        />
      </span>
      {filter.connection_id !== undefined && (
        <Chip on onRemove={() => change({ account: null })}>
          One account
        </Chip>
      )}
    </div>
  )
}
