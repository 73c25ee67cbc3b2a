import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Row, Snapshot, UndoStep } from './undo.ts'
import { changesBetween, planUndo } from './undo.ts'

const snapshot = (rows: Readonly<Record<string, Row>>): Snapshot =>
  new Map(Object.entries(rows).map(([id, row]) => [`notes ${id}`, { table: 'notes', id, row }]))
const plain = (rows: Snapshot) => Object.fromEntries([...rows.values()].map(({ id, row }) => [id, row]))

function carryOut(rows: Snapshot, steps: readonly UndoStep[]): Snapshot {
  const next: Record<string, Row> = plain(rows)
  for (const step of steps) {
    if (step.step === 'delete') delete next[step.id]
    else next[step.id] = { ...next[step.id], ...step.row }
  }
  return snapshot(next)
}

test('a later change of another field does not stand in the way', () => {
  const changes = changesBetween(snapshot({ a: { text: 'x', title: 't' } }), snapshot({ a: { text: 'y', title: 't' } }))
  const plan = planUndo(changes, snapshot({ a: { text: 'y', title: 'later', version: 9 } }))
  expect(plan).toEqual({ kind: 'undo', steps: [{ step: 'update', table: 'notes', id: 'a', row: { text: 'x' } }] })
})

test('a later change of the same field refuses the whole undo', () => {
  const changes = changesBetween(snapshot({ a: { text: 'x' } }), snapshot({ a: { text: 'y' } }))
  expect(planUndo(changes, snapshot({ a: { text: 'z' } }))).toEqual({ kind: 'changed_since', table: 'notes', id: 'a' })
})

test('a row that was made and then removed by another change refuses the undo', () => {
  const changes = changesBetween(snapshot({}), snapshot({ a: { text: 'y' } }))
  expect(planUndo(changes, snapshot({}))).toEqual({ kind: 'changed_since', table: 'notes', id: 'a' })
})

const rows = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.record({ text: fc.string({ maxLength: 2 }), n: fc.nat(2) }),
)

test('any undo returns to the earlier state', () => {
  fc.assert(
    fc.property(rows, rows, (before, after) => {
      const plan = planUndo(changesBetween(snapshot(before), snapshot(after)), snapshot(after))
      expect(plan.kind).toBe('undo')
      if (plan.kind === 'undo') expect(plain(carryOut(snapshot(after), plan.steps))).toEqual(plain(snapshot(before)))
    }),
    { seed: 20261121, numRuns: 1000 },
  )
})
