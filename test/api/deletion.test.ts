import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'
import { makeJobs } from '#features/accounts/index.ts'
import { operationsOf } from './document.ts'
import { rowsOf, snapshot } from './rows.ts'
import { startOutside } from './outside.ts'
import type { Outside } from './outside.ts'
import { makeVictim } from './victim.ts'

let app: TestApp
let outside: Outside
beforeAll(async () => {
  outside = await startOutside()
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify(outside.rewrites) })
})
afterAll(async () => {
  await app.close()
  await outside.close()
})

/** What may name a person who is gone: who looked at a seeker stays in that seeker's log; tickets end within the hour. */
const MAY_STAY = new Set(['access_log', 'live_tickets'])

test('an account with something of everything leaves no row behind that names it', async () => {
  const { person } = await makeVictim(app, await operationsOf(app))
  const names = [person.user.id, person.user.email]
  const before = rowsOf(await snapshot(app), names)
  expect(Object.keys(before).length).toBeGreaterThan(15)
  await app.rows('UPDATE users SET deletion_due_at = $1 WHERE id = $2', [app.ctx.clock.iso(), person.user.id])
  await makeJobs([])[0]?.handle(app.ctx, {}, AbortSignal.timeout(9_000))
  await app.ctx.queue.drain()
  const after = rowsOf(await snapshot(app), names)
  expect(Object.keys(after).filter((table) => !MAY_STAY.has(table))).toEqual([])
}, 120_000)
