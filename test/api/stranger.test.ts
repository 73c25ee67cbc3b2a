import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { fill, operationsOf } from './document.ts'
import type { ApiOperation } from './document.ts'
import { changedRows, rowsOf, snapshot } from './rows.ts'
import type { Snapshot } from './rows.ts'
import { startOutside } from './outside.ts'
import type { Outside } from './outside.ts'
import { makeVictim } from './victim.ts'
import type { Victim } from './victim.ts'

/**
 * Operations that name somebody's thing in their path and may still answer a stranger with something else than 401,
 * 403 or 404. Each with the reason; what they answer is checked for the victim's rows like everything else.
 */
const SHARED: Readonly<Record<string, string>> = {}

/** Operations with parameters for which the victim has nothing: each says why, so that none is missed by accident. */
const NOTHING_TO_NAME: Readonly<Record<string, string>> = {
  'DELETE /auth/oauth/accounts/{id}': 'an account at a provider comes from a round trip to it; the slice tests that',
  'POST /calendar/conflicts/{id}/resolve': 'a conflict comes from edits on two sides; the slice tests that',
}

/** Creating operations that need more than a right body, and make nothing that others rely on. */
const NOT_MADE: readonly string[] = [
  ...['POST /mail-folders/look', 'POST /mail-folders/{id}/test', 'POST /calendar/connections/caldav'],
  ...['POST /calendar/calendars/{id}/confirm', 'POST /calendar/conflicts/{id}/resolve'],
  ...['POST /calendar/conflicts/resolve', 'POST /calendar/journal/{id}/undo'],
  // That of the victim is confirmed from the beginning, and yet to come.
  ...['POST /appointments/{id}/confirm', 'POST /appointments/{id}/complete', 'POST /appointments/{id}/no-show'],
  // Tokens and secrets that nobody made.
  ...['POST /booking/{token}', 'POST /booked/{secret}/confirm', 'POST /booked/{secret}/reschedule'],
  ...['POST /booked/{secret}/cancel'],
]

const REFUSED = [401, 403, 404]

let app: TestApp
let outside: Outside
let stranger: TestUser
let victim: Victim
let operations: readonly ApiOperation[]
let before: Snapshot
const answers = new Map<string, { status: number; text: string }[]>()
const unnamed: string[] = []

beforeAll(async () => {
  outside = await startOutside()
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify(outside.rewrites) })
  operations = await operationsOf(app)
  victim = await makeVictim(app, operations)
  before = await snapshot(app)
  stranger = await app.register('stranger')
  for (const operation of operations) {
    const ids = victim.idsFor(operation)
    if (ids === null) {
      unnamed.push(operation.name)
      continue
    }
    // Whoever logs out or asks for deletion tests nothing afterwards: a stranger of its own for each operation
    // that has no id of the victim's in it.
    const who = !operation.names_row && operation.method !== 'GET' ? await app.register() : stranger
    const given: { status: number; text: string }[] = []
    for (const body of victim.bodiesFor(operation)) {
      const { status, body: answer } = await who.request(operation.method, fill(operation.path, ids), { body })
      // What the stranger sent and is told again is nothing that was read.
      const sent = `${ids.join()} ${JSON.stringify(body) ?? ''}`
      const text = before.ids
        .filter((id) => sent.includes(id))
        .reduce((rest, id) => rest.replaceAll(id, 'sent'), JSON.stringify(answer))
      given.push({ status, text })
    }
    answers.set(operation.name, given)
  }
}, 300_000)

afterAll(async () => {
  await app.close()
  await outside.close()
})

const named = () => operations.filter(({ name, names_row }) => names_row && answers.has(name))

describe('a stranger of another firm', () => {
  it('meets a victim who has something of everything', () => {
    expect(victim.refused.filter((line) => !NOT_MADE.some((name) => line.startsWith(`${name}:`)))).toEqual([])
  })

  it('finds real things of the victim to name', () => {
    expect(unnamed.toSorted()).toEqual(Object.keys(NOTHING_TO_NAME).toSorted())
    expect(named().length).toBeGreaterThan(20)
  })

  it('is answered 401, 403 or 404 for every one of them', () => {
    const others = named().flatMap(({ name }) =>
      (answers.get(name) ?? [])
        .filter(({ status }) => !REFUSED.includes(status) && !(name in SHARED))
        .map(({ status, text }) => `${name}: ${status} ${text.slice(0, 200)}`),
    )
    expect(others).toEqual([])
  })

  it('reads not one row of the victim anywhere', () => {
    const private_ids = before.ids
    const seen = [...answers].flatMap(([name, given]) =>
      given.flatMap(({ text }) => private_ids.filter((id) => text.includes(id)).map((id) => `${name} shows ${id}`)),
    )
    expect(seen).toEqual([])
  })

  it('changes not one row of the victim', async () => {
    const after = await snapshot(app)
    const owners = [victim.person.user.id, ...victim.firm_ids]
    expect(Object.keys(rowsOf(before, owners)).length).toBeGreaterThan(20)
    expect(changedRows(before, after, owners)).toEqual([])
    expect(rowsOf(after, owners)).toEqual(rowsOf(before, owners))
  })

  it('is refused where the victim is served, so the refusals are about who asks', async () => {
    const order = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
    const refused: string[] = []
    const sorted = named().toSorted(
      (a, b) => order.indexOf(a.method) - order.indexOf(b.method) || b.path.length - a.path.length,
    )
    for (const operation of sorted.filter(({ method }) => method === 'GET' || method === 'PATCH')) {
      const ids = victim.idsFor(operation) ?? []
      const statuses = []
      for (const body of victim.bodiesFor(operation)) {
        statuses.push((await victim.person.request(operation.method, fill(operation.path, ids), { body })).status)
      }
      if (statuses.every((status) => REFUSED.includes(status)))
        refused.push(`${operation.name}: ${statuses.join(', ')}`)
    }
    expect(refused).toEqual([])
  })
})

describe('somebody without credentials', () => {
  it('is answered 401 by everything that is not public', async () => {
    const others: string[] = []
    for (const operation of operations.filter(({ access }) => access !== 'public')) {
      const ids = victim.idsFor(operation) ?? operation.path_params.map(() => '01939d6c-7f00-7000-8000-00000000dead')
      const [body] = victim.bodiesFor(operation)
      const answer = await app.request(operation.method, fill(operation.path, ids), { body })
      if (answer.status !== 401) others.push(`${operation.name}: ${answer.status}`)
    }
    expect(others).toEqual([])
  })

  it('meets exactly the operations that have to work signed out', () => {
    const open = operations.filter(({ access }) => access === 'public').map(({ name }) => name)
    expect(open.toSorted()).toEqual([...PUBLIC].toSorted())
  })
})

/** What works signed out, because it is how one signs in (or is asked to join). */
const PUBLIC = [
  'GET /auth/providers',
  'GET /calendar/feed.ics',
  'POST /calendar/webhooks/google',
  'POST /calendar/webhooks/microsoft',
  'GET /auth/oauth/{provider}/login',
  'POST /auth/oauth/{provider}/callback',
  'POST /auth/register',
  'POST /auth/login',
  'POST /auth/two-factor/verify',
  'POST /auth/password/forgot',
  'POST /auth/password/reset',
  'POST /auth/email/verify',
  'POST /invitations/preview',
  'POST /saved-searches/unsubscribe',
  'GET /booking/{token}',
  'GET /booking/{token}/slots',
  'POST /booking/{token}',
  'GET /booked/{secret}',
  'GET /booked/{secret}/slots',
  'POST /booked/{secret}/confirm',
  'POST /booked/{secret}/reschedule',
  'POST /booked/{secret}/cancel',
]
