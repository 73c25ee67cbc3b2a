import { ArrowLeft, ArrowLeftRight, ArrowRight, Minus, Settings2 } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import type { CalendarConnection, SyncedCalendar } from '#contract/calendar-connections.ts'
import { colourOf, kindOf, wayOf } from '#lib/calendars.ts'
import { Card } from '#ui/card.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { NamedColour } from '#ui/named-colour.tsx'
import { Select } from '#ui/select.tsx'
import { Table } from '#ui/table.tsx'
import { CalendarDialog } from './calendar-dialog.tsx'
import { useChangeCalendar } from './queries.ts'
import type { SyncParts } from './sync-parts.ts'
import { isReadOnly, PRIVATE_WORDS, SENDS_WORDS } from './words.ts'
import type { Way } from '#lib/calendars.ts'

const WAYS: readonly { readonly value: Way; readonly label: string; readonly icon: LucideIcon }[] = [
  { value: 'both', label: 'Both ways', icon: ArrowLeftRight },
  { value: 'pull', label: 'Only in', icon: ArrowLeft },
  { value: 'push', label: 'Only out', icon: ArrowRight },
  { value: 'none', label: 'Off', icon: Minus },
]

interface CalendarsCardProps extends Pick<SyncParts, 'Confirm'> {
  account: CalendarConnection
}

/** The calendars of an account: which of them are synced, and which way. */
export function CalendarsCard({ account, Confirm }: CalendarsCardProps) {
  const [setUp, setSetUp] = useState<string | null>(null)
  const shown = account.calendars.find(({ id }) => id === setUp)
  return (
    <Card title={`${kindOf(account)}: which calendars, which way`} ruled flush className="cal-table">
      {account.calendars
        .filter(({ state }) => state === 'needs_confirmation')
        .map((calendar) => (
          <div className="cal-ask" key={calendar.id}>
            <Confirm calendar={calendar} />
          </div>
        ))}
      <Table
        label={`Calendars of ${account.name}`}
        rows={account.calendars}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'calendar',
            head: 'Calendar',
            cell: (calendar) => <Named calendar={calendar} isSaid={account.message === calendar.message} />,
          },
          { key: 'way', head: 'Direction', cell: (calendar) => <Direction calendar={calendar} /> },
          {
            key: 'private',
            head: 'Private events',
            className: 'c-2',
            cell: (calendar) => comesIn(calendar) && <Said name="Private events">{inWords(calendar)}</Said>,
          },
          {
            key: 'sends',
            head: 'Sent there',
            className: 'c-2',
            cell: (calendar) =>
              goesOut(calendar) && <Said name="Sent there">{SENDS_WORDS[calendar.filters.sends]}</Said>,
          },
          {
            key: 'more',
            head: <span className="sr">Settings</span>,
            right: true,
            cell: (calendar) => (
              <IconButton
                icon={Settings2}
                size="sm"
                label={`Colour and filters of ${calendar.name}`}
                onClick={() => setSetUp(calendar.id)}
              />
            ),
          },
        ]}
      />
      {shown !== undefined && <CalendarDialog calendar={shown} onClose={() => setSetUp(null)} />}
    </Card>
  )
}

const comesIn = (calendar: SyncedCalendar) => ['pull', 'both'].includes(wayOf(calendar))
const goesOut = (calendar: SyncedCalendar) => ['push', 'both'].includes(wayOf(calendar))

function inWords({ filters: { private: how, categories, colours } }: SyncedCalendar): string {
  const only = [
    ...(categories === undefined ? [] : [`only ${categories.join(', ')}`]),
    ...(colours === undefined ? [] : [`only ${colours.length === 1 ? 'one colour' : `${colours.length} colours`}`]),
  ]
  return [PRIVATE_WORDS[how], ...only].join('; ')
}

/** A cell that says on a phone, where there is no head, what it is about. */
function Said({ name, children }: { name: string; children: string }) {
  return (
    <>
      <span className="only-sm c-3">{name}: </span>
      {children}
    </>
  )
}

interface NamedProps {
  calendar: SyncedCalendar
  /** What is wrong with the whole account stands on its card. */
  isSaid: boolean
}

function Named({ calendar, isSaid }: NamedProps) {
  const change = useChangeCalendar()
  const on = wayOf(calendar) !== 'none'
  const choose = (selected: boolean) => {
    const direction = isReadOnly(calendar) ? 'pull' : 'both'
    change.mutate({
      params: { id: calendar.id },
      body: { selected, ...(selected && calendar.direction === 'none' ? { direction } : {}) },
    })
  }
  return (
    <span className="row row-3 top">
      <Checkbox checked={on} aria-label={`Sync ${calendar.name}`} onChange={choose} />
      <span className="min-w-0">
        <NamedColour name={calendar.name} colour={colourOf(calendar)} />
        {isReadOnly(calendar) && <span className="t-12 c-3 block">You may only read it</span>}
        {on && !isSaid && calendar.message !== null && (
          <span className="t-12 c-bad block">
            {calendar.message} {calendar.remedy}
          </span>
        )}
      </span>
    </span>
  )
}

function Direction({ calendar }: { calendar: SyncedCalendar }) {
  const change = useChangeCalendar()
  const choose = (way: Way) =>
    change.mutate({
      params: { id: calendar.id },
      body: way === 'none' ? { selected: false } : { selected: true, direction: way },
    })
  return (
    <Select
      aria-label={`Direction of ${calendar.name}`}
      size="sm"
      className="cal-way"
      value={wayOf(calendar)}
      onChange={choose}
      options={WAYS.map(({ value, label, icon: Icon }) => ({
        ...{ value, label },
        disabled: isReadOnly(calendar) && (value === 'both' || value === 'push'),
        face: (
          <span className="row">
            <Icon className="i-14" aria-hidden="true" />
            {label}
          </span>
        ),
      }))}
    />
  )
}
