import { expect, test } from '@playwright/test'
import { violationsIn } from './axe.ts'
import { enter } from './person.ts'

test('skills are suggested as one writes them, with keys and with the mouse', async ({ page }) => {
  const { api } = await enter(page)
  await page.goto('/settings/profile')
  const field = page.getByRole('combobox', { name: 'Add a skill' })
  const options = page.getByRole('listbox').getByRole('option')

  await test.step('the arrows choose one, Enter takes it', async () => {
    await field.pressSequentially('postg')
    await expect(options).toHaveText(['PostgreSQL'])
    await expect(field).toHaveAttribute('aria-expanded', 'true')
    await field.press('ArrowDown')
    const chosen = await options.first().getAttribute('id')
    await expect(field).toHaveAttribute('aria-activedescendant', chosen ?? 'an option without an id')
    await field.press('Enter')
    await expect(page.getByRole('button', { name: 'Remove PostgreSQL' })).toBeVisible()
    await expect(field).toHaveValue('')
    await expect(options).toHaveCount(0)
    expect(await violationsIn(page, 'profile')).toEqual([])
  })

  await test.step('what is known by another name is found, and taken by the mouse', async () => {
    await field.pressSequentially('mssql')
    await options.filter({ hasText: 'SQL Server' }).click()
    await expect(page.getByRole('button', { name: 'Remove SQL Server' })).toBeVisible()
    await expect(field).toBeFocused()
  })

  await test.step('several at once, of which the last is suggested', async () => {
    await field.pressSequentially('Bee keeping, pyth')
    await expect(options.first()).toHaveText('Python')
    await field.press('ArrowDown')
    await field.press('Enter')
    for (const skill of ['Bee keeping', 'Python'])
      await expect(page.getByRole('button', { name: `Remove ${skill}` })).toBeVisible()
  })

  await test.step('Enter alone takes what was written, Escape puts the suggestions away', async () => {
    await field.pressSequentially('Java')
    await expect(options.first()).toBeVisible()
    await field.press('Escape')
    await expect(options).toHaveCount(0)
    await field.press('Enter')
    await expect(page.getByRole('button', { name: 'Remove Java', exact: true })).toBeVisible()
    await expect(page.getByText('Profile saved')).toHaveCount(0)
  })

  await page.getByRole('button', { name: 'Save the profile' }).click()
  await expect(page.getByText('Profile saved')).toBeVisible()
  const { skills } = await api.get('/users/me')
  expect(skills.map(({ name }: { name: string }) => name)).toEqual([
    ...['PostgreSQL', 'SQL Server', 'Bee keeping', 'Python', 'Java'],
  ])
})
