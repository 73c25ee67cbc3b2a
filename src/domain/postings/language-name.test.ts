import { expect, test } from 'vitest'
import { languageName } from './language-name.ts'

test.each([
  ['de', 'German'],
  ['en', 'English'],
  ['zxx!', 'zxx!'],
  ['', ''],
])('%j is called %j', (code, name) => {
  expect(languageName(code)).toBe(name)
})
