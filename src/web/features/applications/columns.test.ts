import { expect, test } from 'vitest'
import type { Status } from '#contract/stages.ts'
import { anApplication } from '#kit/an-application.ts'
import { consequencesOf } from './columns.ts'

const to = (status: Status) => ({ key: status, id: null, name: status, status })
const applied = { status: 'applied', applied_at: '2020-11-08T12:00:00Z' } as const

test.each([
  [anApplication(), 'applied', ['The day of the application is recorded.']],
  [
    anApplication({ job_id: '01939d6c-7f00-7000-8000-000000000002' }),
    'applied',
    ['The day of the application is recorded.', 'The posting is marked as applied to.'],
  ],
  [anApplication(applied), 'interview', ['It counts as the first reply.']],
  [
    anApplication({ ...applied, next_action: 'Call' }),
    'ghosted',
    ['The application is closed.', 'The next action is cleared.'],
  ],
  [
    anApplication({ status: 'rejected', applied_at: '2020-10-08T12:00:00Z', first_reply_at: '2020-11-08T12:00:00Z' }),
    'interview',
    ['The application is open again.'],
  ],
  [anApplication(applied), 'applied', []],
] as const)('before a card is dropped the column says what will happen (%#)', (one, status, messages) => {
  expect(consequencesOf(one, to(status))).toEqual(messages)
})
