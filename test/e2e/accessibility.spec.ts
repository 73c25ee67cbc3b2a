import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { enter } from './person.ts'

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

async function violations(page: Page, path: string): Promise<string[]> {
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  // Skeletons and fades are on their way to something; what is judged is what stays.
  await page.addStyleTag({
    content: '*, *::before, *::after { animation: none !important; transition: none !important; }',
  })
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return found.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) => `${path} ${id}: ${node.html.slice(0, 160)} | ${node.failureSummary?.split('\n').at(-1)?.trim() ?? ''}`,
    ),
  )
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test(`no page for the signed-out has a violation (${colorScheme})`, async ({ page }) => {
      const found: string[] = []
      for (const path of OPEN) found.push(...(await violations(page, path)))
      expect(found).toEqual([])
    })

    test(`no empty page has a violation (${colorScheme})`, async ({ page }) => {
      await enter(page)
      const found: string[] = []
      for (const path of INSIDE) found.push(...(await violations(page, path)))
      expect(found).toEqual([])
    })
  })
}
