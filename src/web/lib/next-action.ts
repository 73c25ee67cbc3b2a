import type { Application } from '#contract/applications.ts'
import { daysSince, formatDay, formatMoment } from './format-time.ts'
import type { TimeStyle } from './format-time.ts'
import { INTERVIEW_KINDS } from './interview-words.ts'

export type NextKind = 'interview' | 'deadline' | 'action' | 'none'

/** What comes next, in words, and whether it is late. */
export function nextOf(
  application: Application,
  style: TimeStyle,
  at: Date,
): { kind: NextKind; text: string; late: boolean } {
  const {
    next_interview: interview,
    offer_deadline_at: deadline,
    next_action: action,
    next_action_at: due,
  } = application
  if (interview !== null) {
    return {
      kind: 'interview',
      text: `${INTERVIEW_KINDS[interview.kind]}, ${formatMoment(interview.start_time, style)}`,
      late: false,
    }
  }
  if (deadline !== null && application.status === 'offer') {
    const soon = Date.parse(deadline) - at.getTime() < 3 * 86_400_000
    return { kind: 'deadline', text: `Answer by ${formatMoment(deadline, style)}`, late: soon }
  }
  if (action === null && due === null) return { kind: 'none', text: 'No next action', late: false }
  const words = action ?? 'Next action'
  if (due === null) return { kind: 'action', text: words, late: false }
  const late = daysSince(due, at)
  if (Date.parse(due) < at.getTime()) {
    return {
      kind: 'action',
      text: late < 1 ? `${words}, today` : `${words}, ${late} ${late === 1 ? 'day' : 'days'} late`,
      late: late >= 1,
    }
  }
  return { kind: 'action', text: `${words}, ${formatDay(due, style)}`, late: false }
}
