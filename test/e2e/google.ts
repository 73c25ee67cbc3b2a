import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

/** From the page of the calendar accounts to Google's page of consent; gives the origin of that Google. */
export async function beginGoogle(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Connect a calendar' }).click()
  await page.getByRole('button', { name: /^Google/ }).click()
  await expect(page.getByRole('heading', { name: 'A fake Google' })).toBeVisible()
  return new URL(page.url()).origin
}
