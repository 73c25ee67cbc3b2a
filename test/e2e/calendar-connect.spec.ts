import { expect, test } from '@playwright/test'
import { violationsIn } from './axe.ts'
import { beginGoogle } from './google.ts'
import { enter } from './person.ts'

const GOOGLE = 'Google mara@example.org'

test('a Google account is connected, set up, started, paused and given back', async ({ page }) => {
  await enter(page)
  await page.goto('/settings/calendar')
  const refused: string[] = []
  page.on('response', (answer) => {
    if (answer.status() >= 400 && answer.url().includes('/api/')) refused.push(answer.url())
  })

  await test.step('it is allowed on the page of the provider', async () => {
    await expect(page.getByRole('heading', { name: 'No calendar connected' })).toBeVisible()
    await beginGoogle(page)
    await page.getByRole('button', { name: 'Allow' }).click()
    await expect(page.getByText('Google is connected')).toBeVisible()
    await expect(page).toHaveURL(/\/settings\/calendar\?account=/)
    await page.waitForLoadState('networkidle')
    // What came back is sent once, not once more while the page goes.
    expect(refused).toEqual([])
  })

  const account = page.getByRole('article', { name: GOOGLE })
  await test.step('nothing is synced yet; the main calendar is chosen', async () => {
    await expect(account.getByText('Sync is off')).toBeVisible()
    await expect(account.getByText('1 of 3 chosen')).toBeVisible()
    await expect(page.getByRole('checkbox', { name: 'Sync Mara Feldkamp' })).toBeChecked()
    expect(await violationsIn(page, 'an account')).toEqual([])
  })

  await test.step('calendars are chosen, each with its way; one that may only be read only comes in', async () => {
    await page.getByRole('checkbox', { name: 'Sync Interviews' }).click()
    await expect(account.getByText('2 of 3 chosen')).toBeVisible()
    await page.getByRole('combobox', { name: 'Direction of Interviews' }).click()
    await page.getByRole('option', { name: 'Only out' }).click()
    await expect(page.getByRole('combobox', { name: 'Direction of Interviews' })).toHaveText('Only out')
    await page.getByRole('combobox', { name: 'Direction of Holidays in Germany' }).click()
    await expect(page.getByRole('option', { name: 'Both ways' })).toHaveAttribute('aria-disabled', 'true')
    await page.keyboard.press('Escape')
  })

  await test.step('what of a calendar is sent, and its colour, are chosen', async () => {
    await page.getByRole('button', { name: 'Colour and filters of Interviews' }).click()
    const form = page.getByRole('dialog', { name: '“Interviews”' })
    expect(await violationsIn(page, 'the filters of a calendar')).toEqual([])
    await form.getByRole('radio', { name: /^Interviews/ }).click()
    await form.getByRole('switch', { name: 'A colour of my own' }).click()
    await form.getByRole('button', { name: 'Keep' }).click()
    await expect(form).toBeHidden()
    await expect(page.getByRole('cell', { name: 'Interviews', exact: true })).toBeVisible()
  })

  await test.step('how the account is synced is kept', async () => {
    await page.getByRole('combobox', { name: 'When both sides changed' }).click()
    await page.getByRole('option', { name: 'The newest wins' }).click()
    await page.reload()
    await expect(page.getByRole('combobox', { name: 'When both sides changed' })).toHaveText('The newest wins')
  })

  await test.step('it is started, once one has seen what it would do, and paused', async () => {
    await account.getByRole('button', { name: 'Start syncing' }).click()
    const dialog = page.getByRole('dialog', { name: 'Google: what a sync would do' })
    await expect(
      dialog.getByRole('region', { name: 'Mara Feldkamp' }).getByText('At Google: nothing changes'),
    ).toBeVisible()
    expect(await violationsIn(page, 'a preview')).toEqual([])
    await dialog.getByRole('button', { name: 'Start syncing' }).click()
    await expect(account.getByText('Active')).toBeVisible()
    await account.getByRole('button', { name: 'Pause' }).click()
    await expect(account.getByText('Sync is off')).toBeVisible()
  })

  await test.step('it is disconnected', async () => {
    await account.getByRole('button', { name: 'More on mara@example.org' }).click()
    await page.getByRole('menuitem', { name: 'Disconnect' }).click()
    await page.getByRole('dialog', { name: 'Disconnect Google?' }).getByRole('button', { name: 'Disconnect' }).click()
    await expect(page.getByRole('heading', { name: 'No calendar connected' })).toBeVisible()
  })
})

test('whoever does not allow it, or leaves a permission out, is told so and can try again', async ({ page }) => {
  await enter(page)
  await page.goto('/settings/calendar')
  await beginGoogle(page)
  await page.getByRole('button', { name: 'Deny' }).click()
  await expect(page.getByRole('heading', { name: 'You did not allow it' })).toBeVisible()
  expect(await violationsIn(page, 'a consent that was denied')).toEqual([])
  const address = page.url()

  await page.getByRole('button', { name: 'Connect again' }).click()
  await page.getByRole('checkbox', { name: 'calendar.events' }).uncheck()
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page.getByRole('heading', { name: 'A permission is missing' })).toBeVisible()
  await expect(page.getByText('See and change events in your calendars')).toBeVisible()

  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'The way back is closed' })).toBeVisible()
  await expect(page.getByText('This way back was used already.')).toBeVisible()
  await page.getByRole('link', { name: 'To your calendars' }).click()
  await expect(page.getByRole('heading', { name: 'No calendar connected' })).toBeVisible()
})

test('a Microsoft account and an address lie beside each other, and a wrong password is said at its field', async ({
  page,
}) => {
  const person = await enter(page)
  const feed = await person.api.post('/calendar/feeds', { name: 'Phone' })
  await page.goto('/settings/calendar')
  await page.getByRole('button', { name: 'Connect a calendar' }).click()
  await page.getByRole('button', { name: /^Microsoft/ }).click()
  await page.getByRole('button', { name: 'Accept' }).click()
  const microsoft = page.getByRole('article', { name: /^Microsoft/ })
  await expect(microsoft).toBeVisible()

  await page.keyboard.press('n')
  await page.getByRole('button', { name: /^A calendar at an address/ }).click()
  const form = page.getByRole('dialog', { name: 'Connect a calendar at an address' })
  await form.getByLabel('Address').fill('not an address')
  await form.getByRole('button', { name: 'Connect' }).click()
  await expect(form.getByRole('alert')).toContainText('This is no web address')
  await form.getByLabel('Address').fill(feed.url)
  await form.getByRole('button', { name: 'Connect' }).click()
  const address = page.getByRole('article', { name: /^Calendar address/ })
  await expect(address.getByText('1 of 1 chosen')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'When both sides changed' })).toBeHidden()
  await microsoft.getByRole('button', { name: 'Microsoft' }).click()
  await expect(page.getByRole('heading', { name: 'Microsoft: which calendars, which way' })).toBeVisible()

  await page.keyboard.press('n')
  await page.getByRole('button', { name: /^Other CalDAV server/ }).click()
  const server = page.getByRole('dialog', { name: 'Connect Other CalDAV server' })
  await server.getByLabel('Server').fill(new URL(feed.url).origin)
  await server.getByLabel('User name').fill('mara')
  await server.getByLabel('Password').first().fill('a wrong one')
  await server.getByRole('button', { name: 'Connect' }).click()
  await expect(server.getByRole('alert')).toBeVisible()
  expect(await violationsIn(page, 'a server that was not found')).toEqual([])
})

test('a calendar program reads the calendar by an address, until that is closed', async ({ page }) => {
  const person = await enter(page)
  const start_time = new Date(Date.now() + 86_400_000).toISOString()
  await person.api.post('/calendar/events', { title: 'Call with Kestrel', start_time })
  await page.goto('/settings/calendar')
  await page.getByRole('button', { name: 'New address' }).click()
  const dialog = page.getByRole('dialog', { name: 'New address' })
  await dialog.getByRole('button', { name: 'Make the address' }).click()
  await expect(dialog.getByText('Write something here.')).toBeVisible()
  await dialog.getByLabel('Name').fill('Phone')
  await dialog.getByRole('button', { name: 'Make the address' }).click()
  const made = page.getByRole('dialog', { name: 'Copy the address now' })
  const url = await made.getByLabel('Address').inputValue()
  expect(await violationsIn(page, 'an address of the calendar')).toEqual([])
  const read = await page.request.get(url)
  expect(await read.text()).toContain('SUMMARY:Call with Kestrel')
  await made.getByRole('button', { name: 'Done' }).click()

  await page.getByRole('button', { name: 'Close Phone' }).click()
  await page.getByRole('button', { name: 'Close the address' }).click()
  await expect(page.getByRole('button', { name: 'Close Phone' })).toBeHidden()
  expect((await page.request.get(url)).status()).toBe(404)
})
