import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { CalendarClock, CalendarPlus, Settings2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Appointment } from '#contract/appointments.ts'
import { now } from '#lib/clock.ts'
import { useOfflineSince } from '#lib/offline.ts'
import { itemsOf } from '#lib/paged.ts'
import { useSettings } from '#lib/session.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { LoadError } from '#ui/load.tsx'
import { OfflineNote } from '#ui/offline-note.tsx'
import { useTitle } from '#ui/page.tsx'
import { usePaletteActions } from '#ui/palette-actions.ts'
import { useShortcuts } from '#ui/shortcuts.ts'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { useMedia } from '#ui/use-media.ts'
import { AppointmentDetail } from './appointment-detail.tsx'
import { AppointmentFilters } from './appointment-filters.tsx'
import { AppointmentRow } from './appointment-row.tsx'
import { BookDialog } from './book-dialog.tsx'
import { filterOf, isNarrowed, viewOf, type View } from './filter.ts'
import { MakeDialog } from './make-dialog.tsx'
import { appointmentsQuery, ownTypesQuery } from './queries.ts'
import { usePlace } from './use-place.ts'
import { dayWords } from './words.ts'

/** Appointments, by their day; one of them open beside them, over them, or as a page on a phone. */
export function AppointmentsPage() {
  useTitle('Appointments')
  const [params] = useUrlParams()
  const { id = null } = useParams({ strict: false })
  const navigate = useNavigate()
  const [dialog, setDialog] = useState<'book' | 'make' | null>(null)
  const view = viewOf(params)
  // What is over is decided anew with each look at another list, not in the middle of one.
  const at = useMemo(() => ({ view, now: now().toISOString() }), [view])
  const filter = useMemo(() => filterOf(params, at.now), [params, at])
  const list = useInfiniteQuery(appointmentsQuery(filter))
  const rows = useMemo(() => itemsOf(list.data), [list.data])
  const offline = useOfflineSince(list.dataUpdatedAt)
  const isWide = useMedia('(min-width: 1101px)')
  const { isStaff, isPractice } = usePlace()
  const open = (next: string | null) =>
    void navigate({ href: `/appointments${next === null ? '' : `/${next}`}${location.search}`, resetScroll: false })
  // Beside a list there is room, which the first of it takes.
  const shown = id ?? (isWide ? (rows[0]?.id ?? null) : null)
  const step = (by: number) => {
    const here = rows.findIndex((row) => row.id === shown)
    const next = rows[Math.min(rows.length - 1, Math.max(0, here + by))]
    if (next !== undefined) open(next.id)
  }
  const group = 'Appointments'
  useShortcuts([
    { keys: 'j', also: ['arrowdown'], label: 'Next appointment', group, run: () => step(1) },
    { keys: 'k', also: ['arrowup'], label: 'Appointment before', group, run: () => step(-1) },
    { keys: 'enter', label: 'Open the appointment', group, run: () => shown !== null && open(shown) },
    { keys: 'escape', label: 'Close the appointment', group, run: () => id !== null && open(null) },
    ...(isStaff ? [{ keys: 'n', label: 'Make an appointment', group, run: () => setDialog('make') }] : []),
    ...(isPractice ? [{ keys: 'b', label: 'Book an appointment', group, run: () => setDialog('book') }] : []),
  ])
  usePaletteActions(
    isStaff
      ? [
          {
            id: 'make-appointment',
            label: 'Make an appointment',
            group: 'Do',
            icon: CalendarPlus,
            run: () => setDialog('make'),
          },
        ]
      : [],
  )
  return (
    <div className="appts" data-view={id === null ? 'list' : 'detail'}>
      <Head onBook={() => setDialog('book')} onMake={() => setDialog('make')} />
      <OfflineNote since={offline} />
      <div className="appts-grid" data-empty={(shown === null && !list.isPending) || undefined}>
        <section className="appts-list" aria-label="Appointments" aria-busy={list.isFetching}>
          {list.data === undefined ? (
            list.error === null ? (
              <SkeletonRows rows={6} />
            ) : (
              <LoadError
                error={list.error}
                failure="The appointments did not load"
                onRetry={() => void list.refetch()}
              />
            )
          ) : rows.length === 0 ? (
            <Nothing view={view} onBook={() => setDialog('book')} />
          ) : (
            <Days rows={rows} current={shown} search={location.search} />
          )}
          {list.hasNextPage && (
            <div className="row p-3">
              <Button
                variant="ghost"
                size="sm"
                loading={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                More
              </Button>
            </div>
          )}
        </section>
        {shown !== null && <AppointmentDetail key={shown} id={shown} onClose={() => open(null)} />}
      </div>
      {dialog === 'book' && <BookDialog onClose={() => setDialog(null)} />}
      {dialog === 'make' && (
        <MakeDialog
          onClose={() => setDialog(null)}
          onMade={(made) => {
            setDialog(null)
            open(made)
          }}
        />
      )}
    </div>
  )
}

function Head({ onBook, onMake }: { onBook: () => void; onMake: () => void }) {
  const { isStaff, isPractice } = usePlace()
  return (
    <header className="appts-head">
      <div className="row wrap">
        <h1 className="h1 grow">Appointments</h1>
        {isStaff && (
          <Link to="/appointments/setup" className={buttonClass({})}>
            <Settings2 aria-hidden="true" />
            Set up
          </Link>
        )}
        {isPractice && (
          <Button variant={isStaff ? 'default' : 'primary'} onClick={onBook} {...(!isStaff && { keys: 'b' })}>
            Book
            <span className="hide-sm">an appointment</span>
          </Button>
        )}
        {isStaff && (
          <Button variant="primary" keys="n" onClick={onMake}>
            <CalendarPlus aria-hidden="true" />
            Make one
          </Button>
        )}
      </div>
      <AppointmentFilters />
    </header>
  )
}

function Days({ rows, current, search }: { rows: readonly Appointment[]; current: string | null; search: string }) {
  const style = useSettings()
  return [...Map.groupBy(rows, ({ start_time }) => dayWords(start_time, style))].map(([day, items]) => (
    <section key={day} aria-label={day}>
      <h2 className="appts-day">{day}</h2>
      <ul>
        {items.map((item) => (
          <AppointmentRow key={item.id} appointment={item} current={item.id === current} search={search} />
        ))}
      </ul>
    </section>
  ))
}

const NOTHING: Readonly<Record<View, { title: string; text: string }>> = {
  coming: { title: 'No appointments ahead', text: '' },
  'to-confirm': { title: 'Nothing to confirm', text: 'What waits for a yes, from you or from a guest, stands here.' },
  past: { title: 'No appointments yet', text: 'What took place stands here, and who did not come.' },
  cancelled: { title: 'Nothing was cancelled', text: 'Appointments that were called off stand here, with the reason.' },
}

function Nothing({ view, onBook }: { view: View; onBook: () => void }) {
  const [params, change] = useUrlParams()
  const { isStaff, isPractice } = usePlace()
  const types = useQuery({ ...ownTypesQuery, enabled: isStaff })
  const isSet = (types.data?.length ?? 0) > 0
  const { title, text } = NOTHING[view]
  if (isNarrowed(params))
    return (
      <EmptyState
        icon={CalendarClock}
        title="Nothing fits all of this"
        action={
          <Button onClick={() => change({ of: null, type: null, host: null, member: null })}>
            Take the filters off
          </Button>
        }
      />
    )
  if (view !== 'coming')
    return (
      <EmptyState icon={CalendarClock} title={title}>
        {text}
      </EmptyState>
    )
  return (
    <EmptyState
      icon={CalendarClock}
      title={title}
      action={
        isStaff ? (
          <Link to="/appointments/setup" className={buttonClass({ variant: 'primary' })}>
            {isSet ? 'To your booking links' : 'Set up what can be booked'}
          </Link>
        ) : (
          isPractice && (
            <Button variant="primary" onClick={onBook}>
              Book an appointment
            </Button>
          )
        )
      }
    >
      {isSet
        ? 'What is booked by your links, or made by you, stands here and in your calendar.'
        : isStaff
          ? 'Say what can be booked with you and when, then hand out a link. What is booked by it stands here and in your calendar.'
          : 'Talk to somebody of your practice: choose a time that is free for them.'}
    </EmptyState>
  )
}
