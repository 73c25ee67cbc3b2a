import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { violationsInBoth } from './axe.ts'
import { enter } from './person.ts'

/** What sticks out when the page as a whole can be scrolled sideways. */
function beyondTheEdge(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= window.innerWidth) return []
    const out = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > window.innerWidth + 1,
    )
    return [
      `${document.documentElement.scrollWidth} px`,
      ...out.slice(-4).map((element) => element.outerHTML.slice(0, 120)),
    ]
  })
}

test.describe.configure({ timeout: 300_000 })

test('brings sample data in, looks at it in light and dark, and takes it out again, with what is one’s own left alone', async ({
  page,
}) => {
  const person = await enter(page)
  await person.api.post('/applications', { title: 'My own job', company: 'Own Company', status: 'applied' })

  await test.step('in', async () => {
    await page.goto('/settings/data')
    await page.getByRole('button', { name: 'Explore with sample data' }).click()
    await expect(page.getByRole('button', { name: 'Remove sample data' })).toBeVisible({ timeout: 120_000 })
    const jobs = await person.api.get('/jobs?limit=1')
    expect(jobs).toMatchObject({ total: 1_000, total_is_least: true })
    const applications = await person.api.get('/applications/summary')
    expect(applications.total).toBeGreaterThan(50)
  })

  await test.step('no full page has a violation', async () => {
    const found: string[] = []
    for (const path of [
      '/',
      '/jobs',
      '/applications',
      '/applications?view=table',
      '/applications?view=timeline',
      '/offers',
      '/contacts',
    ]) {
      found.push(...(await violationsInBoth(page, path)))
    }
    expect(found).toEqual([])
  })

  await test.step('nothing is wider than a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    const wide: string[] = []
    for (const path of ['/', '/jobs', '/applications', '/contacts', '/settings/sources', '/settings/profile']) {
      await page.goto(path)
      await page.waitForLoadState('networkidle')
      wide.push(...(await beyondTheEdge(page)).map((what) => `${path}: ${what}`))
    }
    expect(wide).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  await test.step('out', async () => {
    await page.goto('/settings/data')
    await page.getByRole('button', { name: 'Remove sample data' }).click()
    await expect(page.getByRole('button', { name: 'Explore with sample data' })).toBeVisible({ timeout: 120_000 })
    const { items } = await person.api.get('/applications')
    expect(items.map(({ company }: { company: string }) => company)).toEqual(['Own Company'])
    const jobs = await person.api.get('/jobs?limit=200')
    expect(jobs.items.filter(({ is_sample }: { is_sample: boolean }) => is_sample)).toEqual([])
  })
})
