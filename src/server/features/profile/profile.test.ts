import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())

const wishes = {
  full_name: 'Mara Feldkamp',
  headline: 'Process engineer',
  years_experience: 7.5,
  links: [{ label: 'Portfolio', url: 'https://example.org/mara' }],
  skills: [
    { name: 'PostgreSQL', level: 4 },
    { name: 'TypeScript', level: 5 },
  ],
  titles_wanted: ['Staff engineer', 'Staff engineer', 'Tech lead'],
  preferred_locations: ['Hamburg', 'Berlin'],
  radius_km: 40,
  remote_preference: ['hybrid', 'remote'],
  salary_floor: { amount: 7_800_000, currency: 'EUR', period: 'year' },
  languages: [{ code: 'de', level: 'native' }],
  work_permits: ['EU'],
  daily_application_goal: 2,
}

test('a profile begins empty, takes what is sent, and keeps the rest', async () => {
  const person = await app.register()
  const empty = await person.request('GET', '/users/me')
  expect(empty.body).toMatchObject({
    user_id: person.user.id,
    skills: [],
    salary_floor: null,
    daily_application_goal: 0,
    version: 1,
    onboarding: { steps: {}, finished_at: null },
  })
  const changed = await person.request('PUT', '/users/me', { body: wishes })
  expect(changed.body).toMatchObject({ ...wishes, titles_wanted: ['Staff engineer', 'Tech lead'], version: 2 })
  const less = await person.request('PUT', '/users/me', {
    body: { headline: '', onboarding: { steps: { skills: 'done' } } },
  })
  expect(less.body).toMatchObject({
    headline: null,
    skills: wishes.skills,
    onboarding: { steps: { skills: 'done' }, finished_at: null },
    version: 3,
  })
  expect((await person.request('GET', '/users/me')).body).toEqual(less.body)
  expect((await person.request('GET', '/auth/me')).body.user.full_name).toBe('Mara Feldkamp')
})

test('a change of an older state is refused, and changes nothing', async () => {
  const person = await app.register()
  const { headers } = await person.request('PUT', '/users/me', { body: { headline: 'one' } })
  await person.request('PUT', '/users/me', { body: { headline: 'two' } })
  const stale = await person.request('PUT', '/users/me', {
    body: { headline: 'three', full_name: 'No' },
    headers: { 'if-match': String(headers['etag']) },
  })
  expect([stale.status, stale.body.error.code]).toEqual([412, 'stale_version'])
  expect((await person.request('GET', '/users/me')).body).toMatchObject({ headline: 'two', full_name: null })
})

test('what makes no sense is named by its field', async () => {
  const person = await app.register()
  const answer = await person.request('PUT', '/users/me', {
    body: {
      skills: [{ name: 'Go', level: 9 }],
      links: [{ label: 'x', url: 'javascript:alert(1)' }],
      salary_floor: { amount: -1, currency: 'euro', period: 'year' },
    },
  })
  expect(answer.status).toBe(422)
  expect(answer.body.error.field_errors.map((error: { field: string }) => error.field)).toEqual([
    'links.0.url',
    'skills.0.level',
    'salary_floor.amount',
    'salary_floor.currency',
  ])
})

test('of what is nested, too, only that changes which was sent', async () => {
  const person = await app.register()
  const settings = (notifications: unknown) => person.request('PUT', '/users/me/settings', { body: { notifications } })
  await settings({ digest: 'never', quiet_from: '22:00', quiet_to: '07:00' })
  expect((await settings({ email: false })).body.notifications).toEqual({
    in_app: true,
    email: false,
    digest: 'never',
    quiet_from: '22:00',
    quiet_to: '07:00',
  })
  const profile = (onboarding: unknown) => person.request('PUT', '/users/me', { body: { onboarding } })
  await profile({ steps: { skills: 'done' } })
  expect((await profile({ finished_at: '2026-10-24T08:00:00Z' })).body.onboarding).toEqual({
    steps: { skills: 'done' },
    finished_at: '2026-10-24T08:00:00Z',
  })
})

test('settings have defaults, and each person their own', async () => {
  const [one, two] = await Promise.all([app.register(), app.register()])
  expect((await one.request('GET', '/users/me/settings')).body).toMatchObject({
    locale: 'en',
    time_zone: 'UTC',
    theme: 'system',
    notifications: { in_app: true, digest: 'daily' },
  })
  const changed = await one.request('PUT', '/users/me/settings', {
    body: { locale: 'de', time_zone: 'Europe/Berlin', notifications: { email: false } },
  })
  expect(changed.body).toMatchObject({
    locale: 'de',
    time_zone: 'Europe/Berlin',
    notifications: { email: false, in_app: true },
    version: 2,
  })
  expect((await two.request('GET', '/users/me/settings')).body.locale).toBe('en')
  expect((await one.request('PUT', '/users/me/settings', { body: { time_zone: 'Mars/Olympus' } })).status).toBe(422)
})

test('skills are suggested as one writes them, to whoever is logged in', async () => {
  const person = await app.register()
  const suggested = async (q: string) => (await person.request('GET', '/skills', { query: { q } })).body.items
  expect((await suggested('postg'))[0]).toEqual({ id: 'postgresql', name: 'PostgreSQL' })
  expect(await suggested('s')).toHaveLength(8)
  expect((await person.request('GET', '/skills', { query: { q: ' ' } })).status).toBe(422)
  expect((await app.request('GET', '/skills', { query: { q: 'sql' } })).status).toBe(401)
})
