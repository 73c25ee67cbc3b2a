import { expect, test } from '@playwright/test'
import { violationsIn } from './axe.ts'
import { enter } from './person.ts'

test('a week is planned: an event is added, moved, repeated, and one date of it taken out', async ({ page }) => {
  const person = await enter(page)
  await person.api.put('/users/me/settings', { time_zone: 'Europe/Berlin' })
  await page.goto('/calendar?date=2031-11-26')

  await test.step('an event is written down', async () => {
    await expect(page.getByRole('heading', { name: 'November 2031' })).toBeVisible()
    await page.keyboard.press('n')
    const form = page.getByRole('dialog', { name: 'Add an event' })
    await form.getByLabel('Title').fill('On-site interview')
    await form.getByLabel('From').fill('2031-11-26T14:00')
    await form.getByLabel('Repeats').click()
    await page.getByRole('option', { name: 'Every week', exact: true }).click()
    await form.getByLabel('Place').fill('Am Sandtorkai 41')
    await form.getByRole('button', { name: 'Keep' }).click()
    await expect(page.getByText('“On-site interview” added')).toBeVisible()
  })

  const panel = page.getByRole('complementary', { name: 'Event' })
  await test.step('it lies in the week, and says when it is', async () => {
    await page.locator('.ev', { hasText: 'On-site interview' }).click()
    await expect(panel.getByText('Wed 26 Nov 2031, 14:00 to 15:00')).toBeVisible()
    await expect(panel.getByText('every week')).toBeVisible()
    expect(await violationsIn(page, 'an event open in the week')).toEqual([])
  })

  await test.step('one date is changed alone', async () => {
    await page.keyboard.press('e')
    const form = page.getByRole('dialog', { name: 'Change the event' })
    await form.getByLabel('From').fill('2031-11-26T16:00')
    await form.getByRole('button', { name: 'Keep' }).click()
    await page.getByRole('dialog', { name: 'Which dates change?' }).getByRole('button', { name: 'Change' }).click()
    await expect(panel.getByText('Wed 26 Nov 2031, 16:00 to 17:00')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await page.locator('.ev', { hasText: 'On-site interview' }).click()
    await expect(panel.getByText('Wed 3 Dec 2031, 14:00 to 15:00')).toBeVisible()
  })

  await test.step('the series ends, and comes back', async () => {
    await panel.getByRole('button', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog', { name: 'Which dates are deleted?' })
    await dialog.getByText('This date and all after it').click()
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await expect(page.locator('.ev', { hasText: 'On-site interview' })).toHaveCount(0)
    await page.getByRole('listitem').filter({ hasText: 'Event deleted' }).getByRole('button', { name: 'Undo' }).click()
    await expect(page.locator('.ev', { hasText: 'On-site interview' })).toHaveCount(1)
  })

  await test.step('it can be dragged to another hour', async () => {
    const block = page.locator('.ev', { hasText: 'On-site interview' })
    const box = await block.boundingBox()
    if (box === null) throw new Error('The event is not drawn.')
    await page.mouse.move(box.x + 20, box.y + 10)
    await page.mouse.down()
    await page.mouse.move(box.x + 20, box.y + 40, { steps: 5 })
    await page.mouse.move(box.x + 20, box.y + 10 + box.height, { steps: 10 })
    await page.mouse.up()
    await page.getByRole('dialog', { name: 'Which dates move?' }).getByRole('button', { name: 'Move' }).click()
    await expect(page.getByText('“On-site interview” changed')).toBeVisible()
    await block.click()
    await expect(panel.getByText('Wed 3 Dec 2031, 15:00 to 16:00')).toBeVisible()
  })
})

test('what one looks at stands in the address, and the keys step through it', async ({ page }) => {
  const person = await enter(page)
  await person.api.put('/users/me/settings', { time_zone: 'Europe/Berlin' })
  await page.goto('/calendar?date=2031-11-26')
  await expect(page.getByRole('heading', { name: 'November 2031' })).toBeVisible()
  await page.keyboard.press('v')
  await page.keyboard.press('m')
  await expect(page).toHaveURL(/view=month/)
  expect(await violationsIn(page, 'a month')).toEqual([])
  await page.keyboard.press('j')
  await expect(page.getByRole('heading', { name: 'December 2031' })).toBeVisible()
  await page.getByRole('button', { name: 'Agenda' }).click()
  await expect(page.getByText('Nothing in these two weeks')).toBeVisible()
  expect(await violationsIn(page, 'an empty agenda')).toEqual([])
  await page.keyboard.press('f')
  const offer = page.getByRole('dialog', { name: 'Offer times' })
  await expect(offer.getByLabel('Text')).toHaveValue(/09:00 to 17:00[\s\S]*Times in Berlin\./)
  expect(await violationsIn(page, 'free times')).toEqual([])
})
