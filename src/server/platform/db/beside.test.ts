import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeMachine } from '#kit/machine.ts'
import { waitTurn } from './turn.ts'

let machine: Awaited<ReturnType<typeof makeMachine>>
beforeAll(async () => {
  machine = await makeMachine()
})
afterAll(() => machine.close())

test('all connections may be held by works that each want one beside', async () => {
  const held = Promise.withResolvers<void>()
  let holding = 0
  const work = (n: number) =>
    machine.db.asSystem('hold a connection', async () => {
      holding += 1
      if (holding === machine.pools.app.options.max) held.resolve()
      await held.promise
      return machine.db.besideSystem('go on beside', async (tx) => {
        const { rows } = await tx.client.query<{ role: string }>('SELECT current_user AS role')
        return `${n} ${rows[0]?.role}`
      })
    })
  expect(await Promise.all(Array.from({ length: machine.pools.app.options.max }, (_, n) => work(n)))).toEqual(
    Array.from({ length: 5 }, (_, n) => `${n} copilot_system`),
  )
})

test('what its own work holds is not waited for without end', async () => {
  const crosswise = machine.db.asSystem('hold a turn', async (tx) => {
    await waitTurn(tx, 'mine')
    await machine.db.besideSystem('want it beside', (beside) => waitTurn(beside, 'mine'))
  })
  await expect(crosswise).rejects.toThrow(/lock timeout/)
})
