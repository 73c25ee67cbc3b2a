import { describe, expect, it } from 'vitest'
import { asUser, canEnter, databaseUser, readPasswd } from './os-user.ts'
import type { OsUser } from './os-user.ts'
import { StartError } from './start-error.ts'

const user = (name: string, uid: number): OsUser => ({ name, uid, gid: uid })
const POSTGRES = user('postgres', 101)
const OWN = user('career-copilot', 990)
const NOBODY = user('nobody', 65_534)
const MARA = user('mara', 1000)

/** A machine on which adding a user has this effect. */
function machine(before: readonly OsUser[], after: readonly OsUser[] = before) {
  let users = before
  let asked = 0
  return {
    users: () => users,
    create: () => {
      asked += 1
      users = after
    },
    asked: () => asked,
  }
}

describe('as root', () => {
  it.each([
    ['postgres where there is one', machine([MARA, NOBODY, POSTGRES]), POSTGRES, 0],
    ['postgres before a user of our own', machine([OWN, POSTGRES]), POSTGRES, 0],
    ['a user of our own that an earlier start made', machine([NOBODY, OWN]), OWN, 0],
    ['a user of our own, made now', machine([MARA, NOBODY], [MARA, NOBODY, OWN]), OWN, 1],
    ['nobody where none can be made', machine([MARA, NOBODY]), NOBODY, 1],
  ])('PostgreSQL runs as %s', (_, on, expected, made) => {
    expect(databaseUser({ uid: 0, users: on.users, create: on.create })).toEqual(expected)
    expect(on.asked()).toBe(made)
  })

  it('a machine with no other user is told what to do', () => {
    const on = machine([])
    expect(() => databaseUser({ uid: 0, users: on.users, create: on.create })).toThrow(StartError)
    expect(() => databaseUser({ uid: 0, users: on.users, create: on.create })).toThrow(/does not run as root/)
  })
})

it.each([1000, undefined])('whoever is not root (uid %s) runs PostgreSQL as themselves, and no user is made', (uid) => {
  const on = machine([POSTGRES, NOBODY])
  expect(databaseUser({ uid, users: on.users, create: on.create })).toBeNull()
  expect(on.asked()).toBe(0)
  expect(asUser(null)).toEqual({})
})

it('a program is started with the user and the group', () => {
  expect(asUser({ name: 'postgres', uid: 101, gid: 104 })).toEqual({ uid: 101, gid: 104 })
})

it('the users of a machine are read without root, blank lines and comments', () => {
  const text = 'root:x:0:0::/root:/bin/sh\npostgres:x:101:104::/var/lib/postgresql:/bin/bash\n\n# a comment\n'
  expect(readPasswd(text)).toEqual([{ name: 'postgres', uid: 101, gid: 104 }])
})

it('one may enter where one already is', () => {
  expect(canEnter(null, '/nowhere')).toBe(true)
})
