import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RemoteItem } from '#domain/calendar/sync/link.ts'
import { valueOf } from '#connectors/calendar/calendar-port.suite.ts'
import { connect, MARA } from './connected.suite.ts'
import type { ConnectedGoogle } from './connected.suite.ts'
import { arbitraryEdit, play } from './person.suite.ts'

let there: ConnectedGoogle

beforeAll(async () => {
  there = await connect()
})
afterAll(() => there.close())

const window = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }

/** The calendar as somebody knows it who follows it: what was known, with what a listing tells since. */
async function follow(known: Map<string, RemoteItem>, at: { remote_id: string; cursor: string | null }) {
  const { port, account } = there
  const calendar = { remote_id: at.remote_id, time_zone: 'Europe/Berlin' }
  const { rows, cursor } = valueOf(
    await port.list(account, { calendar, cursor: at.cursor, page: null, size: 3, window }),
  )
  for (const row of rows) {
    const { remote_id } = row
    const asked = { calendar, remote_id, wanted_id: '', event_id: '', uid: '' }
    const told = row.kind === 'dirty' ? valueOf(await port.read(account, asked)) : row
    if (told?.kind === 'item') known.set(told.remote_id, told)
    else if (told?.kind === 'unreadable') throw new Error(`${remote_id} cannot be read`)
    else known.delete(remote_id)
  }
  return { remote_id: at.remote_id, cursor }
}

test('whoever follows what changed knows every event and series as it is', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(arbitraryEdit, { maxLength: 4 }), { size: 'max', maxLength: 10 }),
      async (rounds) => {
        const { id: remote_id } = there.google.person.createCalendar(MARA, { summary: 'Another' })
        const known = new Map<string, RemoteItem>()
        let at = await follow(known, { remote_id, cursor: null })
        for (const edits of rounds) {
          for (const one of edits) play(there.google, one, remote_id)
          at = await follow(known, at)
        }
        const whole = new Map<string, RemoteItem>()
        await follow(whole, { remote_id, cursor: null })
        expect(Object.fromEntries(known)).toEqual(Object.fromEntries(whole))
      },
    ),
    { numRuns: 60 },
  )
})
