import { expect, it } from 'vitest'
import { daysAsInstants } from './days.ts'

it('days begin and end on the clocks of the person, also where those change in between', () => {
  expect(daysAsInstants({ from: '2026-10-24', to: '2026-10-25' }, 'Europe/Berlin')).toEqual({
    from: '2026-10-23T22:00:00.000Z',
    to: '2026-10-25T23:00:00.000Z',
  })
})

it('an end that nobody named is not there', () => {
  expect(daysAsInstants({ from: '', to: '2026-12-31' }, 'UTC')).toEqual({ to: '2027-01-01T00:00:00.000Z' })
  expect(daysAsInstants({ from: '', to: '' }, 'UTC')).toEqual({})
})
