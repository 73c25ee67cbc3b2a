import type { InterviewKind } from '#contract/interviews.ts'

export const INTERVIEW_KINDS: Readonly<Record<InterviewKind, string>> = {
  phone: 'Phone call',
  video: 'Video call',
  onsite: 'On site',
  technical: 'Technical round',
  task: 'Task',
  assessment: 'Assessment',
  informal: 'Informal talk',
  other: 'Interview',
}
