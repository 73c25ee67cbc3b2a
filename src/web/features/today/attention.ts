import type { Application } from '#contract/applications.ts'
import { daysSince } from '#lib/format-time.ts'

/** One row of "Needs you": what, with whom, by when. The screen finds the words. */
export type Attention = { application: Application; at: string; tone: 'bad' | 'warn' | 'plain' } & (
  | { kind: 'offer' }
  | { kind: 'interview'; start_time: string }
  | { kind: 'action'; action: string }
  | { kind: 'silent'; days: number }
)

interface Summary {
  offers: readonly Application[]
  interviews: readonly Application[]
  due: readonly Application[]
  silent: readonly Application[]
}

const DAY = 86_400_000

/**
 * What needs a person, most pressing first: what has an end (offers, interviews) and what is late, then what is due,
 * then silence. An application that has something planned is not also called silent.
 */
export function attentionOf(summary: Summary, now: Date): Attention[] {
  const planned = new Set([...summary.offers, ...summary.interviews, ...summary.due].map(({ id }) => id))
  const rows = [
    ...summary.offers.map((application) => offerRow(application, now)),
    ...summary.interviews.flatMap((application) => interviewRow(application, now)),
    ...summary.due.flatMap((application) => actionRow(application, now)),
    ...summary.silent.filter(({ id }) => !planned.has(id)).map((application) => silentRow(application, now)),
  ]
  return rows.toSorted((one, other) => rank(one) - rank(other) || one.at.localeCompare(other.at))
}

function offerRow(application: Application, now: Date): Attention {
  const at = application.offer_deadline_at ?? application.status_at
  const soon = application.offer_deadline_at !== null && Date.parse(at) - now.getTime() < 3 * DAY
  return { kind: 'offer', application, at, tone: soon ? 'bad' : 'warn' }
}

function interviewRow(application: Application, now: Date): Attention[] {
  const interview = application.next_interview
  if (interview === null) return []
  const soon = Date.parse(interview.start_time) - now.getTime() < 2 * DAY
  const tone = soon ? 'warn' : 'plain'
  return [{ kind: 'interview', application, at: interview.start_time, start_time: interview.start_time, tone }]
}

function actionRow(application: Application, now: Date): Attention[] {
  const { next_action, next_action_at } = application
  if (next_action_at === null) return []
  const late = Date.parse(next_action_at) < now.getTime()
  return [
    {
      kind: 'action',
      application,
      action: next_action ?? 'Next action',
      at: next_action_at,
      tone: late ? 'bad' : 'plain',
    },
  ]
}

function silentRow(application: Application, now: Date): Attention {
  const since = application.applied_at ?? application.status_at
  return {
    kind: 'silent',
    application,
    at: since,
    tone: 'warn',
    days: daysSince(since, now),
  }
}

function rank(row: Attention): number {
  if (row.kind === 'silent') return 3
  if (row.tone === 'bad') return 0
  return row.tone === 'warn' ? 1 : 2
}
