import type { InterviewOutcome } from '#contract/interviews.ts'

export const OUTCOMES: Readonly<Record<InterviewOutcome, string>> = {
  pending: 'To come',
  passed: 'Passed',
  failed: 'Not passed',
  cancelled: 'Cancelled',
  no_show: 'Did not take place',
}
