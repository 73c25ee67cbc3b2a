import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { violationsIn } from './axe.ts'
import { startOtherSite } from './other-site.ts'
import { enter } from './person.ts'

/** Makes the bookmark on the page of sources; gives its code. */
async function makeBookmark(page: Page): Promise<string> {
  await page.goto('/settings/sources')
  await page.getByRole('button', { name: 'Make the bookmark' }).click()
  const link = page.getByRole('link', { name: 'Save to Career Copilot' })
  const address = (await link.getAttribute('href')) ?? ''
  expect(address).toMatch(/^javascript:/)
  return decodeURIComponent(address.slice('javascript:'.length))
}

/** Chooses the bookmark on a page, as the bar of bookmarks would; gives the window that opens. */
async function choose(page: Page, code: string): Promise<Page> {
  const opened = page.context().waitForEvent('page')
  await page.evaluate(code)
  return opened
}

const titlesIn = (items: readonly { title: string }[]) => items.map(({ title }) => title).sort()

test('a posting on a site with strict rules comes by the bookmark, and is kept when one says so', async ({ page }) => {
  const person = await enter(page)
  const code = await makeBookmark(page)
  const site = await startOtherSite()
  const board = await page.context().newPage()
  await board.goto(`${site.origin}/jobs/42?title=Leuchtturmw%C3%A4rterin`)
  const sent: string[] = []
  page.context().on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
  const window = await choose(board, code)

  await expect(window.getByLabel('Title')).toHaveValue('Leuchtturmwärterin')
  await expect(window.getByLabel('Company')).toHaveValue('Nordseeinselverwaltung')
  await expect(window.getByText('From localhost. Nothing is kept until you say so.')).toBeVisible()
  expect((await person.api.get('/jobs')).items).toEqual([])
  expect(new URL(window.url()).hash).toBe('')
  expect(await violationsIn(window, 'the review')).toEqual([])
  // The token is in no address that a server sees, and what the form of the site hides stays there.
  const token = /cc_[\w-]{20,}/.exec(code)?.[0] ?? 'none'
  expect(sent.filter((line) => line.includes('/api/v1/') && line.includes(token))).toEqual([])
  expect(sent.filter((line) => line.includes('not-for-others'))).toEqual([])

  await window.getByRole('button', { name: 'Keep posting' }).click()
  await expect(window.getByRole('heading', { name: 'Posting kept' })).toBeVisible()
  expect(await violationsIn(window, 'what was kept')).toEqual([])
  const { items } = await person.api.get('/jobs')
  expect(titlesIn(items)).toEqual(['Leuchtturmwärterin'])
  expect(await person.api.get(`/jobs/${items[0].id}`)).toMatchObject({ url: board.url() })

  await page.goto('/settings/tokens')
  await expect(page.getByText('Imports postings')).toBeVisible()
  await expect(page.getByText(/used just now|used .* ago/)).toBeVisible()
  await site.close()
})

test('only the page that takes pages may be opened by other sites, and it is as strict in all else', async ({
  request,
}) => {
  const looks = async (path: string) => {
    const headers = (await request.get(path)).headers()
    return { opener: headers['cross-origin-opener-policy'], rules: headers['content-security-policy'] }
  }
  const home = await looks('/')
  expect(home.opener).toBe('same-origin')
  expect(home.rules).toContain("script-src 'self';")
  expect(await looks('/import/receive')).toEqual({ ...home, opener: 'unsafe-none' })
  for (const path of ['/receive.html', '/import/receive/', '/import/receive/x', '/jobs', '/login', '/api/v1/auth/me'])
    expect((await looks(path)).opener, path).toBe('same-origin')
})

test('of a page of results one chooses which postings to keep', async ({ page }) => {
  const person = await enter(page)
  const code = await makeBookmark(page)
  const site = await startOtherSite()
  const board = await page.context().newPage()
  await board.goto(`${site.origin}/search?title=Leuchtturmw%C3%A4rterin&title=F%C3%A4hrfrau&title=Deichgraf`)
  const window = await choose(board, code)
  await expect(window.getByRole('heading', { name: 'Choose what to keep' })).toBeVisible()
  await window.getByText('Fährfrau').click()
  expect(await violationsIn(window, 'the list')).toEqual([])
  await window.getByRole('button', { name: 'Keep 2 postings' }).click()
  await expect(window.getByRole('heading', { name: '2 postings kept' })).toBeVisible()
  expect(titlesIn((await person.api.get('/jobs')).items)).toEqual(['Deichgraf', 'Leuchtturmwärterin'])
  await site.close()
})

test('where a site cuts its windows off, the page comes by the clipboard', async ({ page }) => {
  const person = await enter(page)
  const code = await makeBookmark(page)
  const site = await startOtherSite({ 'cross-origin-opener-policy': 'same-origin' })
  const board = await page.context().newPage()
  await board.goto(`${site.origin}/jobs/43?title=F%C3%A4hrfrau`)
  const window = await choose(board, code)
  await expect(window.getByRole('heading', { name: 'Paste the page' })).toBeVisible()
  expect(await violationsIn(window, 'the page to paste into')).toEqual([])

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.origin })
  await board.bringToFront()
  await board.getByRole('button', { name: 'Copy this page' }).click()
  await expect(board.getByText('Copied. Now paste it')).toBeVisible()
  await window.bringToFront()
  await window.getByLabel('The page').press('ControlOrMeta+v')
  await expect(window.getByLabel('Title')).toHaveValue('Fährfrau')
  await window.getByRole('button', { name: 'Keep posting' }).click()
  await expect(window.getByRole('heading', { name: 'Posting kept' })).toBeVisible()
  const { items } = await person.api.get('/jobs')
  expect(await person.api.get(`/jobs/${items[0].id}`)).toMatchObject({ url: board.url() })
  await site.close()
})

test('a site can send no page of another site, and nothing after its first', async ({ page }) => {
  const person = await enter(page)
  const code = await makeBookmark(page)
  const [receiver] = /http[^"]+\/import\/receive/.exec(code) ?? ['']
  const token = /cc_[\w-]{20,}/.exec(code)?.[0] ?? ''
  const site = await startOtherSite()
  const board = await page.context().newPage()
  await board.goto(`${site.origin}/jobs/44?title=Deichgraf`)
  const opened = page.context().waitForEvent('page')
  await board.evaluate(
    ([address, urls]) => {
      addEventListener('message', ({ source, data }) => {
        if (data !== 'career-copilot:ready') return
        for (const url of urls ?? [])
          source?.postMessage(
            { kind: 'career-copilot:page', html: '<h1>You won</h1>', url },
            { targetOrigin: new URL(String(address)).origin },
          )
      })
      open(String(address), '_blank')
    },
    [`${receiver}#${token}`, ['https://www.linkedin.com/jobs/view/1', `${site.origin}/jobs/44`]] as const,
  )
  const window = await opened
  await expect(window.getByRole('heading', { name: 'This page was not taken' })).toBeVisible()
  expect(await violationsIn(window, 'what was not taken')).toEqual([])
  expect((await person.api.get('/jobs')).items).toEqual([])
  await site.close()
})

test('where a page tells nothing of a job, its text can be pasted', async ({ page }) => {
  const person = await enter(page)
  const code = await makeBookmark(page)
  const site = await startOtherSite()
  const board = await page.context().newPage()
  await board.goto(`${site.origin}/jobs/46`)
  const window = await choose(board, code)
  await expect(window.getByRole('heading', { name: 'Paste its text' })).toBeVisible()
  expect(await violationsIn(window, 'the text to paste')).toEqual([])
  await window.getByLabel('The posting').fill('Deichgraf\nNordseeinselverwaltung\nBorkum\n\nYou keep the dikes.')
  await window.getByRole('button', { name: 'Read it' }).click()
  await window.getByLabel('Company').fill('Nordseeinselverwaltung')
  await window.getByRole('button', { name: 'Keep posting' }).click()
  await expect(window.getByRole('heading', { name: 'Posting kept' })).toBeVisible()
  const { items } = await person.api.get('/jobs')
  expect(await person.api.get(`/jobs/${items[0].id}`)).toMatchObject({ title: 'Deichgraf', url: board.url() })
  await site.close()
})

test('on a phone it opens as a tab, for browsers that take a window with a size for an advertisement', async ({
  page,
  browser,
}) => {
  await enter(page)
  const code = await makeBookmark(page)
  const site = await startOtherSite()
  const phone = await browser.newContext({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } })
  for (const [board, size] of [
    [await phone.newPage(), ''],
    [await page.context().newPage(), 'popup,width=620,height=800'],
  ] as const) {
    await board.goto(`${site.origin}/jobs/47?title=Deichgraf`)
    const asked = await board.evaluate(
      (run) =>
        new Promise<string>((resolve) => {
          window.open = (_address, _name, features) => {
            resolve(features ?? '')
            return null
          }
          window.eval(run)
        }),
      code,
    )
    expect(asked).toBe(size)
    // No window came: the site's own corner has another way to it.
    await expect(board.getByRole('link', { name: 'Open Career Copilot' })).toBeVisible()
  }
  await phone.close()
  await site.close()
})

test('a revoked bookmark says so, and a new one is a press away', async ({ page }) => {
  await enter(page)
  const code = await makeBookmark(page)
  await page.getByRole('button', { name: /^Revoke Bookmark of/ }).click()
  await page.getByRole('button', { name: 'Revoke it' }).click()
  await expect(page.getByText('Bookmark revoked')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Make the bookmark' })).toBeVisible()
  const site = await startOtherSite()
  const board = await page.context().newPage()
  await board.goto(`${site.origin}/jobs/45?title=Deichgraf`)
  const window = await choose(board, code)
  await expect(window.getByRole('heading', { name: 'This bookmark no longer works' })).toBeVisible()
  const again = page.context().waitForEvent('page')
  await window.getByRole('link', { name: 'Make a new one' }).click()
  await expect((await again).getByRole('button', { name: 'Make the bookmark' })).toBeInViewport()
  await site.close()
})

test('with the keyboard, the bookmark is set up in the import dialog', async ({ page }) => {
  await enter(page)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/jobs')
  await page.getByRole('button', { name: 'Import posting' }).first().press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Bookmark', exact: true }).press('Enter')
  // A part of the dialog that had the focus goes, and the dialog takes the focus back to itself in its own time.
  const bookmark = dialog.getByRole('link', { name: 'Save to Career Copilot' })
  await expect(async () => {
    const make = dialog.getByRole('button', { name: 'Make the bookmark' })
    if (!(await bookmark.isVisible())) await make.press('Enter', { timeout: 1_000 })
    await expect(bookmark).toBeVisible({ timeout: 3_000 })
  }).toPass()
  await expect(async () => {
    await bookmark.press('Enter', { timeout: 1_000 })
    await expect(dialog.getByText('Drag it to the bar of bookmarks.')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await dialog.getByRole('button', { name: 'Keyboard', exact: true }).press('Enter')
  expect(await violationsIn(page, 'the set-up')).toEqual([])
  await dialog.getByRole('button', { name: 'Copy the code' }).press('Enter')
  await expect(page.getByText('Code copied')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^javascript:void/)
})
