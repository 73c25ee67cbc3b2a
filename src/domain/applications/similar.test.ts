import { expect, test } from 'vitest'
import { companyKey, similarity } from './similar.ts'

test.each([
  ['Kessler Medizintechnik Beteiligungsgesellschaft mbH', 'kessler medizintechnik beteiligungsgesellschaft'],
  ['Elbkontor Hafenlogistiksysteme GmbH & Co. KG', 'elbkontor hafenlogistiksysteme'],
  ['Waterlinie Software B.V.', 'waterlinie software'],
  ['Bergström & Kallas OÜ', 'bergstrom kallas'],
  ['Group', 'group'],
])('%s is %s', (name, key) => {
  expect(companyKey(name)).toBe(key)
})

const existing = {
  id: '1',
  posting_id: 'p',
  company: 'Lumen & Ashdown Ltd',
  title: 'Senior Data Engineer (m/w/d)',
  status: 'applied' as const,
}

test.each([
  ['p', 'Other', 'Cook', 'same_posting'],
  ['q', 'Lumen Ashdown', 'Senior Data Engineer', 'same_role'],
  [null, 'LUMEN & ASHDOWN', 'Head of Legal', 'same_company'],
  [null, 'Lumen', 'Senior Data Engineer', null],
])('a new application for posting %s at %s as %s is %s', (posting_id, company, title, code) => {
  expect(similarity(existing, { posting_id, company, title })).toBe(code)
})
