import { expect, test } from '@playwright/test'
import { violationsAt, violationsInBoth } from './axe.ts'
import { enter } from './person.ts'

// Many pages, each judged as a whole.
test.describe.configure({ timeout: 300_000 })

const OPEN = [
  '/login',
  '/register',
  '/forgot',
  '/reset?token=0123456789',
  '/verify?token=0123456789',
  '/invite?token=0123456789',
  '/import/receive',
  '/book/0123456789ab',
  '/booked#0123456789ab',
  '/nowhere',
]
const PLACES = [
  '/',
  '/jobs',
  '/applications',
  '/applications?view=table',
  '/applications?view=timeline',
  '/calendar',
  '/calendar?view=month',
  '/calendar?view=agenda',
  '/appointments',
  '/appointments?view=past',
  '/appointments/setup',
  '/offers',
  '/contacts',
  '/seekers',
  '/admin/calendar',
]
const SETTINGS = [
  '/settings/profile',
  '/settings/workspace',
  '/settings/sources',
  '/settings/sources/arbeitnow',
  '/settings/calendar',
  '/settings/calendar/callback/google?error=access_denied&state=none',
  '/settings/tokens',
  '/settings/security',
  '/settings/appearance',
  '/settings/data',
  '/onboarding?step=1',
  '/onboarding?step=2',
  '/onboarding?step=3',
  '/onboarding?step=4',
  '/onboarding?step=5',
]

test('no page for the signed-out has a violation', async ({ page }) => {
  const found: string[] = []
  // A page of its own may have chosen its colours before the switch.
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const path of OPEN) found.push(...(await violationsAt(page, path)))
  }
  expect(found).toEqual([])
})

for (const [what, paths] of [
  ['empty page', PLACES],
  ['page of settings', SETTINGS],
] as const) {
  test(`no ${what} has a violation`, async ({ page }) => {
    await enter(page)
    const found: string[] = []
    for (const path of paths) found.push(...(await violationsInBoth(page, path)))
    expect(found).toEqual([])
  })
}

test('the pages of a coach have no violation', async ({ page, browser }) => {
  const coach = await enter(page)
  const firm = await coach.api.post('/firms', { name: 'Nordlicht' })
  await coach.api.post(`/firms/${firm.id}/activate`)
  const away = await browser.newPage()
  const seeker = await enter(away)
  const invited = await coach.api.post(`/firms/${firm.id}/invitations`, { email: seeker.email, role: 'member' })
  await seeker.api.post('/invitations/accept', { token: invited.link.split('#')[1] })
  await seeker.api.post('/applications', { title: 'Engineer', company: 'Lumen', status: 'applied' })
  const coach_id = (await coach.api.get('/auth/me')).user.id
  for (const area of ['applications', 'postings', 'profile']) {
    const expires_at = new Date(Date.now() + 86_400_000).toISOString()
    await seeker.api.post(`/firms/${firm.id}/grants`, { coach_id, area, expires_at })
  }
  const { items } = await coach.api.get('/coaching/seekers')
  await away.close()
  const found: string[] = []
  for (const path of ['/seekers', `/seekers/${items[0].user_id}`]) found.push(...(await violationsInBoth(page, path)))
  expect(found).toEqual([])
  await expect(page.getByText('Lumen')).toBeVisible()
})
