import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { enter } from './person.ts'

const VERSIONED = /changed in the meantime/

/** Drags by mouse in small steps, as a hand does. */
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()]
  if (start === null || end === null) throw new Error('Nothing to drag.')
  await page.mouse.move(start.x + 40, start.y + 12)
  await page.mouse.down()
  await page.mouse.move(start.x + 60, start.y + 20, { steps: 4 })
  await page.mouse.move(end.x + end.width / 2, end.y + 60, { steps: 12 })
  await page.mouse.up()
}

const column = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Board' }).locator('section', { hasText: name })

test('a card that another tab moved is not moved over unseen', async ({ page }) => {
  const { api } = await enter(page)
  const made = await api.post('/applications', { title: 'Engineer', company: 'Lumen', status: 'applied' })
  // This tab hears of nothing.
  await page.routeWebSocket(/\/ws\//, () => {})
  await page.goto('/applications')
  const card = page.getByRole('button', { name: /Lumen/ }).first()
  await expect(card).toBeVisible()
  await api.patch(`/applications/${made.id}`, { status: 'offer' })
  await drag(page, card, column(page, 'Interview'))
  await expect(page.getByText(/Lumen was changed somewhere else/)).toBeVisible()
  await expect(column(page, 'Offer').getByText('Lumen')).toBeVisible()
  const { items } = await api.get(`/applications/${made.id}/history`)
  expect(items.map((one: { to: string }) => one.to)).toEqual(['applied', 'offer'])
  await drag(page, page.getByRole('button', { name: /Lumen/ }).first(), column(page, 'Interview'))
  await expect(page.getByText('Lumen moved to Interview')).toBeVisible()
})

test('two moves in a row of one card both count', async ({ page }) => {
  const { api } = await enter(page)
  const made = await api.post('/applications', { title: 'Engineer', company: 'Lumen' })
  await page.goto('/applications')
  await page.route('**/api/v1/applications/*', async (route) => {
    if (route.request().method() === 'PATCH') await new Promise((done) => setTimeout(done, 700))
    await route.continue()
  })
  const card = () => page.getByRole('button', { name: /Lumen/ }).first()
  await expect(card()).toBeVisible()
  await drag(page, card(), column(page, 'Applied'))
  await expect(column(page, 'Applied').getByText('Lumen')).toBeVisible()
  await drag(page, card(), column(page, 'Interview'))
  await expect(column(page, 'Interview').getByText('Lumen')).toBeVisible()
  await expect(page.getByText('Lumen moved to Interview')).toBeVisible()
  const { items } = await api.get(`/applications/${made.id}/history`)
  expect(items.map((one: { to: string }) => one.to)).toEqual(['interested', 'applied', 'interview'])
})

test('forms keep what is typed, and say that another tab was first', async ({ page }) => {
  const { api } = await enter(page)
  // This tab hears of nothing.
  await page.routeWebSocket(/\/ws\//, () => {})
  const made = await api.post('/applications', { title: 'Engineer', company: 'Lumen', status: 'offer' })
  await api.put(`/applications/${made.id}/offer`, { base: 7_000_000, currency: 'EUR', vacation_days: 28 })

  await test.step('the dialog', async () => {
    await page.goto(`/applications/${made.id}`)
    await page.getByRole('button', { name: 'More for this application' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await page.getByLabel('Title').fill('Lead Engineer')
    await api.patch(`/applications/${made.id}`, { location: 'Kiel' })
    await page.getByRole('button', { name: /^Keep/ }).click()
    await expect(page.getByRole('dialog').getByText(VERSIONED)).toBeVisible()
    await expect(page.getByLabel('Title')).toHaveValue('Lead Engineer')
    expect(await api.get(`/applications/${made.id}`)).toMatchObject({ title: 'Engineer', location: 'Kiel' })
    await page.getByRole('button', { name: 'Cancel' }).click()
  })

  await test.step('the offer', async () => {
    await page.goto(`/applications/${made.id}?tab=offer`)
    const bonus = page.getByLabel('Bonus a year')
    await bonus.fill('ten')
    await expect(page.getByText('Write an amount such as 78 000 or 78k.')).toBeVisible()
    await bonus.fill('5k')
    await api.put(`/applications/${made.id}/offer`, { base: 7_200_000, currency: 'EUR', vacation_days: 30 })
    await page.getByRole('button', { name: 'Keep offer' }).click()
    await expect(page.locator('form').getByText(VERSIONED)).toBeVisible()
    await expect(bonus).toHaveValue('5k')
    await page.getByRole('button', { name: 'Load it again' }).click()
    await expect(page.getByLabel('Days off a year')).toHaveValue('30')
    await bonus.fill('5k')
    await page.getByRole('button', { name: 'Keep offer' }).click()
    await expect(page.getByText('Offer kept')).toBeVisible()
    const { offer } = await api.get(`/applications/${made.id}/offer`)
    expect(offer).toMatchObject({ base: 7_200_000, bonus: 500_000, vacation_days: 30 })
  })
})

test('an interview in the hour that comes twice stays in it', async ({ page }) => {
  const { api } = await enter(page)
  const made = await api.post('/applications', { title: 'Engineer', company: 'Lumen' })
  const path = `/applications/${made.id}/interviews`
  await api.post(path, { start_time: '2026-10-25T01:30:00Z', time_zone: 'Europe/Berlin', location: 'Kiel' })
  await page.goto(`/applications/${made.id}?tab=interviews`)
  await page.getByRole('button', { name: /^Change: Round 1/ }).click()
  await expect(page.getByText('This hour comes twice: the second is meant.')).toBeVisible()
  await page.getByRole('textbox', { name: /^Place/ }).fill('Lübeck')
  await page.getByRole('button', { name: /^Keep/ }).click()
  await expect(page.getByText('Interview changed')).toBeVisible()
  const { items } = await api.get(path)
  expect(items).toMatchObject([{ location: 'Lübeck', start_time: '2026-10-25T01:30:00Z' }])
})
