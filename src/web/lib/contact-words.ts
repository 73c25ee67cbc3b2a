import type { ContactRole } from '#contract/contacts.ts'

export const CONTACT_ROLES: Readonly<Record<ContactRole, string>> = {
  recruiter: 'Recruiter',
  hiring_manager: 'Hiring manager',
  interviewer: 'Interviewer',
  referrer: 'Referrer',
  other: 'Other',
}
