import { expect, test } from '@playwright/test'
import { enter } from './person.ts'

test('registers, and is led to the set-up', async ({ page }) => {
  const name = `nele-${Date.now()}`
  await page.goto('/register')
  await page.getByLabel('Username').fill(name)
  await page.getByLabel('E-mail').fill(`${name}@example.org`)
  await page.getByLabel('Password', { exact: true }).fill('Rain on the tin roof')
  await page.getByRole('button', { name: 'Create the account' }).click()
  await expect(page).toHaveURL(/\/onboarding/)
  await expect(page.getByText('Step 1 of 5')).toBeVisible()
  await page.getByRole('button', { name: 'Skip the rest' }).click()
  await expect(page).toHaveURL(/\/$/)
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
})

test('finds the frame of log-in in place before its script has come', async ({ page, browser }) => {
  const waiting = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  const parts = []
  for (const one of [page, waiting]) {
    await one.goto('/login')
    const [brand, promise] = [one.getByRole('banner').getByRole('link'), one.getByRole('contentinfo')]
    await one.evaluate(() => document.fonts.ready)
    parts.push({
      brand: await brand.innerText(),
      promise: await promise.innerText(),
      icons: await one
        .locator('.auth > :is(header, footer) svg > *')
        .evaluateAll((lines) => lines.map((line) => line.outerHTML)),
      where: [await brand.boundingBox(), await promise.boundingBox()],
    })
  }
  expect(parts[1]).toEqual(parts[0])
  await waiting.context().close()
})

test('is told what is wrong with a registration, field by field', async ({ page }) => {
  await page.goto('/register')
  await page.getByLabel('Username').fill('a b')
  await page.getByLabel('E-mail').fill('nobody')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Create the account' }).click()
  await expect(page.getByText('Use an e-mail address such as')).toBeVisible()
  await expect(page.getByText('Use at least 8 characters.')).toBeVisible()
  await expect(page.getByLabel('Username')).toHaveAttribute('aria-invalid', 'true')
  await expect(page).toHaveURL(/\/register/)
})

test('lands on log-in when the session is over, and comes back to where one was', async ({ page }) => {
  const person = await enter(page)
  await page.goto('/jobs?q=baker')
  await expect(page.getByText('Nothing fits all of this')).toBeVisible()
  // Ended elsewhere, while this page is open and asks for nothing any more.
  await page.waitForLoadState('networkidle')
  await page.context().clearCookies()
  await page.getByRole('link', { name: 'Contacts' }).first().click()
  await expect(page).toHaveURL(/\/login/)
  await page.getByLabel('E-mail or username').fill(person.username)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page).toHaveURL(/\/(contacts|jobs)/)
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
})

test('keeps what is being typed when the session is over', async ({ page }) => {
  const person = await enter(page)
  await page.goto('/contacts')
  await page.getByRole('button', { name: /^Add/ }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('Ada Quill')
  await page.context().clearCookies()
  await dialog.getByRole('button', { name: /^(Add|Save|Keep)/ }).click()
  await expect(page.getByText(/Your session is over. What you typed stays here/)).toBeVisible()
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Ada Quill')
  // In another tab.
  const other = await page.context().newPage()
  await other.goto('/login')
  await other.getByLabel('E-mail or username').fill(person.username)
  await other.getByLabel('Password', { exact: true }).fill(person.password)
  await other.getByRole('button', { name: 'Log in' }).click()
  await expect(other.getByRole('navigation', { name: 'Main' })).toBeVisible()
  await dialog.getByRole('button', { name: /^(Add|Save|Keep)/ }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Ada Quill').first()).toBeVisible()
})

test('keeps strangers out of every page, and leads back after log-in', async ({ page }) => {
  const person = await enter(page)
  await page.context().clearCookies()
  await page.goto('/settings/security')
  await expect(page).toHaveURL(/\/login\?next=/)
  await page.getByLabel('E-mail or username').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/settings\/security/)
})

test('says that name and password do not fit, without saying which', async ({ page }) => {
  const person = await enter(page)
  await page.context().clearCookies()
  await page.goto('/login')
  await page.getByLabel('E-mail or username').fill(person.username)
  await page.getByLabel('Password', { exact: true }).fill('something else')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByText(/Name and password do not fit/).first()).toBeVisible()
  await expect(page).toHaveURL(/\/login/)
})

test('a network that is gone is noticed within seconds, and the page says from when it is', async ({ page }) => {
  await enter(page)
  let connections = 0
  await page.routeWebSocket(/\/ws/, (socket) => {
    connections += 1
    // The first connection goes silent, as one does when the network is gone; there is no second.
    if (connections > 1) return void socket.close()
    socket.connectToServer()
    socket.onMessage(() => {})
  })
  await page.goto('/')
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await page.evaluate(() => dispatchEvent(new Event('offline')))
  await expect(page.getByText('Offline', { exact: true })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'What you see is from' })).toBeVisible()
})

test('log-in asks for its style, its font and its own script beside the program’s', async ({ request }) => {
  const answer = await request.get('/login')
  const links = answer.headers()['link']?.split(', ') ?? []
  const page = await answer.text()
  expect(links.filter((link) => link.endsWith('rel=preload; as=style'))).toHaveLength(1)
  expect(links.filter((link) => link.includes('as=font'))).toHaveLength(1)
  const scripts = links.filter((link) => link.includes('rel=modulepreload'))
  expect(scripts.some((link) => link.includes('/login-page-'))).toBe(true)
  for (const link of scripts) expect(page).not.toContain(link.slice(1, link.indexOf('>')))
})
