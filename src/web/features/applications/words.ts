import type { Application } from '#contract/applications.ts'
import type { InterviewKind, InterviewOutcome } from '#contract/interviews.ts'
import type { ContactRole } from '#contract/contacts.ts'
import { formatMoney } from '#lib/format-money.ts'
import { formatDay, formatMoment } from '#lib/format-time.ts'
import type { TimeStyle } from '#lib/format-time.ts'

export const KINDS: Readonly<Record<InterviewKind, string>> = {
  phone: 'Phone call',
  video: 'Video call',
  onsite: 'On site',
  technical: 'Technical round',
  task: 'Task',
  assessment: 'Assessment',
  informal: 'Informal talk',
  other: 'Interview',
}

export const OUTCOMES: Readonly<Record<InterviewOutcome, string>> = {
  pending: 'To come',
  passed: 'Passed',
  failed: 'Not passed',
  cancelled: 'Cancelled',
  no_show: 'Did not take place',
}

export const ROLES: Readonly<Record<ContactRole, string>> = {
  recruiter: 'Recruiter',
  hiring_manager: 'Hiring manager',
  interviewer: 'Interviewer',
  referrer: 'Referrer',
  other: 'Other',
}

/** `2 h here`, `13 d here`: how long it stands where it stands. */
export function stayOf(application: Application, at: Date): string {
  const hours = Math.max(0, (at.getTime() - Date.parse(application.status_at)) / 3_600_000)
  if (hours < 1) return 'just now'
  return hours < 24 ? `${Math.floor(hours)} h here` : `${Math.floor(hours / 24)} d here`
}

export function daysSince(instant: string, at: Date): number {
  return Math.max(0, Math.floor((at.getTime() - Date.parse(instant)) / 86_400_000))
}

/** `EUR 96 000`, `SEK 63 000 / m`: the top of what is paid. */
export function payOf(application: Application): string | null {
  const amount = application.salary_max ?? application.salary_min
  if (amount === null || application.salary_currency === null) return null
  const period = application.salary_period
  const per = period === null || period === 'year' ? '' : ` / ${period.slice(0, 1)}`
  return `${formatMoney(amount, application.salary_currency)}${per}`
}

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
      text: `${KINDS[interview.kind]}, ${formatMoment(interview.start_time, style)}`,
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
  const late = Math.floor((at.getTime() - Date.parse(due)) / 86_400_000)
  if (Date.parse(due) < at.getTime()) {
    return {
      kind: 'action',
      text: late < 1 ? `${words}, today` : `${words}, ${late} ${late === 1 ? 'day' : 'days'} late`,
      late: late >= 1,
    }
  }
  return { kind: 'action', text: `${words}, ${formatDay(due, style)}`, late: false }
}
