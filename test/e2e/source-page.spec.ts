import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { enter } from './person.ts'

test.describe.configure({ timeout: 180_000 })

test('the page of a source has its older runs, and all of them as a file', async ({ page }) => {
  const { api } = await enter(page)
  await api.patch('/sources/jobicy', { enabled: true })
  const latest = async () => (await api.get('/sources/jobicy/runs?limit=1')).items[0]
  await expect.poll(async () => (await latest())?.status, { timeout: 60_000 }).toBe('done')
  for (let round = 1; round <= 21; round += 1) {
    const { run_id } = await api.post('/sources/jobicy/run')
    await expect.poll(async () => (await api.get(`/sources/runs/${run_id}`)).status, { timeout: 30_000 }).toBe('done')
  }
  await page.goto('/settings/sources/jobicy')
  const runs = page.getByRole('region', { name: 'Runs', exact: true }).getByRole('row')
  await expect(runs).toHaveCount(21)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  const file = await saving
  expect(file.suggestedFilename()).toMatch(/^runs-jobicy-\d{4}-\d{2}-\d{2}\.csv$/)
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n')
  expect(lines[0]).toMatch(/^\uFEFFqueued_at,started_at,finished_at,by,status/)
  expect(lines.length - 1).toBeGreaterThanOrEqual(22)
  // A source is read for everybody: it may have been read before this test.
  const older = page.getByRole('button', { name: 'Older runs' })
  for (let shown = 41; shown - 20 < lines.length; shown += 20) {
    await older.click()
    await expect(runs).toHaveCount(Math.min(shown, lines.length))
  }
  await expect(older).toHaveCount(0)
})
