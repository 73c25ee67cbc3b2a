/** The nine statuses and the word for each; the meaning of a colour is fixed everywhere. */
export const STATUS_WORDS = {
  interested: 'Interested',
  applied: 'Applied',
  interview: 'Interview',
  offer: 'Offer',
  accepted: 'Accepted',
  rejected: 'Rejected',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
  ghosted: 'Ghosted',
} as const

export type StatusName = keyof typeof STATUS_WORDS
