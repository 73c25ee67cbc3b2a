import { expect, test } from 'vitest'
import type { Application } from '#contract/applications.ts'
import type { Status } from '#contract/stages.ts'
import { consequencesOf } from './moving.ts'
import { nextOf, payOf, stayOf } from './words.ts'

const style = { locale: 'en', time_zone: 'UTC' }
const at = new Date('2026-11-21T12:00:00Z')

function application(fields: Partial<Application> = {}): Application {
  return {
    id: '01939d6c-7f00-7000-8000-000000000001',
    job_id: null,
    title: 'Engineer',
    company: 'Lumen',
    location: null,
    url: null,
    source: null,
    salary_min: null,
    salary_max: null,
    salary_currency: null,
    salary_period: null,
    status: 'interested',
    stage_id: null,
    stage_name: null,
    status_at: '2020-11-08T12:00:00Z',
    applied_at: null,
    applied_on: null,
    first_reply_at: null,
    closed_at: null,
    next_action: null,
    next_action_at: null,
    next_interview: null,
    offer_deadline_at: null,
    counts: { interviews: 0, contacts: 0, notes: 0, reminders: 0 },
    archived_at: null,
    is_sample: false,
    created_at: '2020-11-08T12:00:00Z',
    updated_at: '2020-11-08T12:00:00Z',
    version: 1,
    ...fields,
  }
}
const to = (status: Status) => ({ key: status, id: null, name: status, status })
const applied = { status: 'applied', applied_at: '2020-11-08T12:00:00Z' } as const

test.each([
  [application(), 'applied', ['The day of the application is recorded.']],
  [
    application({ job_id: '01939d6c-7f00-7000-8000-000000000002' }),
    'applied',
    ['The day of the application is recorded.', 'The posting is marked as applied to.'],
  ],
  [application(applied), 'interview', ['It counts as the first reply.']],
  [
    application({ ...applied, next_action: 'Call' }),
    'ghosted',
    ['The application is closed.', 'The next action is cleared.'],
  ],
  [
    application({ status: 'rejected', applied_at: '2020-10-08T12:00:00Z', first_reply_at: '2020-11-08T12:00:00Z' }),
    'interview',
    ['The application is open again.'],
  ],
  [application(applied), 'applied', []],
] as const)('before a card is dropped the column says what will happen (%#)', (one, status, messages) => {
  expect(consequencesOf(one, to(status))).toEqual(messages)
})

test.each([
  [{}, 'No next action', false],
  [{ next_action: 'Call' }, 'Call', false],
  [{ next_action: 'Follow up', next_action_at: '2026-11-17T09:00:00Z' }, 'Follow up, 4 days late', true],
  [{ next_action: 'Follow up', next_action_at: '2026-11-21T09:00:00Z' }, 'Follow up, today', false],
  [{ status: 'offer', offer_deadline_at: '2026-11-23T17:00:00Z' }, 'Answer by Mon 23 Nov, 17:00', true],
] as const)('what comes next of %j is "%s"', (fields, text, late) => {
  expect(nextOf(application(fields), style, at)).toMatchObject({ text, late })
})

test('a card says how long it stands and what it pays', () => {
  expect(stayOf(application({ status_at: '2026-11-21T10:30:00Z' }), at)).toBe('1 h here')
  expect(stayOf(application({ status_at: '2026-11-08T12:00:00Z' }), at)).toBe('13 d here')
  const pay = { salary_min: 6_000_000, salary_max: 6_300_000, salary_currency: 'SEK', salary_period: 'month' } as const
  expect(payOf(application(pay))).toBe('SEK 63\u00a0000 / m')
  expect(payOf(application())).toBeNull()
})
