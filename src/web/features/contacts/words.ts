import type { InteractionKind } from '#contract/contacts.ts'

export const INTERACTIONS: Readonly<Record<InteractionKind, string>> = {
  email: 'E-mail',
  call: 'Call',
  meeting: 'Meeting',
  message: 'Message',
  other: 'Other',
}
