import type { Consequence } from '#contract/applications.ts'
import type { ConsequenceCode } from './move.ts'

const MESSAGES: Readonly<Record<ConsequenceCode, string>> = {
  applied_recorded: 'The day of the application is recorded.',
  posting_marked: 'The posting is marked as applied to.',
  reply_recorded: 'It counts as the first reply.',
  closed: 'The application is closed.',
  reopened: 'The application is open again.',
  next_action_cleared: 'The next action is cleared.',
  creation_moved: 'The start of the history moves back to this date.',
  entry_redated: 'The date of the entry is corrected.',
  status_unchanged: 'A later entry says where it stands now, so the status stays.',
  repeat_removed: 'The entry after it would repeat the one before, and goes too.',
}

/** What a plan causes, in words. */
export function consequence(code: ConsequenceCode): Consequence {
  return { code, message: MESSAGES[code] }
}
