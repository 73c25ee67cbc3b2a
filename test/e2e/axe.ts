import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

const COLOURS = ['color-contrast', 'link-in-text-block']
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe has to say against a page as it stands when everything has arrived. */
export async function violationsAt(page: Page, path: string): Promise<string[]> {
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  return violationsIn(page, path)
}

/** What axe has to say against a page by day, and against its colours by night: the rest of it is the same. */
export async function violationsInBoth(page: Page, path: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const byDay = await violationsAt(page, path)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const byNight = await new AxeBuilder({ page }).withRules(COLOURS).analyze()
  return [...byDay, ...inWords(byNight.violations, `${path}, dark,`)]
}

/** What axe has to say against a page as it is now. */
export async function violationsIn(page: Page, name: string): Promise<string[]> {
  // Skeletons and fades are on their way to something; what is judged is what stays.
  await page.addStyleTag({
    content: '*, *::before, *::after { animation: none !important; transition: none !important; }',
  })
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
  return inWords(violations, name)
}

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations']

function inWords(violations: Violations, name: string): string[] {
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) =>
        `${name} ${id}: ${html.slice(0, 160)} | ${failureSummary?.split('\n').at(-1)?.trim() ?? ''}`,
    ),
  )
}
