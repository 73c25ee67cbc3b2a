import { readFile, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { chromium } from '@playwright/test'
import type { BrowserContext, Page } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from '#kit/chromium.ts'
import { freePort, startRunningApp } from '#kit/running-app.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import { DEMO, seedDemo } from '#features/sample/index.ts'
import { parseConfig } from '#platform/config.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { makeLog } from '#platform/log.ts'
import { createApp } from '#server/app.ts'

// Takes the pictures of the guide anew, over the sample data and boards that answer from here. Build the web first.
const root = resolve(import.meta.dirname, '..')
const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
const GAP = 24

const dataDir = resolve(root, '.cache/pictures')
const log = makeLog('error')
await rm(dataDir, { recursive: true, force: true })
const database = await startEmbedded({ dataDir, log })
const boards = await startBoards({ fixturesDir: null })
const env = {
  NODE_ENV: 'test',
  PORT: String(await freePort()),
  DATA_DIR: dataDir,
  DATABASE_URL: database.adminUrl,
  RATE_LIMIT: '10000000',
  OUTBOUND_REWRITE: JSON.stringify(boards.rewrites),
  ALLOW_PRIVATE_HOSTS: '127.0.0.1',
}
const seeding = await createApp(
  { ...parseConfig(env), worker: 'off' },
  { admin_url: env.DATABASE_URL, log, web_folder: null },
)
await seedDemo(seeding.ctx)
await seeding.ctx.queue.drain()
await seeding.close()
const app = await startRunningApp(env)
const browser = await chromium.launch({ executablePath: await findChromium(), args: [...CHROMIUM_ARGS] })
try {
  const context = await browser.newContext({
    baseURL: app.url,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: WIDE,
  })
  await ask(context, 'POST', '/auth/login', { username: DEMO.username, password: DEMO.password })
  await ask(context, 'PUT', '/users/me', { onboarding: { finished_at: new Date().toISOString() } })
  await ask(context, 'PUT', '/users/me/settings', { time_zone: 'Europe/Berlin', theme: 'light' })
  const page = await context.newPage()
  await shoot(page, 'today', '/')
  await shoot(page, 'jobs', '/jobs')
  const { items } = await (await context.request.get('/api/v1/applications?status=interview&limit=1')).json()
  await shoot(page, 'application', `/applications/${items[0].id}`)
  await shoot(page, 'import', '/jobs', async () => {
    await page.getByRole('button', { name: 'Import posting' }).click()
    await page.getByRole('dialog').getByText('Paste', { exact: true }).click()
    await page.getByLabel('The posting', { exact: true }).fill(pasted())
    await page.getByRole('button', { name: 'Read it' }).click()
    await page.getByRole('button', { name: 'Keep posting' }).waitFor()
  })
  await shoot(page, 'onboarding', '/onboarding?step=2')
  await phone(context)
  for (const id of ['arbeitnow', 'remotive', 'himalayas'])
    await ask(context, 'PATCH', `/sources/${id}`, { enabled: true })
  await page.waitForTimeout(10_000)
  await shoot(page, 'sources', '/settings/sources')
} finally {
  await browser.close()
  await app.stop()
  await boards.close()
  await database.stop()
}

/** One page as it stands when everything has arrived; the band of the sample data is in no picture. */
async function shoot(page: Page, name: string, path: string, act: () => Promise<void> = async () => {}): Promise<void> {
  await page.goto(path)
  await page.addStyleTag({
    content: '.sample-note { display: none !important } * { caret-color: transparent !important }',
  })
  await page.waitForLoadState('networkidle')
  await act()
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: resolve(root, `docs/images/${name}.png`), animations: 'disabled' })
}

/** Two screens of a phone beside each other. */
async function phone(context: BrowserContext): Promise<void> {
  const page = await context.newPage()
  await page.setViewportSize(PHONE)
  const shots: string[] = []
  for (const path of ['/jobs', '/applications']) {
    await shoot(page, 'phone', path)
    shots.push((await readFile(resolve(root, 'docs/images/phone.png'))).toString('base64'))
  }
  await page.setViewportSize({ width: 2 * PHONE.width + GAP, height: PHONE.height })
  const images = shots.map((shot) => `<img src="data:image/png;base64,${shot}">`).join('')
  await page.setContent(`<body style="margin:0;display:flex;gap:${GAP}px;background:#d4d9de">${images}</body>`)
  await page.screenshot({ path: resolve(root, 'docs/images/phone.png') })
}

async function ask(context: BrowserContext, method: string, path: string, data: object): Promise<void> {
  const answer = await context.request.fetch(`/api/v1${path}`, { method, headers: { origin: app.url }, data })
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
}

/** The source of a page as somebody would paste it. */
function pasted(): string {
  return `<script type="application/ld+json">${JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    title: 'Datenarchitektin (m/w/d)',
    hiringOrganization: { '@type': 'Organization', name: 'Nordseeinselverwaltung AöR' },
    jobLocation: { '@type': 'Place', address: { addressLocality: 'Norderney', addressCountry: 'DE' } },
    baseSalary: { currency: 'EUR', value: { minValue: 72_000, maxValue: 81_000, unitText: 'YEAR' } },
    employmentType: 'FULL_TIME',
    datePosted: '2026-11-16',
    validThrough: '2026-12-13',
    description: 'Sie bauen das Datenlager der Inselverwaltung mit Python, SQL und Kafka auf und führen es.',
  })}</script>`
}
