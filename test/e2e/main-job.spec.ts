import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { enter } from './person.ts'

test.describe.configure({ timeout: 180_000 })

/** The column of the board whose name starts so; its label carries the count. */
const column = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}, `) })
const cardIn = (page: Page, name: string, company: string) =>
  column(page, name).getByRole('listitem').filter({ hasText: company })

test('from job boards to a tracked application', async ({ page }) => {
  const person = await enter(page)

  await test.step('switches a source on, follows an employer, and watches them being read', async () => {
    await page.goto('/settings/sources')
    const board = page.getByRole('article', { name: 'Remotive' })
    const on = board.getByRole('switch', { name: 'Remotive on' })
    if ((await on.getAttribute('aria-checked')) !== 'true') await on.click()
    await expect(on).toBeChecked()
    await board.getByRole('button', { name: 'Read now' }).click()
    await expect(board.getByText('Healthy')).toBeVisible({ timeout: 60_000 })
    await expect(board.getByText('Open postings')).toBeVisible()
    await expect.poll(async () => countOf(board)).toBeGreaterThan(10)

    await page.getByRole('button', { name: 'Follow an employer' }).first().click()
    await page.getByLabel('Address of the careers page').fill('https://boards.greenhouse.io/acme')
    await page.getByRole('button', { name: 'Follow', exact: true }).click()
    const employer = page.getByRole('article', { name: /acme/i })
    await expect(employer.getByText('Healthy')).toBeVisible({ timeout: 60_000 })
    await expect.poll(async () => countOf(employer)).toBeGreaterThan(5)
  })

  await test.step('searches and finds', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Jobs' }).click()
    await page.getByRole('searchbox', { name: 'Search postings' }).fill('kubernetes example acme')
    await expect(page).toHaveURL(/q=kubernetes/)
    const row = page
      .getByRole('listitem')
      .filter({ hasText: 'DevOps Engineer Kubernetes' })
      .filter({ hasText: 'Example acme' })
    await row.getByRole('link').first().click()
    await expect(
      page.getByRole('article', { name: 'Posting' }).getByRole('heading', { name: 'DevOps Engineer Kubernetes' }),
    ).toBeVisible()
  })

  await test.step('saves it, and finds it on the board', async () => {
    await page.getByRole('article', { name: 'Posting' }).getByRole('button', { name: /^Save/ }).click()
    await expect(page.getByText('Example acme saved')).toBeVisible()
    await page.getByRole('button', { name: 'Open application' }).click()
    await expect(page).toHaveURL(/\/applications\//)
    await page.goto('/applications')
    await expect(cardIn(page, 'Interested', 'Example acme')).toBeVisible()
  })

  await test.step('applies: drags it to Applied', async () => {
    await drag(page, cardIn(page, 'Interested', 'Example acme'), column(page, 'Applied'))
    await expect(cardIn(page, 'Applied', 'Example acme')).toBeVisible()
    await expect(cardIn(page, 'Interested', 'Example acme')).toHaveCount(0)
  })

  await test.step('moves it on with the keyboard alone', async () => {
    const open = cardIn(page, 'Applied', 'Example acme').getByRole('button').first()
    await open.focus()
    await page.keyboard.press('Space')
    await expect(page.getByText('Example acme is over Applied.')).toBeAttached()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByText('Example acme is over Interview.')).toBeAttached()
    await page.keyboard.press('Enter')
    await expect(cardIn(page, 'Interview', 'Example acme')).toBeVisible()
  })

  await test.step('takes the last move back', async () => {
    // The newest message lies on top of those before it.
    await page.locator('[data-sonner-toast][data-front="true"]').getByRole('button', { name: 'Undo' }).click()
    await expect(cardIn(page, 'Applied', 'Example acme')).toBeVisible()
  })

  await test.step('moves it to an offer through its menu, and all of it is in the history', async () => {
    await cardIn(page, 'Applied', 'Example acme').getByRole('button', { name: /^Move/ }).click()
    await page.getByRole('menuitem', { name: 'Offer' }).click()
    await expect(cardIn(page, 'Offer', 'Example acme')).toBeVisible()
    await page.reload()
    await expect(cardIn(page, 'Offer', 'Example acme')).toBeVisible()
    const { items } = await person.api.get('/applications')
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ status: 'offer', company: 'Example acme' })
    expect(items[0].applied_at).not.toBeNull()
    const history = await person.api.get(`/applications/${items[0].id}/history`)
    const moves = history.items.map(({ from, to }: { from: string | null; to: string }) => [from, to])
    expect(moves).toContainEqual([null, 'interested'])
    expect(moves).toContainEqual(['interested', 'applied'])
    expect(moves).toContainEqual(['applied', 'offer'])
    const job = await person.api.get(`/jobs/${items[0].job_id}`)
    expect(job.state.applied_at).not.toBeNull()
  })
})

async function countOf(card: Locator): Promise<number> {
  const text = await card.locator('dd').first().innerText()
  return Number(/[\d.,]+/.exec(text)?.[0].replaceAll(/[.,]/g, '') ?? 0)
}

// As a hand does it: press, go there in steps, wait until the column answers, let go.
async function drag(page: Page, card: Locator, target: Locator): Promise<void> {
  const from = await card.boundingBox()
  const to = await target.boundingBox()
  if (from === null || to === null) throw new Error('Nothing to drag, or nowhere to drop.')
  await page.mouse.move(from.x + from.width / 2, from.y + from.height - 8)
  await page.mouse.down()
  await page.mouse.move(from.x + from.width / 2 + 12, from.y + from.height, { steps: 4 })
  await page.mouse.move(to.x + to.width / 2, to.y + 90, { steps: 12 })
  await expect(page.getByText(/^Drop: /)).toBeVisible()
  await page.mouse.up()
}
