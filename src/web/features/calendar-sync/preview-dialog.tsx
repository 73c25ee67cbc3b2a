import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import type { CalendarConnection, SyncedCalendar } from '#contract/calendar-connections.ts'
import type { CalendarPreview } from '#contract/calendar-sync.ts'
import { colourOf, kindOf, wayOf } from '#lib/calendars.ts'
import { titleWords } from '#lib/event-title.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Load } from '#ui/load.tsx'
import { NamedColour } from '#ui/named-colour.tsx'
import { Note } from '#ui/note.tsx'
import { startWords } from './event-words.ts'
import { plannedWords } from './sync-words.ts'
import { previewQuery, useStart } from './queries.ts'

/** What a sync would do here and there, calendar by calendar, before any of it is done; where it is off, the way to start it. */
export function PreviewDialog({ account, onClose }: { account: CalendarConnection; onClose: () => void }) {
  const chosen = account.calendars.filter((calendar) => wayOf(calendar) !== 'none')
  const query = useQuery({ ...previewQuery(account.id, chosen), enabled: chosen.length > 0 })
  const change = useStart()
  const start = () =>
    change.mutate({ params: { id: account.id }, body: { sync_enabled: true } }, { onSuccess: onClose })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide
      title={`${kindOf(account)}: what a sync would do`}
      description={`Events within ${account.sync_window_days} days before and after today. Nothing was stored or sent for this.`}
      foot={
        <>
          <Button onClick={onClose}>{account.sync_enabled ? 'Close' : 'Not yet'}</Button>
          {!account.sync_enabled && (
            <Button variant="primary" disabled={query.data === undefined} loading={change.isPending} onClick={start}>
              Start syncing
            </Button>
          )}
        </>
      }
    >
      {chosen.length === 0 ? (
        <Note tone="warn" title="No calendar is chosen">
          Choose one of the account first, and a direction for it.
        </Note>
      ) : (
        <Load query={query} failure="The calendars could not be looked at" rows={chosen.length}>
          {({ calendars }) => (
            <div className="col g-4">
              {calendars.map((preview) => (
                <OneCalendar
                  key={preview.calendar_id}
                  preview={preview}
                  calendar={account.calendars.find(({ id }) => id === preview.calendar_id)}
                  there={kindOf(account)}
                />
              ))}
            </div>
          )}
        </Load>
      )}
    </Dialog>
  )
}

interface OneCalendarProps {
  preview: CalendarPreview
  calendar: SyncedCalendar | undefined
  there: string
}

function OneCalendar({ preview: { name, here, there: sent, left_out }, calendar, there }: OneCalendarProps) {
  return (
    <section aria-label={name}>
      <h3 className="t-14">
        {calendar === undefined ? name : <NamedColour name={name} colour={colourOf(calendar)} />}
      </h3>
      <div className="cal-plan">
        <Planned name="Here" side={here} />
        <Planned name={`At ${there}`} side={sent} />
      </div>
      {left_out > 0 && (
        <p className="t-12 c-3">
          {left_out === 1 ? '1 event' : `${left_out} events`} there stay out, by your filters and days.
        </p>
      )}
    </section>
  )
}

function Planned({ name, side }: { name: string; side: CalendarPreview['here'] }) {
  const kinds = Map.groupBy(side.first, ({ what }) => what)
  return (
    <div className="min-w-0">
      <p className="t-13">
        <span className="c-3">{name}: </span>
        <b className="m">{plannedWords(side)}</b>
      </p>
      {[...kinds].map(([what, events]) => (
        <Fragment key={what}>
          {kinds.size > 1 && <p className="t-12 c-3 cal-plan-kind">{PLANNED[what]}</p>}
          <ul className="t-13 cal-plan-list">
            {events.map((event, at) => (
              <OneEvent key={at} event={event} />
            ))}
            {side[what] > events.length && <li className="c-3">and {side[what] - events.length} more</li>}
          </ul>
        </Fragment>
      ))}
    </div>
  )
}

function OneEvent({ event: { title, when, repeats } }: { event: CalendarPreview['here']['first'][number] }) {
  const settings = useSettings()
  const start = startWords(when, settings)
  return (
    <li className="cal-words">
      <span>{titleWords(title)}</span>
      {start !== null && (
        <span className="t-12 c-3 block tn">
          {start}
          {repeats && ', repeats'}
        </span>
      )}
    </li>
  )
}

const PLANNED = { create: 'New', change: 'Changed', delete: 'Deleted', ask: 'You are asked about' } as const
