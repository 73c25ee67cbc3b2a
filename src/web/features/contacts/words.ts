import type { ContactRole, InteractionKind } from '#contract/contacts.ts'

export const ROLES: Readonly<Record<ContactRole, string>> = {
  recruiter: 'Recruiter',
  hiring_manager: 'Hiring manager',
  interviewer: 'Interviewer',
  referrer: 'Referrer',
  other: 'Other',
}

export const INTERACTIONS: Readonly<Record<InteractionKind, string>> = {
  email: 'E-mail',
  call: 'Call',
  meeting: 'Meeting',
  message: 'Message',
  other: 'Other',
}
