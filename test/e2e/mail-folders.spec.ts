import { expect, test } from '@playwright/test'
import { Mailbox, alertMail, letter } from '#kit/vendors/imap/mailbox.ts'
import { startFakeImap } from '#kit/vendors/imap/server.ts'
import { enter } from './person.ts'

test.describe.configure({ timeout: 180_000 })

const BAKER = { id: 3_900_000_001, title: 'Lighthouse baker', company: 'Acme Backwaren', place: 'Köln' }
const COOK = { id: 3_900_000_002, title: 'Lighthouse cook', company: 'Wirtshaus', place: 'Bonn' }

test('alerts come in from a mailbox, it stops, and its owner mends it', async ({ page }) => {
  const mailbox = new Mailbox('Job alerts', 'Other')
  mailbox.deliver('Job alerts', alertMail([BAKER]), new Date())
  mailbox.deliver('Job alerts', letter('Cake on Sunday'), new Date())
  const login = { username: 'mara@example.org', password: 'app password of mara' }
  const imap = await startFakeImap({ mailbox, login })
  try {
    const { api } = await enter(page)
    const card = page.getByRole('article', { name: 'Folder Job alerts' })
    const dialog = page.getByRole('dialog')

    await test.step('logs in, and is told what is wrong with the password', async () => {
      await page.goto('/settings/sources#alert-mails')
      await page.getByRole('button', { name: 'Add a mail folder' }).click()
      await dialog.getByLabel('E-mail address').fill(login.username)
      await dialog.getByLabel('Mail server (IMAP)').fill(imap.host)
      await dialog.getByLabel('Encryption').click()
      await page.getByRole('option', { name: /None/ }).click()
      await dialog.getByLabel('Port').fill(String(imap.port))
      await dialog.getByLabel('Password', { exact: true }).fill('of last year')
      await dialog.getByRole('button', { name: 'Log in' }).click()
      await expect(dialog.getByText(/does not accept this name and password/)).toBeVisible()
      await dialog.getByLabel('Password', { exact: true }).fill(login.password)
      await dialog.getByRole('button', { name: 'Log in' }).click()
    })

    await test.step('has the likely folder looked through, and finds its postings in the feed', async () => {
      await expect(dialog.getByRole('combobox', { name: 'Folder' })).toHaveText('Job alerts')
      await dialog.getByRole('button', { name: 'Look through it' }).click()
      await expect(card.getByText('Healthy')).toBeVisible({ timeout: 60_000 })
      await page.goto('/jobs?q=lighthouse')
      await expect(page.getByRole('link', { name: BAKER.title })).toBeVisible()
    })

    await test.step('sees how the looks went', async () => {
      await page.goto('/settings/sources#alert-mails')
      await card.getByRole('button', { name: /^More on/ }).click()
      await page.getByRole('menuitem', { name: 'Last looks' }).click()
      await expect(dialog.getByRole('row')).toHaveCount(2)
      await expect(dialog.getByRole('row').nth(1)).toContainText('done')
      await page.keyboard.press('Escape')
    })

    await test.step('three refused log-ins stop it: the page that is open, the card and Today say so', async () => {
      imap.faults.refuse_login = '[AUTHENTICATIONFAILED] Invalid credentials'
      mailbox.deliver('Job alerts', alertMail([COOK]), new Date())
      const before = logins(imap.asked)
      const failedLooks = async () => {
        const [{ id }] = (await api.get('/mail-folders')).items
        const { items } = await api.get(`/mail-folders/${id}/runs`)
        return items.filter(({ status }: { status: string }) => status === 'failed').length
      }
      for (let round = 1; round <= 2; round += 1) {
        await card.getByRole('button', { name: 'Look now' }).click()
        // While a look is open, another one would join it.
        await expect.poll(failedLooks, { timeout: 30_000 }).toBe(round)
        await expect(card.getByText('Not read')).toBeVisible()
        await expect(card.getByRole('button', { name: 'Look now' })).toBeEnabled()
      }
      await page.goto('/contacts')
      // A page is told of what happens once its connection stands.
      await expect(page.getByRole('button', { name: /^Connected/ })).toBeVisible()
      const [{ id }] = (await api.get('/mail-folders')).items
      await api.post(`/mail-folders/${id}/run`)
      await page.getByRole('button', { name: 'Mend it' }).click()
      await expect(card.getByText(/not tried again by itself/)).toBeVisible()
      expect(logins(imap.asked) - before).toBe(3)
      await page.goto('/')
      const note = page.getByRole('note').filter({ hasText: 'Job alerts no longer come in from Job alerts' })
      await expect(note).toBeVisible()
      await note.getByRole('link', { name: 'Mend it' }).click()
      await expect(card).toBeInViewport()
    })

    await test.step('with the right password it goes on where it stopped', async () => {
      imap.faults.refuse_login = null
      await card.getByRole('button', { name: /^More on/ }).click()
      await page.getByRole('menuitem', { name: 'Settings' }).click()
      await dialog.getByLabel('Password', { exact: true }).fill(login.password)
      await dialog.getByRole('button', { name: 'Log in' }).click()
      await dialog.getByRole('button', { name: 'Keep settings' }).click()
      await expect(card.getByText('Healthy')).toBeVisible({ timeout: 60_000 })
      const asked = page.waitForResponse('**/api/v1/mail-folders/stopped')
      await page.goto('/')
      await asked
      await expect(page.getByRole('heading', { name: 'Needs you', exact: true })).toBeVisible()
      await expect(page.getByText('Job alerts no longer come in')).toHaveCount(0)
      await page.goto('/jobs?q=lighthouse')
      await expect(page.getByRole('link', { name: COOK.title })).toBeVisible()
    })
    expect(mailbox.folder('Job alerts').mails.every(({ seen }) => !seen)).toBe(true)
  } finally {
    await imap.close()
  }
})

/** Log-ins that were sent. */
function logins(asked: readonly string[]): number {
  return asked.filter((line) => /^AUTHENTICATE|^LOGIN/.test(line)).length
}
