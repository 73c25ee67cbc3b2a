import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemRandom } from '#platform/random.ts'
import { rotateSecrets } from '#platform/rotate-secrets.ts'
import { makeSecrets } from '#platform/secrets.ts'
import { makeMachine } from '#kit/machine.ts'
import type { Machine } from '#kit/machine.ts'

let machine: Machine
const [older, newer] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
const column = { table: 'sealed', column: 'token', row: 'id' }

beforeEach(async () => {
  machine = await makeMachine()
  await machine.admin.query(
    'CREATE TABLE sealed (id int PRIMARY KEY, token text); GRANT ALL ON sealed TO copilot_system',
  )
})
afterEach(() => machine.close())

test('seals every row of an older key again, in batches, and leaves the rest alone', async () => {
  const before = makeSecrets({ keys: [older], random: systemRandom })
  const after = makeSecrets({ keys: [newer, older], random: systemRandom })
  const place = (id: number) => ({ table: 'sealed', row: String(id), column: 'token' })
  const current = after.seal('already new', place(1000))
  await machine.admin.query('INSERT INTO sealed VALUES (1000, $1), (1001, NULL)', [current])
  const rows = Array.from({ length: 450 }, (_, id) => ({ id, token: before.seal(`token ${id}`, place(id)) }))
  await machine.admin.query(
    'INSERT INTO sealed SELECT id, token FROM jsonb_to_recordset($1::jsonb) AS r (id int, token text)',
    [JSON.stringify(rows)],
  )

  const done = await rotateSecrets({ db: machine.db, secrets: after }, [column])

  expect(done).toEqual([{ column: 'sealed.token', read: 451, resealed: 450 }])
  const stored = (await machine.admin.query<{ id: number; token: string | null }>('SELECT * FROM sealed ORDER BY id'))
    .rows
  const alone = makeSecrets({ keys: [newer], random: systemRandom })
  expect(stored.slice(0, 450).map((row) => alone.open(row.token ?? '', place(row.id)))).toEqual(
    rows.map(({ id }) => `token ${id}`),
  )
  expect(stored.slice(450)).toEqual([
    { id: 1000, token: current },
    { id: 1001, token: null },
  ])
  expect(await rotateSecrets({ db: machine.db, secrets: after }, [column])).toEqual([
    { column: 'sealed.token', read: 451, resealed: 0 },
  ])
})

test('changes nothing of a batch when a row cannot be opened', async () => {
  const after = makeSecrets({ keys: [newer, older], random: systemRandom })
  const moved = makeSecrets({ keys: [older], random: systemRandom }).seal('token', { ...column, row: '7' })
  await machine.admin.query('INSERT INTO sealed VALUES (1, $1)', [moved])
  await expect(rotateSecrets({ db: machine.db, secrets: after }, [column])).rejects.toThrow()
  expect((await machine.admin.query('SELECT token FROM sealed')).rows).toEqual([{ token: moved }])
})
