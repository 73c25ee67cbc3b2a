import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

/** From the page of the calendar accounts to Google's page of consent; gives what tells that Google what happens there. */
export async function beginGoogle(page: Page) {
  await page.getByRole('button', { name: 'Connect a calendar' }).click()
  await page.getByRole('button', { name: /^Google/ }).click()
  await expect(page.getByRole('heading', { name: 'A fake Google' })).toBeVisible()
  const { origin } = new URL(page.url())
  return async (command: object) => {
    const answer = await page.request.post(`${origin}/__ctl`, { data: command })
    expect(answer.ok(), await answer.text()).toBe(true)
    return answer.json()
  }
}
