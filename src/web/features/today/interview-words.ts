import type { InterviewKind } from '#contract/interviews.ts'

export const INTERVIEW_WORDS: Record<InterviewKind, string> = {
  phone: 'Phone interview',
  video: 'Video interview',
  onsite: 'On-site interview',
  technical: 'Technical interview',
  task: 'Task',
  assessment: 'Assessment',
  informal: 'Informal talk',
  other: 'Interview',
}
