import { expect, test } from 'vitest'
import { companyKey, mayBeSameCompany, similarity } from './similar.ts'

test.each([
  ['Kessler Medizintechnik Beteiligungsgesellschaft mbH', 'kessler medizintechnik beteiligungsgesellschaft'],
  ['Elbkontor Hafenlogistiksysteme GmbH & Co. KG', 'elbkontor hafenlogistiksysteme'],
  ['Waterlinie Software B.V.', 'waterlinie software'],
  ['Bergström & Kallas OÜ', 'bergstrom kallas'],
  ['Group', 'group'],
])('%s is %s', (name, key) => {
  expect(companyKey(name)).toBe(key)
})

test.each([
  ['Müller GmbH & Co. KG', 'Mueller AG'],
  ['Müller', 'MULLER'],
  ['Lumen & Ashdown Ltd', 'Lumen and Ashdown'],
  ['Lumen & Ashdown', 'The Lumen und Ashdown'],
  ['Ørsted A/S', 'Orsted'],
  ['Łódź Data Sp. z o.o.', 'Lodz Data'],
  ['Groß + Söhne', 'Gross Soehne'],
])('%s may be %s', (one, other) => {
  expect(mayBeSameCompany(one, other)).toBe(true)
})

test.each([
  ['Lumen', 'Lumen & Ashdown'],
  ['Blue River', 'Blau River'],
  ['&', '+'],
  ['', ''],
])('%s is not %s', (one, other) => {
  expect(mayBeSameCompany(one, other)).toBe(false)
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
  ['q', 'Lumen and Ashdown', 'Senior Data Engineer', 'same_role'],
  [null, 'LUMEN & ASHDOWN', 'Head of Legal', 'same_company'],
  [null, 'Lumen', 'Senior Data Engineer', null],
])('a new application for posting %s at %s as %s is %s', (posting_id, company, title, code) => {
  expect(similarity(existing, { posting_id, company, title })).toBe(code)
})
