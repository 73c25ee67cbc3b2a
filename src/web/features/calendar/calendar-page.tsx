import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, Plus } from 'lucide-react'
import { useState } from 'react'
import type { Event, Scope } from '#contract/calendar-events.ts'
import { connectionsQuery } from '#lib/calendars.ts'
import { now } from '#lib/clock.ts'
import { dateIn, today } from '#lib/format-time.ts'
import type { TimeStyle } from '#lib/format-time.ts'
import { useOfflineSince } from '#lib/offline.ts'
import { useSettings } from '#lib/session.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { LoadError } from '#ui/load.tsx'
import { Note } from '#ui/note.tsx'
import { OfflineNote } from '#ui/offline-note.tsx'
import { useTitle } from '#ui/page.tsx'
import { Segments } from '#ui/segments.tsx'
import { useShortcuts } from '#ui/shortcuts.ts'
import { useMedia } from '#ui/use-media.ts'
import { Agenda, DayStrip } from './agenda.tsx'
import { Keys, toggled } from './calendar-keys.tsx'
import { lookOf, looksOf } from './colours.ts'
import { EventDialog } from './event-dialog.tsx'
import { draftOf, newDraft } from './event-draft.ts'
import type { EventDraft } from './event-draft.ts'
import { EventPanel } from './event-panel.tsx'
import { FreeDialog } from './free-dialog.tsx'
import { Grid } from './grid.tsx'
import type { Placed } from './grid.tsx'
import { eventsQuery, useChangeEvent, useDeleteEvent, warningsQuery } from './queries.ts'
import { ScopeDialog } from './scope-dialog.tsx'
import { isDate, stepped, stretchOf, VIEWS, weekOf } from './stretch.ts'
import type { View } from './stretch.ts'
import { namedIn, useNamedEvent } from './use-named-event.ts'
import { elsewhereWords, keyOf, marksOf } from './words.ts'

const VIEW_WORDS = { day: 'Day', week: 'Week', month: 'Month', agenda: 'Agenda' } as const

/** What waits for an answer: a form, or how far a change of a series goes. */
type Asking =
  | { readonly kind: 'form'; readonly draft: EventDraft; readonly event: Event | null }
  | { readonly kind: 'move'; readonly event: Event; readonly placed: Placed; readonly revert: () => void }
  | { readonly kind: 'delete'; readonly event: Event }
  | { readonly kind: 'free' }

/** The days with what is in them, over all calendars. */
export function CalendarPage() {
  const style = useSettings()
  const [params, change] = useUrlParams()
  const phone = useMedia('(max-width: 767px)')
  const wished = VIEWS.find((one) => one === params.get('view'))
  const view: View = phone ? 'agenda' : (wished ?? 'week')
  const asked = params.get('date')
  const date = isDate(asked) ? asked : today(style)
  const stretch = stretchOf(view, date, style.time_zone)
  const list = useQuery(eventsQuery(stretch, style.time_zone))
  const warnings = useQuery(warningsQuery(stretch, style.time_zone)).data?.items ?? []
  const marks = marksOf(warnings)
  const { data: connections } = useQuery(connectionsQuery)
  const looks = looksOf(connections?.items.flatMap(({ calendars }) => calendars) ?? [])
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<Asking | null>(null)
  const events = (list.data?.items ?? []).filter((event) => !hidden.has(lookOf(event, looks)?.id ?? ''))
  const chosen = params.get('event')
  const open = namedIn(events, chosen)
  const offline = useOfflineSince(list.dataUpdatedAt)
  const remove = useDeleteEvent()
  const move = useChangeEvent('said')
  const go = (to: string) => change({ date: to === today(style) ? null : to })
  const gone = useNamedEvent(chosen, {
    isHere: namedIn(list.data?.items ?? [], chosen) !== null,
    isSettled: list.isSuccess && !list.isPlaceholderData,
    onFar: (event) => go(dayOf(event, style.time_zone)),
  })
  const show = (event: Event | null) => change({ event: event === null ? null : keyOf(event) }, { replace: false })
  const add = () =>
    setAsking({ kind: 'form', event: null, draft: newDraft(nextHour(date, style.time_zone), style.time_zone) })
  const edit = (event: Event) => setAsking({ kind: 'form', event, draft: draftOf(event, style.time_zone) })
  const title = monthOf(date, style.locale)
  useTitle(`Calendar, ${title}`)
  useShortcuts([
    { keys: 'n', label: 'Add an event', group: 'Calendar', run: add },
    { keys: 'f', label: 'Offer free times', group: 'Calendar', run: () => setAsking({ kind: 'free' }) },
    { keys: 't', label: 'To today', group: 'Calendar', run: () => go(today(style)) },
    {
      keys: 'j',
      label: 'On to the next',
      group: 'Calendar',
      also: ['arrowright'],
      run: () => go(stepped(view, date, 1)),
    },
    { keys: 'k', label: 'Back', group: 'Calendar', also: ['arrowleft'], run: () => go(stepped(view, date, -1)) },
    ...VIEWS.map((one) => ({
      keys: `v ${one.slice(0, 1)}`,
      label: `Show ${VIEW_WORDS[one].toLowerCase()}`,
      group: 'Calendar',
      run: () => change({ view: one === 'week' ? null : one }),
    })),
    ...(open === null
      ? []
      : [
          { keys: 'e', label: 'Change the event', group: 'Calendar', run: () => edit(open) },
          { keys: 'escape', label: 'Close the event', group: 'Calendar', run: () => show(null) },
        ]),
  ])

  function moved(event: Event, placed: Placed, revert: () => void) {
    if (event.recurrence !== null && event.recurrence_id !== null) setAsking({ kind: 'move', event, placed, revert })
    else carry(event, placed, { revert, scope: null })
  }
  function carry(event: Event, placed: Placed, { revert, scope }: { revert: () => void; scope: Scope | null }) {
    const key = event.recurrence_id === null ? {} : { recurrence_id: event.recurrence_id }
    const query = scope === null ? {} : { ...key, scope }
    setAsking(null)
    move.mutate({ params: { id: event.id }, query, body: { ...placed, version: event.version } }, { onError: revert })
  }
  function drop(event: Event, scope: Scope | null) {
    const key = event.recurrence_id === null ? {} : { recurrence_id: event.recurrence_id }
    setAsking(null)
    remove.mutate(
      { params: { id: event.id }, query: scope === null ? {} : { ...key, scope } },
      { onSuccess: () => show(null) },
    )
  }

  return (
    <div className="calpage">
      <header className="cal-bar">
        <h1 className="h1 nw">{title}</h1>
        {view === 'week' && <span className="c-3 nw hide-sm">Week {weekOf(date)}</span>}
        <div className="row row-1">
          <Button size="sm" className="hide-sm" onClick={() => go(today(style))}>
            Today
          </Button>
          <IconButton icon={ChevronLeft} size="sm" label="Back" keys="k" onClick={() => go(stepped(view, date, -1))} />
          <IconButton
            icon={ChevronRight}
            size="sm"
            label="On to the next"
            keys="j"
            onClick={() => go(stepped(view, date, 1))}
          />
        </div>
        <div className="hide-sm">
          <Segments
            label="View"
            options={VIEWS.map((value) => ({ value, label: VIEW_WORDS[value] }))}
            value={view}
            onChange={(next) => change({ view: next === 'week' ? null : next })}
          />
        </div>
        <span className="push" />
        <Keys looks={looks} hidden={hidden} onToggle={(id) => setHidden(toggled(hidden, id))} />
        <Button size="sm" className="hide-sm" keys="f" onClick={() => setAsking({ kind: 'free' })}>
          Offer times
        </Button>
        <Button size="sm" variant="primary" keys="n" onClick={add}>
          <Plus aria-hidden="true" />
          Event
        </Button>
      </header>
      <OfflineNote since={offline} />
      {list.data?.shortened === true && <Note tone="warn" title="A series has more dates here than can be shown." />}
      {gone && (
        <Note
          tone="warn"
          title="The event of this address is not there any more."
          actions={
            <Button size="sm" onClick={() => show(null)}>
              Close
            </Button>
          }
        />
      )}
      {phone && (
        <DayStrip date={date} busy={new Set(events.map((event) => dayOf(event, style.time_zone)))} onDay={go} />
      )}
      <div className="cal-grid" data-open={open === null ? undefined : ''}>
        {list.error !== null && list.data === undefined ? (
          <LoadError error={list.error} failure="Your events could not be loaded" onRetry={() => void list.refetch()} />
        ) : (
          <div
            className="cal-view"
            data-view={view}
            aria-busy={list.isPending}
            role="region"
            aria-label="Your events"
            tabIndex={0}
          >
            {view === 'agenda' ? (
              <Agenda {...{ events, looks, marks, date, chosen }} days={14} other_zone={null} onOpen={show} />
            ) : (
              <Grid
                {...{ view, date, events, looks, marks, chosen }}
                other_zone={otherZone(events, style)}
                onOpen={show}
                onPlace={(placed) => setAsking({ kind: 'form', event: null, draft: newDraft(placed, style.time_zone) })}
                onMove={moved}
                onDay={(day) => change({ date: day, view: 'day' })}
              />
            )}
          </div>
        )}
        {open !== null && (
          <EventPanel
            key={chosen}
            event={open}
            others={list.data?.items ?? []}
            warnings={warnings}
            looks={looks}
            onEdit={() => edit(open)}
            onDelete={() => (open.recurrence === null ? drop(open, null) : setAsking({ kind: 'delete', event: open }))}
            onClose={() => show(null)}
          />
        )}
      </div>
      {asking?.kind === 'form' && (
        <EventDialog
          draft={asking.draft}
          event={asking.event}
          looks={looks}
          onSaved={(event) => {
            setAsking(null)
            show(event)
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.kind === 'free' && <FreeDialog onClose={() => setAsking(null)} />}
      {asking?.kind === 'move' && (
        <ScopeDialog
          title="Which dates move?"
          action="Move"
          onChoose={(scope) => carry(asking.event, asking.placed, { revert: asking.revert, scope })}
          onClose={() => {
            asking.revert()
            setAsking(null)
          }}
        />
      )}
      {asking?.kind === 'delete' && (
        <ScopeDialog
          title="Which dates are deleted?"
          action="Delete"
          danger
          onChoose={(scope) => drop(asking.event, scope)}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  )
}

/** The first clock among the events that shows another time than one's own. */
const otherZone = (events: readonly Event[], style: TimeStyle): string | null =>
  events.find((event) => elsewhereWords(event, style) !== null)?.timezone ?? null

const dayOf = (event: Event, time_zone: string): string =>
  event.all_day ? event.start_time : dateIn(event.start_time, { time_zone })

/** The hour that comes next, on the day that is looked at. */
function nextHour(date: string, zone: string): Placed {
  const hour = Math.ceil(now().getTime() / 3_600_000) * 3_600_000
  const isToday = dateIn(new Date(hour).toISOString(), { time_zone: zone }) === date
  const start = isToday ? new Date(hour).toISOString() : atNine(date, zone)
  return { all_day: false, start_time: start, end_time: new Date(Date.parse(start) + 3_600_000).toISOString() }
}

const atNine = (date: string, zone: string): string =>
  new Date(Date.parse(stretchOf('day', date, zone).from) + 9 * 3_600_000).toISOString()

function monthOf(date: string, locale: string): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`))
}
