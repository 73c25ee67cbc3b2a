import { expect, test } from 'vitest'
import { activeFilters, queryOf, toggled, viewOf } from './filter.ts'

const params = (text: string) => new URLSearchParams(text)
const query = (text: string) => queryOf(params(text))

test('the feed shows what is open, unless one asks for what is closed', () => {
  expect(query('')).toEqual({ state: ['open'] })
  expect(query('state=new&q=baker')).toEqual({ state: ['new', 'open'], q: 'baker' })
  expect(query('state=closed')).toEqual({ state: ['closed'] })
})

test.each(['saved', 'applied', 'own', 'hidden'])('what is %s stays in reach when it closes', (state) => {
  expect(query(`state=${state}`)).toEqual({ state: [state] })
  expect(query(`state=${state}&state=closed`)).toEqual({ state: [state, 'closed'] })
})

test('a posting is open or closed: choosing one takes the other away', () => {
  expect(toggled(params('state=saved&state=open'), 'state', 'closed')).toEqual({ state: ['saved', 'closed'] })
  expect(toggled(params('state=closed'), 'state', 'closed')).toEqual({ state: [] })
  expect(toggled(params('state=closed'), 'state', 'open')).toEqual({ state: ['open'] })
})

test('what the feed shows by itself is no filter that one could take away', () => {
  const labels = (text: string) => activeFilters(params(text), (_name, value) => value).map((filter) => filter.label)
  expect(labels('')).toEqual([])
  expect(labels('state=open')).toEqual([])
  expect(labels('state=closed')).toEqual(['closed'])
  expect(viewOf(params('state=closed'))).toBe('')
})

test('an address that the server would not take is no filter', () => {
  expect(query('remote=moon')).toEqual({ state: ['open'] })
})
