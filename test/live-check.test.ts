import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'

let boards: Boards
beforeAll(async () => {
  boards = await startBoards({ fixturesDir: null })
})
afterEach(() => boards.behave())
afterAll(() => boards.close())

async function check(...words: string[]) {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../scripts/live-check.ts'), ...words], {
    env: { ...process.env, NODE_ENV: 'test', OUTBOUND_REWRITE: JSON.stringify(boards.rewrites) },
  })
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  const [out, error, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { out, error, code }
}

test('asks each board for one page and says how full its postings are', async () => {
  const before = boards.asked.length
  const { out, code } = await check('arbeitnow', 'https://boards.greenhouse.io/acme')
  expect(out).toMatch(/ok +arbeitnow +100 postings: title 100 %, company 100 %/)
  expect(out).toMatch(/ok +greenhouse\.acme +11 postings, 1 left out/)
  expect(boards.asked.slice(before).filter(({ path }) => !path.includes('robots.txt'))).toHaveLength(2)
  expect(code).toBe(0)
})

test('names what a board does not give any more, and ends with an error', async () => {
  boards.misbehave('/remotive', 'drift')
  boards.misbehave('/arbeitnow', 'challenge')
  const { out, code } = await check('remotive', 'arbeitnow')
  expect(out).toMatch(/FAILED remotive +schema_drift: /)
  expect(out).toMatch(/FAILED arbeitnow +blocked_antibot: /)
  expect(out).toMatch(/^0 of 2 boards answered/m)
  expect(code).toBe(1)
})

test('knows what it may be asked for', async () => {
  const { error, code } = await check('nowhere')
  expect(error).toMatch(/"nowhere" is neither a feed \(arbeitnow, /)
  expect(code).not.toBe(0)
})
