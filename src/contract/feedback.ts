import { z } from 'zod'
import { endpoint, notFound } from './endpoint.ts'
import { MatchPartName } from './match.ts'
import { WeightChange } from './match-weights.ts'
import { Id, Instant } from './wire.ts'

const base = { tag: 'Postings', access: 'user' } as const
const params = z.object({ id: Id })

/** Why: a part of the match, or the company itself. */
export const FeedbackReason = z.enum([...MatchPartName.options, 'company'])
export type FeedbackReason = z.infer<typeof FeedbackReason>
export const FeedbackVerdict = z.enum(['good', 'not_for_me'])
export type FeedbackVerdict = z.infer<typeof FeedbackVerdict>

/** What you said of a posting; all null or empty: nothing. */
export const JobFeedback = z.object({
  verdict: FeedbackVerdict.nullable(),
  reasons: z.array(FeedbackReason),
  answered_at: Instant.nullable(),
})
export type JobFeedback = z.infer<typeof JobFeedback>

export const getFeedback = endpoint({
  ...base,
  method: 'GET',
  path: '/jobs/:id/feedback',
  summary: 'What you said of a posting',
  params,
  response: JobFeedback,
  refusals: [notFound],
})

/** With what the answer moved, if it moved the weights. */
const AfterFeedback = JobFeedback.extend({ moved: z.array(WeightChange) })

export const putFeedback = endpoint({
  ...base,
  method: 'PUT',
  path: '/jobs/:id/feedback',
  summary: 'Say that a posting is a good match, or not for you',
  description:
    'The last answer counts. `not_for_me` also hides the posting, unless you saved it or applied. With enough answers the weights of the match move: `moved` says which and why.',
  params,
  body: z.object({ verdict: FeedbackVerdict, reasons: z.array(FeedbackReason).max(8).default([]) }),
  response: AfterFeedback,
  refusals: [notFound],
})

export const deleteFeedback = endpoint({
  ...base,
  method: 'DELETE',
  path: '/jobs/:id/feedback',
  summary: 'Take back what you said of a posting',
  description: 'What was hidden by it is shown again, and the weights are as if it had not been said.',
  status: 200,
  params,
  response: AfterFeedback,
  refusals: [notFound],
})
