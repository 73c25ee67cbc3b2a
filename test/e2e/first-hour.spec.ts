import { expect, test } from '@playwright/test'
import { violationsInBoth } from './axe.ts'
import { enter } from './person.ts'

test.describe.configure({ timeout: 180_000 })

test('registers, sets up with a board, reads it, and applies from a posting', async ({ page }) => {
  const name = `ida-${Date.now()}`
  const main = page.getByRole('navigation', { name: 'Main' })
  const posting = page.getByRole('article', { name: 'Posting' })

  await test.step('registers and answers the five questions', async () => {
    await page.goto('/register')
    await page.getByLabel('Username').fill(name)
    await page.getByLabel('E-mail').fill(`${name}@example.org`)
    await page.getByLabel('Password', { exact: true }).fill('Rain on the tin roof')
    await page.getByRole('button', { name: 'Create the account' }).click()
    await expect(page.getByText('Step 1 of 5')).toBeVisible()
    const bars = page.getByRole('progressbar', { name: 'Step 1 of 5' }).locator('i')
    const tops = await bars.evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect().top))
    expect([tops.length, new Set(tops).size], 'the steps stand in one line').toEqual([5, 1])
    await page.getByLabel('Name', { exact: true }).fill('Ida Marleen Hohenfels')
    await page.getByLabel('Current title').fill('Platform Engineer')
    const skill = page.getByRole('combobox', { name: 'Add a skill' })
    await skill.fill('postgr')
    await page.getByRole('option', { name: 'PostgreSQL' }).click()
    await skill.fill('Lighthouse keeping')
    await page.getByLabel('Current title').focus()
    for (const name of ['PostgreSQL', 'Lighthouse keeping'])
      await expect(page.getByRole('combobox', { name: `Level of ${name}` })).toBeVisible()
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByText('Step 2 of 5')).toBeVisible()
    await page.getByRole('button', { name: 'Skip', exact: true }).click()
    await expect(page.getByText('Step 3 of 5')).toBeVisible()
    await page.getByRole('switch', { name: 'Arbeitnow' }).click()
    await expect(page.getByRole('switch', { name: 'Arbeitnow' })).toBeChecked()
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByText('Step 4 of 5')).toBeVisible()
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByText('Step 5 of 5')).toBeVisible()
    await page.getByRole('button', { name: 'To my postings' }).click()
    await expect(main).toBeVisible()
  })

  await test.step('sees through the socket how the board is read', async () => {
    const told: string[] = []
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => told.push(String(payload))))
    await page.goto('/settings/sources')
    const board = page.getByRole('article', { name: 'Arbeitnow' })
    await expect(board.getByRole('switch', { name: 'Arbeitnow on' })).toBeChecked()
    await expect(board.getByText('Healthy')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
    await board.getByRole('button', { name: 'Read now' }).click()
    await expect
      .poll(() => told.filter((one) => one.includes('"sources_run"')).length, { timeout: 60_000 })
      .toBeGreaterThan(0)
    await expect(board.getByText('Open postings')).toBeVisible({ timeout: 60_000 })
  })

  await test.step('marks a posting as applied, and its history says so', async () => {
    await main.getByRole('link', { name: 'Jobs' }).click()
    await expect(page.getByText(/[1-9][\d\s.,]* postings/).first()).toBeVisible()
    await posting.getByRole('button', { name: 'Mark as applied' }).click()
    await posting.getByRole('button', { name: 'Open application' }).click()
    const application = page.getByRole('complementary', { name: 'Application' })
    await expect(application.getByRole('heading', { name: 'History' })).toBeVisible()
    await expect(application.getByText('by you').first()).toBeVisible()
    await expect(application.getByRole('button', { name: /^Applied/ })).toBeVisible()
  })

  await test.step('takes it back, and the posting is untouched', async () => {
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await main.getByRole('link', { name: 'Jobs' }).click()
    await expect(posting.getByRole('button', { name: 'Mark as applied' })).toBeVisible()
  })
})

test('imports one posting from the source of its page', async ({ page }) => {
  const person = await enter(page)
  await page.goto('/jobs')
  await page.getByRole('button', { name: 'Import posting' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Import a posting' })
  await dialog.getByText('Paste', { exact: true }).click()
  await dialog.getByLabel('The posting', { exact: true }).fill(PAGE)
  await dialog.getByRole('button', { name: 'Read it' }).click()
  await expect(dialog.getByLabel('Title')).toHaveValue('Leuchtturmwärterin (m/w/d)')
  await expect(dialog.getByLabel('Company')).toHaveValue('Nordseeinselverwaltung AöR')
  await expect(dialog.getByText('the data of the page')).toBeVisible()
  await dialog.getByRole('button', { name: 'Keep posting' }).click()
  await expect(page.getByRole('heading', { name: 'Leuchtturmwärterin (m/w/d)' })).toBeVisible()
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]{36}/)

  const id = new URL(page.url()).pathname.split('/').at(-1)
  const job = await person.api.get(`/jobs/${id}`)
  expect(job).toMatchObject({ salary_min: 4_200_000, salary_max: 4_800_000, salary_currency: 'EUR' })

  // A posting and an application with something in them have no violation either.
  const { id: application } = await person.api.post('/applications', { job_id: id, status: 'applied' })
  const found: string[] = []
  for (const path of [`/jobs/${id}`, `/applications/${application}`]) {
    found.push(...(await violationsInBoth(page, path)))
  }
  expect(found).toEqual([])
})

const PAGE = `<!doctype html><html lang="de"><head><title>Stelle</title><script type="application/ld+json">
{"@context":"https://schema.org","@type":"JobPosting","title":"Leuchtturmwärterin (m/w/d)",
"hiringOrganization":{"@type":"Organization","name":"Nordseeinselverwaltung AöR"},
"jobLocation":{"@type":"Place","address":{"@type":"PostalAddress","addressLocality":"Norderney","addressCountry":"DE"}},
"baseSalary":{"@type":"MonetaryAmount","currency":"EUR","value":{"@type":"QuantitativeValue","minValue":42000,"maxValue":48000,"unitText":"YEAR"}},
"employmentType":"FULL_TIME","datePosted":"2026-11-02",
"description":"<p>Sie halten das Licht in Gang und führen das Buch über Wind und See.</p>"}
</script></head><body><h1>Leuchtturmwärterin</h1></body></html>`
