import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { JournalLine } from '#contract/calendar-conflicts.ts'
import { connectionsQuery } from '#lib/calendars.ts'
import { titleWords } from '#lib/event-title.ts'
import { formatMoment } from '#lib/format-time.ts'
import { itemsOf } from '#lib/paged.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Load } from '#ui/load.tsx'
import { CalendarSelect } from './calendar-select.tsx'
import { changedFields, startWords, verdictWords } from './event-words.ts'
import { journalQuery, useUndoLine } from './queries.ts'

/** What sync changed here, latest first, each with the way back. Not drawn before the first. */
export function JournalCard() {
  const [calendar_id, setCalendar] = useState<string | null>(null)
  const list = useInfiniteQuery(journalQuery(calendar_id))
  const calendars = useQuery(connectionsQuery).data?.items.flatMap((account) => account.calendars) ?? []
  const synced = calendars.filter((calendar) => calendar.last_ok_at !== null)
  const lines = itemsOf(list.data)
  if (list.data !== undefined && lines.length === 0 && calendar_id === null) return null
  return (
    <Card title="What sync changed here" note="30 days" ruled flush>
      {synced.length > 1 && (
        <div className="row wrap cal-filters">
          <CalendarSelect
            label="Changes that came from"
            calendars={synced}
            value={calendar_id}
            onChange={setCalendar}
          />
        </div>
      )}
      <Load query={list} failure="What was changed did not load" rows={3}>
        {() =>
          lines.length === 0 ? (
            <p className="c-2 p-4">This calendar changed nothing here.</p>
          ) : (
            <ul>
              {lines.map((line) => (
                <Line key={line.id} line={line} />
              ))}
            </ul>
          )
        }
      </Load>
      {list.hasNextPage && (
        <div className="row p-3">
          <Button size="sm" variant="ghost" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Older changes
          </Button>
        </div>
      )}
    </Card>
  )
}

function Line({ line }: { line: JournalLine }) {
  const settings = useSettings()
  const undo = useUndoLine()
  const { id, title, calendar_name, at, before, after, can_undo, undone_at } = line
  const fields = changedFields(before, after)
  const start = startWords((after ?? before)?.['when'], settings)
  return (
    <li className="lrow">
      <div className="grow min-w-0">
        <div className="cal-words">
          <span className="m">{titleWords(title)}</span>{' '}
          {start !== null && <span className="t-13 c-2 tn nw ml-2">{start}</span>}
        </div>
        <div className="t-13 c-2 dots">
          <span>
            {verdictWords(line)}
            {fields.length > 0 && `: ${fields.join(', ')}`}
          </span>
          <span>{calendar_name}</span>
          <span>{formatMoment(at, settings)}</span>
        </div>
      </div>
      {undone_at !== null && <span className="t-13 c-3">Taken back</span>}
      {can_undo && (
        <Button
          size="sm"
          variant="ghost"
          loading={undo.isPending}
          aria-label={`Undo: ${title}`}
          onClick={() => undo.mutate({ params: { id } })}
        >
          <Undo2 aria-hidden="true" />
          Undo
        </Button>
      )}
    </li>
  )
}
