import { expect, test } from '@playwright/test'
import { enter } from './person.ts'

const link = (id: number, title: string, about: string) =>
  `<a href="https://www.linkedin.com/comm/jobs/view/${id}/?trackingId=x">${title}</a><p>${about}</p>`
const ALERT = `From: Job alerts <alerts@board.example>
Subject: 3 new jobs
Content-Type: text/html; charset=utf-8

${link(3_800_000_001, 'Leuchtturmwärterin', 'Nordseeinselverwaltung · Borkum')}
${link(3_800_000_002, 'Fährfrau', 'Elbfähre · Glückstadt')}
${link(3_800_000_003, 'Nobody names the employer', '')}`

test('an alert that came by e-mail is dropped, and one chooses which postings to keep', async ({ page }) => {
  await enter(page)
  await page.goto('/jobs')
  await page.getByRole('button', { name: 'Import posting' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('File', { exact: true }).click()
  const drop = dialog.getByLabel(/Drop a file here/)
  await drop.setInputFiles({ name: 'note.eml', mimeType: 'message/rfc822', buffer: Buffer.from('Dear Mara') })
  await expect(dialog.getByText(/Save the message as a file/)).toBeVisible()

  await drop.setInputFiles({ name: 'alert.eml', mimeType: 'message/rfc822', buffer: Buffer.from(ALERT) })
  await expect(dialog.getByText('1 more could not be read')).toBeVisible()
  await dialog.getByText('Fährfrau').click()
  await dialog.getByRole('button', { name: 'Keep 1 posting' }).click()
  await expect(page.getByRole('heading', { name: 'Leuchtturmwärterin' })).toBeVisible()
  await expect(page.getByText('Fährfrau')).toHaveCount(0)
})
