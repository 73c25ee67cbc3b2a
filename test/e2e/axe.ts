import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe has to say against a page as it stands when everything has arrived. */
export async function violationsAt(page: Page, path: string): Promise<string[]> {
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  return violationsIn(page, path)
}

/** What axe has to say against a page as it is now. */
export async function violationsIn(page: Page, name: string): Promise<string[]> {
  // Skeletons and fades are on their way to something; what is judged is what stays.
  await page.addStyleTag({
    content: '*, *::before, *::after { animation: none !important; transition: none !important; }',
  })
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) =>
        `${name} ${id}: ${html.slice(0, 160)} | ${failureSummary?.split('\n').at(-1)?.trim() ?? ''}`,
    ),
  )
}
