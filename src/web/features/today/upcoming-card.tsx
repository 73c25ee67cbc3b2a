import { Link } from '@tanstack/react-router'
import type { Application } from '#contract/applications.ts'
import { addDays, dateIn, formatClock, formatShortDay, formatDay, placeOfZone, today } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Card } from '#ui/card.tsx'
import { INTERVIEW_WORDS } from './interview-words.ts'

/** The interviews of the coming days, by day. */
export function UpcomingCard({ interviews }: { interviews: readonly Application[] }) {
  const settings = useSettings()
  const days = Map.groupBy(upcomingOf(interviews), ({ interview }) => dateIn(interview.start_time, settings))
  const now = today(settings)
  const nameOf = (date: string) =>
    date === now ? 'Today' : date === addDays(now, 1) ? 'Tomorrow' : formatDay(date, settings).split(' ')[0]

  return (
    <Card title="Upcoming" note={settings.time_zone} ruled flush className="w-cal">
      <div className="up">
        {days.size === 0 && <p className="c-2 t-13 py-3">No interview in the next seven days.</p>}
        {[...days].map(([date, list]) => (
          <div className="up-day" key={date}>
            <h3 className="up-h">
              <b>{nameOf(date)}</b> <span className="c-3">{formatShortDay(date, settings)}</span>
            </h3>
            {list.map(({ application, interview }) => (
              <Link
                key={interview.id}
                to="/applications/$id"
                params={{ id: application.id }}
                className="up-ev"
                data-cal="cal-search"
              >
                <span className="up-time tn">{formatClock(interview.start_time, settings)}</span>
                <span className="up-bar" />
                <span className="grow">
                  <span className="up-t">{INTERVIEW_WORDS[interview.kind]}</span>
                  <span className="t-12 c-3 up-s">
                    {application.company}
                    {interview.time_zone !== settings.time_zone &&
                      `, ${formatClock(interview.start_time, { ...settings, time_zone: interview.time_zone })} in ${placeOfZone(interview.time_zone)}`}
                  </span>
                </span>
              </Link>
            ))}
          </div>
        ))}
      </div>
    </Card>
  )
}

/** Each application's next interview, the soonest first. */
export function upcomingOf(interviews: readonly Application[]) {
  return interviews
    .flatMap((application) =>
      application.next_interview === null ? [] : [{ application, interview: application.next_interview }],
    )
    .toSorted((one, other) => one.interview.start_time.localeCompare(other.interview.start_time))
}
