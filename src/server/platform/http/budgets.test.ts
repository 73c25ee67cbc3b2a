import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'
import { dbBudgets } from './budgets.ts'

let app: TestApp

beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())

it('gives out exactly the allowance of a day, however many ask at once', async () => {
  const budgets = dbBudgets(app.ctx.db)
  const given = await Promise.all(Array.from({ length: 20 }, () => budgets.spend('board:test', '2026-11-21', 7)))
  expect(given.filter(Boolean)).toHaveLength(7)
  expect(await app.rows('SELECT used FROM http_budgets WHERE budget_key = $1', ['board:test'])).toEqual([{ used: 7 }])
})

it('starts afresh on the next day, and never gives from an allowance of nothing', async () => {
  const budgets = dbBudgets(app.ctx.db)
  expect(await budgets.spend('board:test', '2026-11-22', 7)).toBe(true)
  expect(await budgets.spend('board:none', '2026-11-22', 0)).toBe(false)
})
