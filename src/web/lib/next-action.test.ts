import { expect, test } from 'vitest'
import { anApplication } from '#kit/an-application.ts'
import { nextOf } from './next-action.ts'

const style = { locale: 'en', time_zone: 'UTC' }
const at = new Date('2026-11-21T12:00:00Z')

test.each([
  [{}, 'No next action', false],
  [{ next_action: 'Call' }, 'Call', false],
  [{ next_action: 'Follow up', next_action_at: '2026-11-17T09:00:00Z' }, 'Follow up, 4 days late', true],
  [{ next_action: 'Follow up', next_action_at: '2026-11-21T09:00:00Z' }, 'Follow up, today', false],
  [{ status: 'offer', offer_deadline_at: '2026-11-23T17:00:00Z' }, 'Answer by Mon 23 Nov, 17:00', true],
] as const)('what comes next of %j is "%s"', (fields, text, late) => {
  expect(nextOf(anApplication(fields), style, at)).toMatchObject({ text, late })
})
