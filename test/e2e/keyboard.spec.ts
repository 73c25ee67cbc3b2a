import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { enter } from './person.ts'

test.describe.configure({ timeout: 180_000 })

/** Presses Tab until what has the focus is called so; no mouse is used in this file. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
      return [
        element?.getAttribute('aria-label'),
        ...labels.map((label) => label.textContent),
        element?.textContent,
      ].join(' ')
    })
    if (name.test(focused)) return
  }
  throw new Error(`Tab never came to ${String(name)}`)
}

test('registers with the keyboard alone', async ({ page }) => {
  const name = `kay-${Date.now()}`
  await page.goto('/register')
  await expect(page.getByLabel('Username')).toBeFocused()
  await page.keyboard.type(name)
  await tabTo(page, /^\W*E-mail/)
  await page.keyboard.type(`${name}@example.org`)
  await tabTo(page, /^\W*Password/)
  await page.keyboard.type('Two socks of one pair')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Step 1 of 5')).toBeVisible()
  await tabTo(page, /Skip the rest/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
})

test('N on Today begins an application, and Escape leaves no trace of it', async ({ page }) => {
  await enter(page)
  await page.goto('/')
  await expect(page.getByText('Nothing needs you right now.')).toBeVisible()
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog', { name: 'Add an application' })
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(page).toHaveURL(/\/applications$/)
})

test('what is closed with Escape gives the focus back', async ({ page }) => {
  await enter(page)
  await page.goto('/contacts')
  for (const [opener, keys] of [
    ['Add a contact', 'Enter'],
    ['Shortcuts', 'Enter'],
    ['Shortcuts', 'Control+k'],
  ] as const) {
    const button = page.getByRole('button', { name: opener })
    await button.focus()
    await page.keyboard.press(keys)
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(button).toBeFocused()
  }
})

test('does the main job with the keyboard alone', async ({ page }) => {
  const person = await enter(page)
  await test.step('writes down a job of one own and finds it', async () => {
    await person.api.post('/jobs', { title: 'Lighthouse keeper', company: 'Northern Lights', location: 'Kiel' })
    await page.goto('/')
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
    await page.keyboard.press('g')
    await page.keyboard.press('j')
    await expect(page).toHaveURL(/\/jobs/)
    await expect(page.getByRole('searchbox', { name: 'Search postings' })).toBeVisible()
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox', { name: 'Search postings' })).toBeFocused()
    await page.keyboard.type('lighthouse')
    await expect(page).toHaveURL(/q=lighthouse/)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { name: 'Lighthouse keeper' })).toBeVisible()
  })

  await test.step('saves it with s', async () => {
    await page.keyboard.press('s')
    await expect(page.getByText('Northern Lights saved')).toBeVisible()
  })

  await test.step('goes to the board, lifts the card and drops it on Applied', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    const interested = page.getByRole('region', { name: /^Interested, 1/ })
    await expect(interested.getByText('Northern Lights')).toBeVisible()
    await tabTo(page, /^\W*Northern Lights\W*Lighthouse keeper\W*$/)
    await page.keyboard.press('Space')
    await expect(page.getByText('Northern Lights is over Interested.')).toBeAttached()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByText('Northern Lights is over Applied.')).toBeAttached()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: /^Applied, 1/ })).toBeVisible()
  })

  await test.step('reads the shortcuts, and searches everything', async () => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: /shortcuts/i })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.type('contacts')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/contacts/)
  })
})
