import { expect, test } from 'vitest'
import type { FillField } from '#contract/posting-fields.ts'
import { heldWhile, missingIn, shapeAfter, usualFill } from './shape.ts'
import type { Shape } from './shape.ts'

const reading = (postings: number, fields: Partial<Record<FillField, number>>) => ({ postings, fields })
const day = (n: number) => new Date(Date.parse('2026-10-01T08:00:00Z') + n * 86_400_000).toISOString()
const shapeOf = (...fills: Shape['fills']): Shape => ({ fills, missing_fields: [] })
const fieldsOf = (found: ReturnType<typeof missingIn>) => found?.map(({ field }) => field) ?? null

test('what is usual is the median of the last readings, whatever one of them lacked', () => {
  const fills = [reading(100, { salary: 60 }), reading(50, { salary: 0 }), reading(200, { salary: 110 })]
  expect(usualFill(fills)).toEqual({ salary: 0.55 })
  expect(usualFill([])).toBeNull()
})

test.each([
  ['salary', 0.6, 0, true],
  ['salary', 0.6, 0.29, true],
  ['salary', 0.6, 0.31, false],
  ['salary', 0.49, 0, false],
  ['title', 1, 0.89, true],
  ['title', 1, 0.91, false],
  ['company', 0.97, 0.5, false],
  ['url', 1, 0, true],
  ['description', 0.95, 0.7, true],
  ['description', 0.95, 0.8, false],
  ['description', 0.85, 0.1, false],
] as const)('%s that %d of the postings stated and %d do now: missing is %s', (field, usual, now, missing) => {
  const found = missingIn({ [field]: usual }, reading(1000, { [field]: now * 1000 }))
  expect(fieldsOf(found)).toEqual(missing ? [field] : [])
})

test('of few postings nothing is said, and what chance could do is no fault', () => {
  expect(missingIn({ salary: 1 }, reading(7, { salary: 0 }))).toBeNull()
  expect(fieldsOf(missingIn({ salary: 1 }, reading(8, { salary: 0 })))).toEqual(['salary'])
  // Two of ten where one expects five: that happens.
  expect(fieldsOf(missingIn({ salary: 0.5 }, reading(10, { salary: 2 })))).toEqual([])
  expect(fieldsOf(missingIn({ salary: 0.5 }, reading(100, { salary: 20 })))).toEqual(['salary'])
})

test('a field that nobody counted before, or does now, is not missing', () => {
  expect(missingIn({ salary: 1 }, reading(50, {}))).toEqual([])
  expect(missingIn(null, reading(50, { salary: 0 }))).toEqual([])
})

test('a reading that lacks a field does not become the usual one, and the day it began stays', () => {
  const well = shapeOf(reading(100, { salary: 60, title: 100 }))
  const first = shapeAfter(well, reading(100, { salary: 0, title: 100 }), day(1))
  expect(first).toEqual({ ...well, missing_fields: [{ field: 'salary', since: day(1), usual: 0.6, now: 0 }] })
  const second = shapeAfter(first, reading(100, { salary: 1, title: 100 }), day(2))
  expect(second.missing_fields).toEqual([{ field: 'salary', since: day(1), usual: 0.6, now: 0.01 }])
  expect(second.fills).toEqual(well.fills)
})

test('it is well again once the shape is back; too few postings change nothing', () => {
  const well = shapeOf(reading(100, { salary: 60 }))
  const drifted = shapeAfter(well, reading(100, { salary: 0 }), day(1))
  expect(shapeAfter(drifted, null, day(2))).toBe(drifted)
  expect(shapeAfter(drifted, reading(3, { salary: 3 }), day(2))).toBe(drifted)
  const back = shapeAfter(drifted, reading(90, { salary: 50 }), day(2))
  expect(back).toEqual({ fills: [reading(90, { salary: 50 }), ...well.fills], missing_fields: [] })
})

test('seven readings are remembered', () => {
  let shape = shapeOf()
  for (let n = 1; n <= 9; n += 1) shape = shapeAfter(shape, reading(100 + n, { title: 100 + n }), day(n))
  expect(shape.fills.map(({ postings }) => postings)).toEqual([109, 108, 107, 106, 105, 104, 103])
})

test('a field that stays away for thirty days is given up, and another that went later is not', () => {
  const well = shapeOf(reading(100, { salary: 60, locations: 100 }))
  const first = shapeAfter(well, reading(100, { salary: 0, locations: 100 }), day(0))
  const both = shapeAfter(first, reading(100, { salary: 0, locations: 0 }), day(29))
  expect(both.missing_fields.map(({ field }) => field)).toEqual(['locations', 'salary'])
  const later = shapeAfter(both, reading(100, { salary: 0, locations: 0 }), day(31))
  expect(later.missing_fields.map(({ field, since }) => [field, since])).toEqual([['locations', day(29)]])
  expect(heldWhile(both, reading(100, { salary: 0, locations: 0 }), day(31))).toEqual(['locations'])
  const again = shapeAfter(later, reading(100, { salary: 0, locations: 90 }), day(32))
  expect(again.missing_fields).toEqual([])
  expect(usualFill(again.fills)).toMatchObject({ salary: 0 })
})

test('a field is given up also where every reading is too small to say anything', () => {
  const well = shapeOf(reading(100, { salary: 60, title: 100 }))
  const drifted = shapeAfter(well, reading(100, { salary: 0, title: 100 }), day(0))
  const given_up = { fills: [reading(100, { title: 100 })], missing_fields: [] }
  expect(shapeAfter(drifted, reading(3, { salary: 0, title: 3 }), day(29))).toBe(drifted)
  expect(shapeAfter(drifted, reading(3, { salary: 0, title: 3 }), day(31))).toEqual(given_up)
  expect(shapeAfter(drifted, null, day(31))).toEqual(given_up)
})

test('while a reading begins, what was missing before is held; then it speaks for itself', () => {
  const well = shapeOf(reading(100, { salary: 60 }))
  const drifted = shapeAfter(well, reading(100, { salary: 0 }), day(1))
  expect(heldWhile(drifted, reading(2, { salary: 0 }), day(2))).toEqual(['salary'])
  expect(heldWhile(drifted, reading(40, { salary: 25 }), day(2))).toEqual([])
  expect(heldWhile(well, reading(40, { salary: 0 }), day(2))).toEqual(['salary'])
})
