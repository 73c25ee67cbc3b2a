import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { assertGranted } from '#features/firms/index.ts'

let app: TestApp
let owner: TestUser
let coach: TestUser
let seeker: TestUser
let firm_id: string

beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())
beforeEach(async () => {
  ;[owner, coach, seeker] = [await app.register(), await app.register(), await app.register()]
  firm_id = await openPractice(owner)
  await join(firm_id, owner, coach, 'coach')
  await join(firm_id, owner, seeker, 'member')
})

const DAY = 86_400_000

async function openPractice(by: TestUser): Promise<string> {
  const made = await by.request('POST', '/firms', { body: { name: 'Nordlicht' } })
  await by.request('POST', `/firms/${made.body.id}/activate`)
  return made.body.id
}

async function join(id: string, by: TestUser, who: TestUser, role: string): Promise<void> {
  const invited = await by.request('POST', `/firms/${id}/invitations`, { body: { email: who.user.email, role } })
  await who.request('POST', '/invitations/accept', { body: { token: invited.body.link.split('#')[1] } })
  await who.request('POST', `/firms/${id}/activate`)
}

async function open(area: string, by = seeker, days = 30): Promise<string> {
  const expires_at = new Date(app.ctx.clock.ms() + days * DAY).toISOString()
  const given = await by.request('POST', `/firms/${firm_id}/grants`, {
    body: { coach_id: coach.user.id, area, expires_at },
  })
  expect(given.status, JSON.stringify(given.body)).toBe(201)
  return given.body.id
}

const track = async (company: string, by = seeker) =>
  (await by.request('POST', '/applications', { body: { title: 'Gardener', company, next_action: 'Call them' } })).body
const look = (what: string, by = coach, query = {}) =>
  by.request('GET', `/coaching/seekers/${seeker.user.id}/${what}`, { query })
const LOOKS = ['applications', 'jobs', 'profile']
const statuses = async (by = coach) => {
  const answers = []
  for (const what of LOOKS) answers.push((await look(what, by)).status)
  return answers
}
const logOf = async (who: TestUser) => (await who.request('GET', '/users/me/access-log')).body.items

describe('a coach reads what a seeker opened', () => {
  test('applications as the seeker has them, page by page, and without archived ones', async () => {
    const made = [await track('Rose'), await track('Tulip'), await track('Fern')]
    await seeker.request('PATCH', `/applications/${made[2].id}`, { body: { archived: true } })
    await track('Elsewhere', owner)
    await open('applications')
    const own = await seeker.request('GET', '/applications', { query: { sort: '-status_at' } })
    const first = await look('applications', coach, { limit: 1 })
    const second = await look('applications', coach, { limit: 1, cursor: first.body.next_cursor })
    expect([...first.body.items, ...second.body.items]).toEqual(own.body.items)
    expect([first.body.total, second.body.next_cursor]).toEqual([2, null])
    expect((await look('applications', coach, { cursor: 'made.up' })).body.error.code).toBe('invalid_cursor')
  })

  test('saved postings, and neither notes on them, nor a match, nor what became of them', async () => {
    const job = await seeker.request('POST', '/jobs', { body: { title: 'Gardener', company: 'Rose' } })
    await seeker.request('POST', '/jobs', { body: { title: 'Not saved', company: 'Fern' } })
    await seeker.request('PUT', `/jobs/${job.body.id}/state`, { body: { saved: true, notes: 'Ask Anna first' } })
    await seeker.request('POST', '/applications', { body: { job_id: job.body.id, status: 'applied' } })
    await open('postings')
    const { body } = await look('jobs')
    expect(body).toMatchObject({ items: [{ id: job.body.id, title: 'Gardener', is_own: true }], next_cursor: null })
    expect(body.items).toHaveLength(1)
    expect(body.items[0]).not.toHaveProperty('state')
    expect(JSON.stringify(body)).not.toMatch(/Ask Anna|match|applied|application/)
  })

  test('the profile without the ways to reach or to log in as the seeker', async () => {
    await open('profile')
    expect((await look('profile')).body).toEqual({ profile: null })
    await seeker.request('PUT', '/users/me', { body: { headline: 'Gardener', phone: '+49 30 123', full_name: 'Ada' } })
    const { body } = await look('profile')
    expect(body.profile).toMatchObject({ full_name: 'Ada', headline: 'Gardener', skills: [] })
    for (const secret of ['+49 30 123', seeker.user.email, seeker.user.username])
      expect(JSON.stringify(body)).not.toContain(secret)
  })

  test('and each look is a line in the log of the seeker, whoever and whatever it was', async () => {
    await track('Rose')
    await track('Tulip')
    await open('applications')
    await open('profile')
    expect(await logOf(seeker)).toEqual([])
    const { body } = await look('applications', coach, { limit: 1 })
    await look('applications', coach, { limit: 1, cursor: body.next_cursor })
    await look('profile')
    await look('jobs')
    await coach.request('GET', '/coaching/seekers')
    await coach.request('GET', `/coaching/seekers/${seeker.user.id}`)
    const log = await logOf(seeker)
    expect(log.map((line: { what: string }) => line.what).toSorted()).toEqual([
      'list of applications',
      'list of applications, further down',
      'profile',
    ])
    expect(log[0]).toMatchObject({ coach_name: coach.user.username, firm_name: 'Nordlicht' })
    expect(await logOf(coach)).toEqual([])
  })

  test('without changing anything by it', async () => {
    const made = await track('Rose')
    await open('applications')
    const path = `/applications/${made.id}`
    const attempts = [
      await coach.request('GET', path),
      await coach.request('PATCH', path, { body: { title: 'Mine' } }),
      await coach.request('DELETE', path),
      await coach.request('POST', `${path}/notes`, { body: { text: 'Hello' } }),
    ]
    expect(attempts.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    const how = { role: 'coach', via: 'session', session_id: null, scopes: null } as const
    const what = { seeker_id: seeker.user.id, area: 'applications', what: 'list of applications' } as const
    const reader = await assertGranted(app.ctx, { user_id: coach.user.id, firm_id, ...how }, what)
    const write = app.ctx.db.as(reader, (tx) => sql`UPDATE applications SET title = 'Mine'`.execute(tx))
    await expect(write).rejects.toThrow(/read-only transaction/)
    expect((await seeker.request('GET', path)).body).toMatchObject({ title: 'Gardener', version: made.version })
  })
})

describe('the list of seekers', () => {
  const list = (by: TestUser, query = {}) => by.request('GET', '/coaching/seekers', { query })

  test('has who opened something in the active firm, with what and until when, by name', async () => {
    const others = [await app.register(), await app.register()]
    for (const [at, name] of ['zoe', 'Anton'].entries()) {
      await join(firm_id, owner, others[at]!, 'member')
      await others[at]!.request('PUT', '/users/me', { body: { full_name: name } })
    }
    await open('profile', others[0], 3)
    await open('applications', others[0], 5)
    await open('applications', others[0], 2)
    await open('postings', others[1])
    const until = (days: number) => new Date(app.ctx.clock.ms() + days * DAY).toISOString().replace('.000Z', 'Z')
    const { body } = await list(coach)
    expect(body.items).toEqual([
      { user_id: others[1]!.user.id, name: 'Anton', areas: [{ area: 'postings', until: until(30) }] },
      {
        user_id: others[0]!.user.id,
        name: 'zoe',
        areas: [
          { area: 'applications', until: until(2) },
          { area: 'profile', until: until(3) },
        ],
      },
    ])
    const first = await list(coach, { limit: 1 })
    const second = await list(coach, { limit: 1, cursor: first.body.next_cursor })
    expect([...first.body.items, ...second.body.items]).toEqual(body.items)
    expect(second.body.next_cursor).toBeNull()
    expect((await coach.request('GET', `/coaching/seekers/${others[1]!.user.id}`)).body).toEqual(body.items[0])
  })

  test('is empty for other staff, in other firms, and forbidden to seekers', async () => {
    await open('applications')
    expect((await list(owner)).body.items).toEqual([])
    expect((await list(seeker)).status).toBe(403)
    await openPractice(coach)
    expect((await list(coach)).body.items).toEqual([])
  })
})

describe('nothing is there to read', () => {
  const one = (by: TestUser) => by.request('GET', `/coaching/seekers/${seeker.user.id}`)
  const all = async () => {
    for (const area of ['applications', 'postings', 'profile']) await open(area)
  }
  const NONE = [404, 404, 404]

  test('without a grant, or in an area that was not opened', async () => {
    expect(await statuses()).toEqual(NONE)
    expect((await one(coach)).status).toBe(404)
    await open('postings')
    expect(await statuses()).toEqual([404, 200, 404])
  })

  test('when the grant is over', async () => {
    await all()
    expect(await statuses()).toEqual([200, 200, 200])
    app.time.advance(30 * DAY)
    const { body } = await app.request('POST', '/auth/login', {
      body: { username: coach.user.username, password: coach.password },
    })
    await app.request('POST', `/firms/${firm_id}/activate`, { token: body.access_token })
    const late = {
      ...coach,
      request: (method: string, path: string) => app.request(method, path, { token: body.access_token }),
    }
    expect(await statuses(late)).toEqual(NONE)
    expect((await one(late)).status).toBe(404)
    expect((await late.request('GET', '/coaching/seekers')).body.items).toEqual([])
  })

  test('when the seeker closed it, or left the practice', async () => {
    const id = await open('applications')
    await open('profile')
    await seeker.request('DELETE', `/firms/${firm_id}/grants/${id}`)
    expect(await statuses()).toEqual([404, 404, 200])
    await seeker.request('DELETE', `/firms/${firm_id}/members/${seeker.user.id}`)
    expect(await statuses()).toEqual(NONE)
  })

  test('for another coach, the owner, and a coach of another firm', async () => {
    const colleague = await app.register()
    await join(firm_id, owner, colleague, 'coach')
    const stranger = await app.register()
    await openPractice(stranger)
    await all()
    for (const who of [colleague, owner, stranger]) {
      expect(await statuses(who)).toEqual(NONE)
      expect((await one(who)).status).toBe(404)
    }
    expect(await logOf(seeker)).toEqual([])
  })

  test('while the coach is in another firm than the one it was opened in', async () => {
    await all()
    const other = await openPractice(coach)
    expect(await statuses()).toEqual(NONE)
    await join(other, coach, seeker, 'member')
    expect(await statuses()).toEqual(NONE)
  })

  test('for the seeker, who has doors of their own', async () => {
    await all()
    expect(await statuses(seeker)).toEqual([403, 403, 403])
    const personal = (await seeker.request('GET', '/firms')).body.items[0]
    await seeker.request('POST', `/firms/${personal.id}/activate`)
    expect(await statuses(seeker)).toEqual(NONE)
  })

  test('when the coach is taken off the staff, not even back on it', async () => {
    await all()
    const role = (to: string) =>
      owner.request('PATCH', `/firms/${firm_id}/members/${coach.user.id}`, { body: { role: to } })
    await role('member')
    expect(await statuses()).toEqual([403, 403, 403])
    await role('coach')
    expect(await statuses()).toEqual(NONE)
  })
})

test('an area that no coach has a way to read cannot be opened', async () => {
  const answer = await seeker.request('POST', `/firms/${firm_id}/grants`, {
    body: { coach_id: coach.user.id, area: 'calendar', expires_at: new Date(app.ctx.clock.ms() + DAY).toISOString() },
  })
  expect(answer.status).toBe(422)
})
