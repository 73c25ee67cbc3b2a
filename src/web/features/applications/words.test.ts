import { expect, test } from 'vitest'
import { anApplication } from '#kit/an-application.ts'
import { payOf, stayOf } from './words.ts'

const at = new Date('2026-11-21T12:00:00Z')

test('a card says how long it stands and what it pays', () => {
  expect(stayOf(anApplication({ status_at: '2026-11-21T10:30:00Z' }), at)).toBe('1 h here')
  expect(stayOf(anApplication({ status_at: '2026-11-08T12:00:00Z' }), at)).toBe('13 d here')
  const pay = { salary_min: 6_000_000, salary_max: 6_300_000, salary_currency: 'SEK', salary_period: 'month' } as const
  expect(payOf(anApplication(pay))).toBe('SEK 63\u00a0000 / m')
  expect(payOf(anApplication())).toBeNull()
})
