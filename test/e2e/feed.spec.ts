import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { enter } from './person.ts'
import type { Api } from './person.ts'

test.describe.configure({ timeout: 120_000 })

async function write(api: Api, ...titles: string[]): Promise<void> {
  for (const title of titles) await api.post('/jobs', { title, company: `Isle ${title}`, location: 'Borkum' })
}

const count = (page: Page, words: string) =>
  page.getByRole('region', { name: 'Postings' }).getByRole('status').getByText(words, { exact: true })

test('after what was hidden comes what took its place', async ({ page }) => {
  const { api } = await enter(page)
  await write(api, 'Keeper', 'Baker', 'Pilot', 'Cook', 'Diver')
  await page.goto('/jobs?sort=-posted_at')
  const rows = page.getByRole('region', { name: 'Postings' }).getByRole('listitem')
  const open = page.getByRole('article', { name: 'Posting' }).getByRole('heading', { level: 2 })
  await expect(rows).toHaveCount(5)
  const titles = ['Diver', 'Cook', 'Pilot', 'Baker', 'Keeper']
  await expect(open).toHaveText('Diver')
  for (const title of titles.slice(1, 3)) {
    await page.keyboard.press('j')
    await expect(open).toHaveText(title)
  }
  await page.keyboard.press('h')
  await expect(rows).toHaveCount(4)
  await page.keyboard.press('j')
  await expect(open).toHaveText('Baker')
  await page.keyboard.press('h')
  await expect(rows).toHaveCount(3)
  await page.keyboard.press('k')
  await expect(open).toHaveText('Cook')
})

test('what was typed in the filter stays while one chooses besides, and begins with what is on', async ({ page }) => {
  const { api } = await enter(page)
  await write(api, 'Keeper', 'Baker')
  await page.goto('/jobs')
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  const form = page.getByRole('dialog', { name: 'Filter' })
  await form.getByLabel('Place').fill('Borkum')
  await form.getByLabel('Company').fill('isle baker')
  await form.getByLabel('Salary from').fill('41k')
  await form.getByLabel('Posted').click()
  await page.getByRole('option', { name: '7 days' }).click()
  await form.getByRole('checkbox', { name: 'Also where no pay is stated' }).click()
  await form.getByRole('button', { name: 'Show postings' }).click()
  await expect(count(page, '1 posting')).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await expect(form.getByLabel('Place')).toHaveValue('Borkum')
  await expect(form.getByLabel('Company')).toHaveValue('isle baker')
  await expect(form.getByLabel('Salary from')).toHaveValue(/^41\s000$/)
  await form.getByLabel('Company').fill('')
  await form.getByLabel('Salary from').fill('')
  await form.getByRole('button', { name: 'Show postings' }).click()
  await expect(count(page, '2 postings')).toBeVisible()
  expect(new URL(page.url()).search).toBe('?posted_within_days=7&place=Borkum')
})

test('several postings are merged in one go, and come apart again', async ({ page }) => {
  const { api } = await enter(page)
  await write(api, 'Keeper', 'Baker', 'Pilot')
  await page.goto('/jobs?sort=-posted_at')
  const rows = page.getByRole('region', { name: 'Postings' }).getByRole('listitem')
  await expect(rows).toHaveCount(3)
  await page.keyboard.press('x')
  for (const title of ['Keeper', 'Baker']) await page.getByRole('checkbox', { name: `Select ${title}` }).click()
  await page.getByRole('toolbar').getByRole('button', { name: 'Merge' }).click()
  await expect(rows).toHaveCount(1)
  await expect(page.getByRole('region', { name: 'Sources' }).getByText('merged by you')).toHaveCount(2)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows).toHaveCount(3)
})

test('what is closed can be chosen among the states, and the page follows the theme of the system', async ({
  page,
}) => {
  const { api } = await enter(page)
  await write(api, 'Keeper')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/jobs')
  await page.getByRole('checkbox', { name: 'Closed' }).click()
  await expect(page).toHaveURL(/state=closed/)
  await expect(count(page, '0 postings')).toBeVisible()
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})
