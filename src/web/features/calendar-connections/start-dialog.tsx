import type { CalendarConnection, SyncedCalendar } from '#contract/calendar-connections.ts'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Note } from '#ui/note.tsx'
import { CalendarName } from './calendar-name.tsx'
import { useChangeConnection } from './queries.ts'
import { kindOf, SENDS_WORDS, wayOf } from './words.ts'

/** Says what begins, calendar by calendar, before it does. */
export function StartDialog({ account, onClose }: { account: CalendarConnection; onClose: () => void }) {
  const change = useChangeConnection()
  const chosen = account.calendars.filter((calendar) => wayOf(calendar) !== 'none')
  const start = () =>
    change.mutate({ params: { id: account.id }, body: { sync_enabled: true } }, { onSuccess: onClose })
  return (
    <FormDialog
      title={`Start syncing ${kindOf(account)}`}
      description={`Events within ${account.sync_window_days} days before and after today are taken up.`}
      action="Start syncing"
      ready={chosen.length > 0}
      pending={change.isPending}
      onSubmit={start}
      onClose={onClose}
    >
      {chosen.length === 0 ? (
        <Note tone="warn" title="No calendar is chosen">
          Choose one below its account first, and a direction for it.
        </Note>
      ) : (
        <ul className="col g-3">
          {chosen.map((calendar) => (
            <li key={calendar.id}>
              <CalendarName calendar={calendar} />
              <p className="t-13 c-2 mt-1">{whatBegins(calendar)}</p>
            </li>
          ))}
        </ul>
      )}
    </FormDialog>
  )
}

function whatBegins(calendar: SyncedCalendar): string {
  const sends = SENDS_WORDS[calendar.filters.sends].toLowerCase()
  switch (wayOf(calendar)) {
    case 'pull':
      return 'Its events come in here. Nothing is written there.'
    case 'push':
      return `Nothing comes in. Sent there: ${sends}.`
    case 'both':
      return `Its events come in here, and changes go both ways. Sent there: ${sends}.`
    default:
      return 'Nothing.'
  }
}
