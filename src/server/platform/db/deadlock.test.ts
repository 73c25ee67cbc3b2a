import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'
import { waitTurn } from './turn.ts'

let app: TestApp
beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())

test('of two transactions that wait for each other both come to their end', async () => {
  const here = { left: Promise.withResolvers<void>(), right: Promise.withResolvers<void>() }
  let begun = 0
  const through = (first: keyof typeof here, second: keyof typeof here) =>
    app.ctx.db.asSystem('wait crosswise', async (tx) => {
      begun += 1
      await waitTurn(tx, first)
      here[first].resolve()
      await here[second].promise
      await waitTurn(tx, second)
      return first
    })
  expect(await Promise.all([through('left', 'right'), through('right', 'left')])).toEqual(['left', 'right'])
  expect(begun).toBe(3)
})

test('one that is ended each time says so', async () => {
  let begun = 0
  const ended = app.ctx.db.asSystem('end each time', async (tx) => {
    begun += 1
    await tx.client.query(`DO $$ BEGIN RAISE EXCEPTION 'crosswise' USING ERRCODE = '40P01'; END $$`)
  })
  await expect(ended).rejects.toThrow('crosswise')
  expect(begun).toBe(3)
})
