import { expect, test } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { violationsIn } from './axe.ts'
import { serveFeed } from './feed-server.ts'
import { enter } from './person.ts'
import type { Person } from './person.ts'

const TITLE = 'Talk with the rose garden'

/** Who runs a practice of their own, in their browser, and a member of it. */
async function openPractice(page: Page, browser: Browser): Promise<{ owner: Person; member: Person; away: Page }> {
  const owner = await enter(page)
  const firm = await owner.api.post('/firms', { name: 'Nordlicht Outplacement' })
  await owner.api.post(`/firms/${firm.id}/activate`)
  const away = await (await browser.newContext()).newPage()
  const member = await enter(away)
  const invited = await owner.api.post(`/firms/${firm.id}/invitations`, { email: member.email, role: 'member' })
  await member.api.post('/invitations/accept', { token: invited.link.split('#')[1] })
  return { owner, member, away }
}

test('who runs a practice finds a sync that failed, does it once more, and reads an account again', async ({
  page,
  browser,
}) => {
  const { member, away } = await openPractice(page, browser)
  const accounts = page.getByRole('region', { name: 'Accounts', exact: true })
  const syncs = page.getByRole('region', { name: 'Syncs', exact: true })

  await test.step('while nobody has connected anything, it says what will be here', async () => {
    await page.goto('/')
    await page.getByRole('link', { name: 'Calendar sync' }).click()
    await expect(accounts.getByText('Nobody has connected a calendar yet')).toBeVisible()
    await expect(syncs.getByText('No sync yet')).toBeVisible()
    expect(await violationsIn(page, 'a practice without calendars')).toEqual([])
  })

  const feed = await serveFeed(TITLE, new Date(Date.now() + 86_400_000))
  const { id } = await member.api.post('/calendar/connections/ics', { url: feed.url })
  await member.api.patch(`/calendar/connections/${id}`, { sync_enabled: true })
  await member.api.post(`/calendar/connections/${id}/sync`)
  feed.broken = true
  await member.api.post(`/calendar/connections/${id}/sync`)
  feed.broken = false

  await test.step('accounts, syncs and figures are there, and nothing of what is synced', async () => {
    await page.reload()
    await expect(accounts.getByText(member.username)).toBeVisible()
    await expect(syncs.getByText('The calendar cannot be reached at the moment.')).toBeVisible()
    await expect(page.getByRole('region', { name: 'Went well' })).toContainText('Too few to say')
    await expect(page.locator('main')).not.toContainText(TITLE)
    await expect(page.locator('main')).not.toContainText('127.0.0.1')
    expect(await violationsIn(page, 'a practice with calendars')).toEqual([])
  })

  await test.step('the failed one is found by its result, and leaves with the table', async () => {
    await syncs.getByRole('combobox', { name: 'Result' }).click()
    await page.getByRole('option', { name: 'Failed' }).click()
    await expect(page).toHaveURL(/result=failed/)
    await expect(syncs.getByRole('row')).toHaveCount(2)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      syncs.getByRole('link', { name: 'CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('calendar-syncs.csv')
    expect(download.url()).toContain('status=failed')
  })

  await test.step('by the keys alone it is opened and done again', async () => {
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    const details = page.getByRole('dialog', { name: `Calendar address of ${member.username}` })
    await expect(details.getByText('transient')).toBeVisible()
    expect(await violationsIn(page, 'the details of a sync')).toEqual([])
    await details.getByRole('button', { name: /^Do this sync/ }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByText('Nothing new on either side')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(details).toBeHidden()
  })

  await test.step('where nothing fits, the filters come off', async () => {
    await syncs.getByRole('combobox', { name: 'Result' }).click()
    await page.getByRole('option', { name: 'Wait', exact: true }).click()
    await expect(syncs.getByText('No sync fits')).toBeVisible()
    await syncs.getByRole('button', { name: 'Take the filters off' }).click()
    await expect(syncs.getByText('done again')).toBeVisible()
  })

  await test.step('the account is read again over days, which its member reads in the log', async () => {
    await accounts.getByRole('button', { name: /^More on/ }).click()
    await page.getByRole('menuitem', { name: 'Sync again from … to …' }).click()
    const dialog = page.getByRole('dialog', { name: /^Sync again/ })
    await dialog.getByLabel('From').fill('2026-01-05')
    await dialog.getByLabel('To').fill('2026-01-01')
    await expect(dialog.getByText('This day is before the first one')).toBeVisible()
    await dialog.getByLabel('To').fill('2026-01-31')
    await dialog.getByRole('button', { name: 'Sync again' }).click()
    await expect(syncs.getByText('read as a whole')).toBeVisible()
    const { items } = await member.api.get('/users/me/access-log')
    expect(items.map(({ what }: { what: string }) => what)).toEqual([
      'calendar account, read as a whole again',
      'sync of a calendar, done once more',
    ])
  })

  await feed.close()
  await away.context().close()
})

test('who runs no practice is told so in words, and who runs several chooses', async ({ page, browser }) => {
  const { owner, member, away } = await openPractice(page, browser)

  await test.step('a member', async () => {
    const firms = await member.api.get('/firms')
    const practice = firms.items.find(({ kind }: { kind: string }) => kind === 'practice')
    await member.api.post(`/firms/${practice.id}/activate`)
    await away.goto('/admin/calendar')
    await expect(away.getByText('This page is for those who run a practice')).toBeVisible()
    await expect(away.getByText('In Nordlicht Outplacement you are a job seeker.')).toBeVisible()
    await expect(away.getByRole('link', { name: 'Calendar sync' })).toHaveCount(0)
    expect(await violationsIn(away, 'a practice that one does not run')).toEqual([])
  })

  await test.step('an owner of two', async () => {
    await owner.api.post('/firms', { name: 'Südwind' })
    await page.goto('/admin/calendar')
    await page.getByRole('combobox', { name: 'Practice', exact: true }).click()
    await page.getByRole('option', { name: 'Südwind' }).click()
    await expect(page.getByText('the people of Südwind sync')).toBeVisible()
  })

  await test.step('an owner in their own workspace', async () => {
    const firms = await owner.api.get('/firms')
    const own = firms.items.find(({ kind }: { kind: string }) => kind === 'personal')
    await owner.api.post(`/firms/${own.id}/activate`)
    await page.goto('/admin/calendar')
    await page.getByRole('button', { name: 'Switch to Südwind' }).click()
    await expect(page.getByText('the people of Südwind sync')).toBeVisible()
  })
  await away.context().close()
})
