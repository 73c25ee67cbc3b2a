import { expect, test } from '@playwright/test'
import { enter } from './person.ts'

test('an application says that its posting was edited since one looked, and leads to what changed', async ({
  page,
}) => {
  const { api } = await enter(page)
  const job = await api.post('/jobs', { title: 'Lighthouse keeper', company: 'Harbour Ltd' })
  const { id } = await api.post('/applications', { job_id: job.id, status: 'applied' })
  await page.goto(`/applications/${id}`)
  await expect(page.getByRole('heading', { name: 'Harbour Ltd' })).toBeVisible()
  const mark = page.getByRole('note').filter({ hasText: 'The posting was edited' })
  await expect(mark).toHaveCount(0)
  // Only sources edit, which takes days: the server's answer is said to tell of it.
  const edited_at = new Date(Date.now() - 3 * 3_600_000).toISOString()
  await page.route(`**/api/v1/jobs/${job.id}`, async (route) => {
    const answer = await route.fetch()
    const shown = await answer.json()
    await route.fulfill({ response: answer, json: { ...shown, life: { ...shown.life, edited_at } } })
  })
  await page.reload()
  await expect(mark).toContainText('3 h ago')
  await mark.getByRole('link', { name: 'What changed' }).click()
  await expect(page).toHaveURL(new RegExp(`/jobs/${job.id}$`))
  await expect(page.getByRole('article', { name: 'Posting' }).getByRole('heading', { level: 2 }).first()).toBeVisible()
})
