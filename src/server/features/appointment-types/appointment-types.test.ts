import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { employ, openPractice } from '#kit/practice.ts'

let app: TestApp
let owner: TestUser
let coach: TestUser
let member: TestUser
let firm_id: string

beforeAll(async () => {
  app = await makeApp()
  ;[owner, coach, member] = [await app.register(), await app.register(), await app.register()]
})
afterAll(() => app.close())
beforeEach(async () => {
  firm_id = await openPractice(owner)
  await employ(firm_id, owner, { who: coach, role: 'coach' })
  await employ(firm_id, owner, { who: member, role: 'member' })
})

const TYPES = '/appointments/types'
const LINKS = '/appointments/links'
const HOURS = '/appointments/availability'
const add = async (body: Record<string, unknown> = {}, by = coach) =>
  by.request('POST', TYPES, { body: { title: 'First talk', ...body } })
const link = async (body: Record<string, unknown> = {}, by = coach) =>
  by.request('POST', LINKS, { body: { audience: 'public', ...body } })

describe('appointment types', () => {
  test('begin with usual values, in the active firm of their host', async () => {
    const { status, body } = await add()
    expect(status).toBe(201)
    expect(body).toMatchObject({
      ...{ firm_id, title: 'First talk', slug: 'first-talk', duration_min: 45, step_min: 30, daily_limit: null },
      ...{ place_kind: 'video', place: null, questions: [], needs_confirmation: false, active: true, version: 1 },
    })
    expect((await coach.request('GET', `${TYPES}/${body.id}`)).body).toMatchObject({ id: body.id, slug: 'first-talk' })
  })

  test('have short names of their own: made up where none is said, refused where it is taken', async () => {
    const [first, second] = [await add(), await add()]
    expect([first.body.slug, second.body.slug]).toEqual(['first-talk', 'first-talk-2'])
    const refused = await add({ slug: 'first-talk' })
    expect([refused.status, refused.body.error.code]).toEqual([409, 'slug_taken'])
    expect(refused.body.error.field_errors).toMatchObject([{ field: 'slug' }])
    const moved = await coach.request('PATCH', `${TYPES}/${second.body.id}`, { body: { slug: 'first-talk' } })
    expect(moved.body.error.code).toBe('slug_taken')
    const same = await coach.request('PATCH', `${TYPES}/${first.body.id}`, { body: { slug: 'first-talk' } })
    expect(same.status).toBe(200)
    expect((await add({}, owner)).body.slug).toBe('first-talk')
  })

  test('are changed field by field, not over a newer version, and back by undoing', async () => {
    const { body } = await add({ questions: [{ key: 'goal', label: 'Goal?', kind: 'text' }] })
    const path = `${TYPES}/${body.id}`
    const changed = await coach.request('PATCH', path, { body: { duration_min: 30, version: 1 } })
    expect(changed.body).toMatchObject({
      duration_min: 30,
      title: 'First talk',
      version: 2,
      questions: [{ key: 'goal' }],
    })
    expect((await coach.request('PATCH', path, { body: { title: 'x', version: 1 } })).status).toBe(412)
    expect((await coach.request('POST', `/undo/${changed.body.undo_id}`)).status).toBe(200)
    expect((await coach.request('GET', path)).body).toMatchObject({ duration_min: 45, questions: [{ key: 'goal' }] })
  })

  test('come back with their links when their deletion is undone', async () => {
    const { body } = await add()
    const made = await link({ type_id: body.id })
    const gone = await coach.request('DELETE', `${TYPES}/${body.id}`)
    expect((await coach.request('GET', `${TYPES}/${body.id}`)).status).toBe(404)
    expect((await coach.request('GET', TYPES)).body.items).toEqual([])
    expect((await coach.request('GET', LINKS)).body.items).toMatchObject([
      { id: made.body.id, state: 'nothing_to_book' },
    ])
    expect((await add()).body.slug).toBe('first-talk')
    expect((await coach.request('POST', `/undo/${gone.body.undo_id}`)).body.error.code).toBe('undo_blocked')
    await coach.request('DELETE', `${TYPES}/${(await coach.request('GET', TYPES)).body.items[0].id}`)
    expect((await coach.request('POST', `/undo/${gone.body.undo_id}`)).status).toBe(200)
    expect((await coach.request('GET', LINKS)).body.items).toMatchObject([{ id: made.body.id, state: 'open' }])
  })

  test('that were added come back with their links when undoing that is undone', async () => {
    const { body } = await add()
    const made = await link({ type_id: body.id })
    const undone = await coach.request('POST', `/undo/${body.undo_id}`)
    expect((await coach.request('GET', TYPES)).body.items).toEqual([])
    expect((await coach.request('GET', LINKS)).body.items).toMatchObject([{ state: 'nothing_to_book' }])
    expect((await coach.request('POST', `/undo/${undone.body.undo_id}`)).status).toBe(200)
    expect((await coach.request('GET', LINKS)).body.items).toMatchObject([{ id: made.body.id, state: 'open' }])
  })

  test('are of staff alone, each their own, and of the firm that is active', async () => {
    const { body } = await add()
    expect((await member.request('GET', TYPES)).status).toBe(403)
    expect((await add({}, member)).status).toBe(403)
    for (const other of [owner, await app.register()]) {
      expect((await other.request('GET', `${TYPES}/${body.id}`)).status).toBe(404)
      expect((await other.request('PATCH', `${TYPES}/${body.id}`, { body: { title: 'Mine' } })).status).toBe(404)
      expect((await other.request('DELETE', `${TYPES}/${body.id}`)).status).toBe(404)
      expect((await link({ type_id: body.id }, other)).body.error.code).toBe('unknown_type')
    }
    const personal = (await coach.request('GET', '/firms')).body.items[0]
    expect(personal.kind).toBe('personal')
    await coach.request('POST', `/firms/${personal.id}/activate`)
    expect((await coach.request('GET', TYPES)).body.items).toEqual([])
  })

  test('are fifty at the most', async () => {
    for (let at = 0; at < 50; at += 1) expect((await add()).status).toBe(201)
    expect((await add()).body.error.code).toBe('too_many_types')
  })
})

describe('hours', () => {
  test('are the usual ones on one’s own clock before anything is said', async () => {
    await coach.request('PUT', '/users/me/settings', { body: { time_zone: 'Europe/Zurich' } })
    const { body } = await coach.request('GET', HOURS)
    expect(body).toMatchObject({ time_zone: 'Europe/Zurich', is_set: false, version: 0, other_days: [] })
    expect(body.weekly).toHaveLength(5)
  })

  test('are replaced as a whole, days that are over dropped', async () => {
    const weekly = [
      { weekday: 2, start: '09:00', end: '12:00' },
      { weekday: 2, start: '14:00', end: '24:00' },
    ]
    const other_days = [
      { date: '2026-12-24', hours: [] },
      { date: '2026-10-23', hours: [] },
      { date: '2026-10-24', hours: [{ start: '10:00', end: '11:00' }] },
    ]
    const given = { time_zone: 'Europe/Berlin', weekly, other_days }
    const { body } = await coach.request('PUT', HOURS, { body: { ...given, version: 0 } })
    expect(body).toMatchObject({ time_zone: 'Europe/Berlin', weekly, is_set: true, version: 1 })
    expect(body.other_days.map(({ date }: { date: string }) => date)).toEqual(['2026-10-24', '2026-12-24'])
    expect((await coach.request('PUT', HOURS, { body: { ...given, version: 0 } })).status).toBe(412)
    expect((await owner.request('GET', HOURS)).body.is_set).toBe(false)
  })

  test.each([
    ['that end before they begin', { weekly: [{ weekday: 1, start: '12:00', end: '09:00' }] }, 'weekly.0.end'],
    [
      'on a day twice',
      {
        other_days: [
          { date: '2026-12-24', hours: [] },
          { date: '2026-12-24', hours: [] },
        ],
      },
      'other_days',
    ],
    ['in a zone that is none', { time_zone: 'Europe/Nowhere' }, 'time_zone'],
  ])('are refused %s', async (_, wrong, field) => {
    const body = { time_zone: 'Europe/Berlin', weekly: [], other_days: [], ...wrong }
    const refused = await coach.request('PUT', HOURS, { body })
    expect(refused.status).toBe(422)
    expect(refused.body.error.field_errors).toMatchObject([{ field }])
  })
})

describe('booking links', () => {
  test('have a token that only their host reads again, and that the database does not show', async () => {
    await add()
    const { body } = await link({ label: 'On my website' })
    expect(body).toMatchObject({ label: 'On my website', audience: 'public', uses: 0, state: 'open', max_uses: null })
    expect(body.url).toBe(`${app.ctx.config.public_url}/book/${body.token}`)
    const listed = await coach.request('GET', LINKS)
    expect(listed.body).toMatchObject({ items: [{ token: body.token }], mail: 'not_configured' })
    expect(JSON.stringify(await app.rows('SELECT * FROM booking_links'))).not.toContain(body.token)
    expect((await owner.request('GET', LINKS)).body.items).toEqual([])
    expect((await owner.request('DELETE', `${LINKS}/${body.id}`)).status).toBe(404)
  })

  test('lead somewhere while they are open', async () => {
    const type = (await add()).body
    const made = (await link({ expires_at: '2026-10-25T08:00:00Z' })).body
    const state = async () => (await coach.request('GET', LINKS)).body.items[0].state
    await coach.request('PATCH', `${TYPES}/${type.id}`, { body: { active: false } })
    expect(await state()).toBe('nothing_to_book')
    await coach.request('PATCH', `${TYPES}/${type.id}`, { body: { active: true } })
    expect(await state()).toBe('open')
    await app.rows('UPDATE booking_links SET expires_at = $1 WHERE id = $2', [app.ctx.clock.iso(), made.id])
    expect(await state()).toBe('expired')
    expect((await coach.request('DELETE', `${LINKS}/${made.id}`)).status).toBe(204)
    expect(await state()).toBe('revoked')
    expect((await link({ expires_at: '2026-10-24T08:00:00Z' })).body.error.code).toBe('link_ends_in_past')
  })

  test('for the people of the firm are found by those, and by nobody else', async () => {
    await add({ place_kind: 'phone', questions: [{ key: 'goal', label: 'Goal?', kind: 'text' }] })
    const made = (await link({ audience: 'firm' })).body
    await link({ audience: 'members' })
    const { body } = await member.request('GET', '/appointments/bookable')
    expect(body.items).toMatchObject([
      {
        id: made.id,
        token: made.token,
        host: { name: coach.user.username },
        types: [{ title: 'First talk', needs_phone: true }],
      },
    ])
    expect(body.items).toHaveLength(1)
    for (const other of [coach, await app.register()])
      expect((await other.request('GET', '/appointments/bookable')).body.items).toEqual([])
    await owner.request('PATCH', `/firms/${firm_id}/members/${coach.user.id}`, { body: { role: 'member' } })
    expect((await member.request('GET', '/appointments/bookable')).body.items).toEqual([])
  })
})
