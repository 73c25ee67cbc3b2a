import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { parseConfig } from '#platform/config.ts'
import type { Ctx } from '#platform/ctx.ts'
import { job, makeQueue } from '#platform/queue.ts'
import { startSignals } from '#platform/signals.ts'
import { gate, makeMachine } from '#kit/machine.ts'
import type { Machine } from '#kit/machine.ts'

let machine: Machine
beforeEach(async () => void (machine = await makeMachine()))
afterEach(() => machine.close())

test('a node whose every connection is cut goes on with the next job, and with the one that was announced meanwhile', async () => {
  const { base, pools, url } = machine
  const ran = { before: gate(), after: gate() }
  const ping = job({
    name: 'test.ping',
    data: z.object({ when: z.enum(['before', 'after']) }),
    run: async (_: Ctx, { when }) => ran[when].open(),
  })
  const signals = await startSignals({ url, log: base.log })
  const options = {
    ...base,
    pool: pools.system,
    worker: 'inline' as const,
    housekeeping: false,
    metrics: { job: () => {} },
  }
  const queue = makeQueue({ ...options, signals, poll_ms: 20 })
  await queue.start({ ...base, config: parseConfig({}) } as Ctx, [ping])
  await machine.db.asSystem('test ping', (tx) => queue.enqueue(tx, ping, { when: 'before' }))
  await ran.before.opened
  const back = gate()
  signals.onGap(back.open)
  await machine.admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename <> current_user`,
  )
  const enqueue = () => machine.db.asSystem('test ping', (tx) => queue.enqueue(tx, ping, { when: 'after' }))
  await enqueue().catch(enqueue)
  await ran.after.opened
  await back.opened
  expect(signals.trouble()).toBeNull()
  await queue.stop()
  await signals.stop()
})
