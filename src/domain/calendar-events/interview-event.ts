import { Temporal } from 'temporal-polyfill'
import type { Interview, InterviewKind } from '#contract/interviews.ts'
import { blankEvent } from '#domain/calendar/event.ts'
import type { CalendarEvent, When } from '#domain/calendar/event.ts'
import { durationText, wallText } from '#domain/calendar/moment.ts'

/** What an interview is called in a calendar, before the company's name. */
const NAMES: Readonly<Record<InterviewKind, string>> = {
  phone: 'Phone call',
  video: 'Video call',
  onsite: 'Interview',
  technical: 'Technical interview',
  task: 'Task',
  assessment: 'Assessment',
  informal: 'Talk',
  other: 'Interview',
}

/** What of an interview its event says as well. */
export type InterviewDate = Pick<
  Interview,
  'id' | 'kind' | 'start_time' | 'time_zone' | 'duration_min' | 'location' | 'link' | 'outcome'
>

/** The event that an interview gets: told of a day and an hour before. */
export function eventOfInterview(interview: InterviewDate, company: string): CalendarEvent {
  const blank = blankEvent(`${interview.id}@career-copilot`, whenOf(interview))
  return followed(
    {
      ...blank,
      title: `${NAMES[interview.kind]}: ${company}`,
      reminders: [60, 1440].map((minutes_before) => ({ minutes_before, method: 'popup' as const })),
    },
    interview,
  )
}

/** The event after its interview was changed: when and where it is, and whether it takes place. The rest is the person's. */
export function followed(event: CalendarEvent, interview: InterviewDate): CalendarEvent {
  const { location, link: url, outcome } = interview
  const takesPlace = outcome !== 'cancelled'
  const status = takesPlace ? (event.status === 'cancelled' ? 'confirmed' : event.status) : 'cancelled'
  return { ...event, when: whenOf(interview), location, url, status }
}

function whenOf({ start_time, time_zone, duration_min }: InterviewDate): When {
  const start = Temporal.Instant.from(start_time).round('second').toZonedDateTimeISO(time_zone).toPlainDateTime()
  const duration = durationText(Temporal.Duration.from({ minutes: duration_min }).round({ largestUnit: 'hour' }))
  return { kind: 'timed', start: wallText(start), zone: time_zone, duration }
}
