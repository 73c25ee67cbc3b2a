import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor, Role } from '#platform/actor.ts'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { changeRole, removeMember } from './firms.ts'
import { lockMembers } from './store.ts'

let app: TestApp
beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())

/** What other slices do is looked at there. */
const nothingElse = () => Promise.resolve()

interface Practice {
  readonly firm_id: string
  readonly people: readonly TestUser[]
}

/** A practice of people with these roles, in this order; the first is the owner. */
async function practiceOf(...roles: readonly Role[]): Promise<Practice> {
  const people = await Promise.all(roles.map(() => app.register()))
  const [owner, ...others] = people
  if (owner === undefined) throw new Error('A practice needs an owner.')
  const firm_id = (await owner.request('POST', '/firms', { body: { name: 'Nordlicht' } })).body.id
  for (const [index, person] of others.entries())
    await app.rows('INSERT INTO firm_members VALUES ($1, $2, $3, now())', [firm_id, person.user.id, roles[index + 1]])
  return { firm_id, people }
}

const actorOf = ({ firm_id, people }: Practice, index: number): Actor => ({
  ...{ user_id: idOf(people, index), firm_id, role: 'owner', via: 'session', session_id: null, scopes: null },
})

function idOf(people: readonly TestUser[], index: number): string {
  const person = people[index]
  if (person === undefined) throw new Error(`There is no person ${index}.`)
  return person.user.id
}

const rolesIn = async ({ firm_id, people }: Practice) => {
  const rows = await app.rows('SELECT user_id, role FROM firm_members WHERE firm_id = $1', [firm_id])
  return people.map(({ user }) => rows.find((row) => row['user_id'] === user.id)?.['role'] ?? null)
}

/** Runs both while the firm is held, so that each has read what it reads before it waits for the other. */
async function atOnce(firm_id: string, work: readonly (() => Promise<unknown>)[]) {
  const { held, letGo } = await hold(firm_id)
  const running = Promise.allSettled(work.map((one) => one()))
  await expect
    .poll(() =>
      app.rows(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`),
    )
    .toHaveLength(work.length)
  letGo()
  await held
  return running
}

async function hold(firm_id: string) {
  const started = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  const held = app.ctx.db.asSystem('hold a firm', async (tx) => {
    await lockMembers(tx, firm_id)
    started.resolve()
    await ended.promise
  })
  await started.promise
  return { held, letGo: () => ended.resolve() }
}

test('of two owners who demote each other at the same moment, the second has lost the right to', async () => {
  const practice = await practiceOf('owner', 'owner', 'owner')
  const { firm_id, people } = practice
  const [first, second] = await atOnce(firm_id, [
    () => changeRole(app.ctx, actorOf(practice, 0), { firm_id, user_id: idOf(people, 1), role: 'member' }, nothingElse),
    () => changeRole(app.ctx, actorOf(practice, 1), { firm_id, user_id: idOf(people, 0), role: 'member' }, nothingElse),
  ])
  const won = [first, second].findIndex((outcome) => outcome?.status === 'fulfilled')
  expect([first, second][1 - won]).toMatchObject({ status: 'rejected', reason: { refusal: { code: 'forbidden' } } })
  expect(await rolesIn(practice)).toEqual(won === 0 ? ['owner', 'member', 'owner'] : ['member', 'owner', 'owner'])
})

test('of two owners without a third, one stays owner, whichever of demoting and leaving they do at once', async () => {
  for (const other of ['demotes', 'leaves'] as const) {
    const practice = await practiceOf('owner', 'owner')
    const { firm_id, people } = practice
    await atOnce(firm_id, [
      () =>
        changeRole(app.ctx, actorOf(practice, 0), { firm_id, user_id: idOf(people, 0), role: 'member' }, nothingElse),
      () =>
        other === 'leaves'
          ? removeMember(app.ctx, actorOf(practice, 1), { firm_id, user_id: idOf(people, 1) }, nothingElse)
          : changeRole(
              app.ctx,
              actorOf(practice, 1),
              { firm_id, user_id: idOf(people, 0), role: 'member' },
              nothingElse,
            ),
    ])
    expect(await rolesIn(practice), other).toContain('owner')
  }
})

test('the database itself lets change members who owners and admins are, and leave who wants to', async () => {
  const practice = await practiceOf('owner', 'admin', 'coach', 'member', 'member')
  const { firm_id, people } = practice
  const [OWNER, ADMIN, COACH, SEEKER, OTHER] = [0, 1, 2, 3, 4]
  const changed = (by: number, of: number, role: Role | null) =>
    app.ctx.db.as(actorOf(practice, by), async (tx) => {
      const whose = sql`WHERE firm_id = ${firm_id} AND user_id = ${idOf(people, of)}`
      const done = sql`${role === null ? sql`DELETE FROM firm_members` : sql`UPDATE firm_members SET role = ${role}`} ${whose}`
      return Number((await done.execute(tx)).numAffectedRows)
    })
  for (const by of [COACH, SEEKER]) {
    expect(await changed(by, by, 'owner')).toBe(0)
    expect(await changed(by, OTHER, 'admin')).toBe(0)
    expect(await changed(by, OTHER, null)).toBe(0)
  }
  expect(await changed(ADMIN, OWNER, 'member')).toBe(0)
  expect(await changed(ADMIN, OWNER, null)).toBe(0)
  await expect(changed(ADMIN, ADMIN, 'owner')).rejects.toThrow(/row-level security/)
  expect(await rolesIn(practice)).toEqual(['owner', 'admin', 'coach', 'member', 'member'])
  expect(await changed(ADMIN, COACH, 'member')).toBe(1)
  expect(await changed(ADMIN, OTHER, null)).toBe(1)
  expect(await changed(SEEKER, SEEKER, null)).toBe(1)
  expect(await changed(OWNER, ADMIN, 'owner')).toBe(1)
  expect(await rolesIn(practice)).toEqual(['owner', 'owner', 'member', null, null])
})
