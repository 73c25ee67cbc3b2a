import { expect, test } from '@playwright/test'
import { enter } from './person.ts'

const RUN = 'window.acted = true'
const ACTING = [
  `<script>${RUN}</script>`,
  `<img src="x" onerror="${RUN}">`,
  `<svg onload="${RUN}"><script>${RUN}</script><style><img src=x onerror="${RUN}"></style></svg>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror='${RUN}'&gt;">`,
  `<math><mi><table><mglyph><svg><mtext><textarea><path id="</textarea><img onerror='${RUN}' src=1>">`,
  `<noscript><p title="</noscript><img src=x onerror='${RUN}'>">`,
  `<form action="javascript:${RUN}"><button>a</button></form>`,
  `<a href="javascript:${RUN}">act</a> <a href="java\nscript:${RUN}">act</a> <a href="/settings/profile">inside</a>`,
  '<p>Bring <b>a lamp</b> and <a href="https://lamps.example/all">oil</a>.</p>',
]

// Without the policy of the page, which would keep a script from acting and so hide that it got through.
test.describe('a posting that was written to act', () => {
  test.use({ bypassCSP: true })
  test('shows its text and does nothing', async ({ page }) => {
    const person = await enter(page)
    const data = { '@type': 'JobPosting', title: 'Keeper', hiringOrganization: { name: 'Isle' } }
    const json = JSON.stringify({ ...data, description: ACTING.join('') }).replaceAll('</script', String.raw`<\/script`)
    const html = `<script type="application/ld+json">${json}</script>`
    const { id } = await person.api.post('/jobs/import', { html })
    await page.goto(`/jobs/${id}`)
    const text = page.locator('.prose')
    await expect(text).toContainText('Bring a lamp and oil.')
    for (const link of await text.getByText('act').all()) await link.click()
    await expect(
      text.locator('script, img, svg, math, iframe, form, button, style, textarea, [onerror], [onload]'),
    ).toHaveCount(0)
    await expect(text.locator('a[href]')).toHaveCount(1)
    expect(await page.evaluate(() => Reflect.get(window, 'acted'))).toBeUndefined()
  })
})

test('a posting of one’s own is written down, changed and deleted', async ({ page }) => {
  await enter(page)
  await page.goto('/jobs')
  await page
    .getByRole('button', { name: /^Import/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Write down', { exact: true }).click()
  await dialog.getByLabel('Title').fill('Lamp lighter')
  await dialog.getByLabel('Company').fill('Isle Works')
  await dialog.getByLabel('Salary from, per year').fill('41 000')
  await dialog.getByRole('button', { name: /^Keep posting/ }).click()
  const posting = page.getByRole('article', { name: 'Posting' })
  await expect(posting.getByText('EUR 41 000 or more')).toBeVisible()

  await posting.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await expect(dialog.getByLabel('Title')).toHaveValue('Lamp lighter')
  await dialog.getByLabel('Title').fill('Lamp keeper')
  await dialog.getByLabel('to', { exact: false }).last().fill('46 000')
  await dialog.getByRole('button', { name: /^Keep posting/ }).click()
  await expect(posting.getByRole('heading', { name: 'Lamp keeper' })).toBeVisible()
  await expect(posting.getByText('EUR 41 000 to 46 000')).toBeVisible()

  await posting.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const asked = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await asked.getByRole('textbox').fill('delete')
  await asked.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByText('Posting deleted')).toBeVisible()
})
