import { expect, test } from '@playwright/test'
import { enter } from './person.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
test.describe.configure({ timeout: 120_000 })

test('on a phone: from the list to a posting and back, and over the board', async ({ page }) => {
  const person = await enter(page)
  await person.api.post('/jobs', { title: 'Baker', company: 'Early Bread', location: 'Kiel' })
  await person.api.post('/jobs', { title: 'Miller', company: 'Wind and Stone', location: 'Husum' })
  const places = page.getByRole('navigation', { name: 'Places' })

  await test.step('the posting is a page with a way back', async () => {
    await page.goto('/jobs')
    await page.getByRole('listitem').filter({ hasText: 'Early Bread' }).getByRole('link').first().tap()
    await expect(page).toHaveURL(/\/jobs\/./)
    const posting = page.getByRole('article', { name: 'Posting' })
    await expect(posting.getByRole('heading', { name: 'Baker' })).toBeVisible()
    await expect(page.getByText('Wind and Stone')).toBeHidden()
    await posting.getByRole('button', { name: /^Save/ }).tap()
    await expect(page.getByText('Early Bread saved')).toBeVisible()
    await posting.getByRole('button', { name: '2 postings' }).tap()
    await expect(page).toHaveURL(/\/jobs$/)
    await expect(page.getByText('Wind and Stone')).toBeVisible()
  })

  await test.step('the browser’s own way back leads to the list as well', async () => {
    await page.getByRole('listitem').filter({ hasText: 'Wind and Stone' }).getByRole('link').first().tap()
    await expect(page.getByRole('heading', { name: 'Miller' })).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('link', { name: /Early Bread/ })).toBeVisible()
  })

  await test.step('the card moves through its menu', async () => {
    await places.getByRole('link', { name: 'Applications' }).tap()
    await page.getByRole('button', { name: 'Move Early Bread to…' }).tap()
    await page.getByRole('menuitem', { name: 'Applied' }).tap()
    await expect(page.getByRole('region', { name: /^Applied, 1/ }).getByText('Early Bread')).toBeAttached()
    await page
      .getByRole('navigation', { name: 'Columns' })
      .getByRole('button', { name: /^Applied/ })
      .tap()
    await expect(page.getByRole('region', { name: /^Applied, 1/ }).getByText('Early Bread')).toBeInViewport()
  })

  await test.step('the application opens as a page, and closes again', async () => {
    await page
      .getByRole('region', { name: /^Applied, 1/ })
      .getByRole('listitem')
      .getByRole('button')
      .first()
      .tap()
    const application = page.getByRole('complementary', { name: 'Application' })
    await expect(application.getByText('Early Bread').first()).toBeVisible()
    await application.getByRole('button', { name: 'Close' }).tap()
    await expect(page).toHaveURL(/\/applications$/)
  })

  await test.step('the settings show where one is', async () => {
    await page.goto('/settings/data')
    const here = page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Data' })
    await expect(here).toBeInViewport({ ratio: 0.9 })
  })
})
