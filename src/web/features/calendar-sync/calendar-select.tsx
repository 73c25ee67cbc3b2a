import type { SyncedCalendar } from '#contract/calendar-connections.ts'
import { Select } from '#ui/select.tsx'

const ALL = 'all'

interface CalendarSelectProps {
  label: string
  calendars: readonly Pick<SyncedCalendar, 'id' | 'name'>[]
  /** The id of one of them; null: all. */
  value: string | null
  onChange: (id: string | null) => void
}

/** Narrows a list to what is of one calendar. */
export function CalendarSelect({ label, calendars, value, onChange }: CalendarSelectProps) {
  return (
    <Select
      size="sm"
      aria-label={label}
      value={value ?? ALL}
      options={[
        { value: ALL, label: 'All calendars' },
        ...calendars.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(id) => onChange(id === ALL ? null : id)}
    />
  )
}
