import { expect, test } from 'vitest'
import { suggestSkills } from './suggest.ts'

const names = (text: string, limit = 8) => suggestSkills(text, limit).map(({ name }) => name)

test('names that begin so come first, the shortest of them before the others', () => {
  expect(names('postg')).toEqual(['PostgreSQL'])
  expect(names('pyth')[0]).toBe('Python')
  expect(names('sql')[0]).toBe('SQL')
  expect(names('SQL ')).toEqual(names('sql'))
})

test('a skill is found by what else it is called, and once', () => {
  expect(names('mssql')).toEqual(['SQL Server'])
  expect(names('datenbankadmin')).toEqual(['Database administration'])
  expect(new Set(names('data', 20)).size).toBe(names('data', 20).length)
})

test('signs that belong to a name count, and accents do not', () => {
  expect(names('c++')[0]).toBe('C++')
  expect(names('PL/S')).toEqual(['PL/SQL'])
  expect(names('bases de donnees')).toEqual(names('bases de données'))
})

test('a word inside a name is found, after the names that begin so', () => {
  expect(names('administration', 20)).toContain('Database administration')
})

test('nothing is suggested for nothing, for what nobody knows, and beyond the limit', () => {
  expect([names(''), names('  '), names('zzzz')]).toEqual([[], [], []])
  expect(names('a', 3)).toHaveLength(3)
})
