import { expect, test } from '@playwright/test'
import { violationsAt } from './axe.ts'
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
  '/nowhere',
]
const INSIDE = [
  '/',
  '/jobs',
  '/applications',
  '/applications?view=table',
  '/applications?view=timeline',
  '/offers',
  '/contacts',
  '/seekers',
  '/settings/profile',
  '/settings/workspace',
  '/settings/sources',
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

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test(`no page for the signed-out has a violation (${colorScheme})`, async ({ page }) => {
      const found: string[] = []
      for (const path of OPEN) found.push(...(await violationsAt(page, path)))
      expect(found).toEqual([])
    })

    test(`no empty page has a violation (${colorScheme})`, async ({ page }) => {
      await enter(page)
      const found: string[] = []
      for (const path of INSIDE) found.push(...(await violationsAt(page, path)))
      expect(found).toEqual([])
    })
  })
}
